"""Points in ten wards and in 8,000 small areas: how many in each. Each side holds points and polygons as its own objects
before the clock starts, and builds its index after."""

from common import Pair, Side, answers, call, data, measured, python, stage


def pairs():
    wards = data("wards.geojson", "areas", "--columns", 5, "--rows", 2, "--edge", 182, "--side", 10_000)
    lsoas = data("lsoas.geojson", "areas", "--columns", 100, "--rows", 80, "--edge", 39, "--side", 100_000)
    town = data("town-1e6.f64", "points", "--events", 1_000_000)
    force = data("force-1e6.f64", "points", "--events", 1_000_000, "--side", 100_000)
    found = []
    for name, points, areas, target in [("10 wards", town, wards, 20), ("8,000 LSOAs", force, lsoas, 15)]:
        out = answers(f"locate-{areas.stem}.f64")
        for peer in ("sedonadb", "geopandas"):
            theirs = answers(f"locate-{areas.stem}-{peer}.f64")
            found.append(
                Pair(
                    f"1e6 points into {name}, build included",
                    stage("locate", points, out, "--areas", areas),
                    Side(peer, python("locate", peer, points, areas, theirs)),
                    target=target,
                    agree=python("locate", "apart", out, theirs),
                )
            )
    return found


def read(points, areas):
    """Points and areas as geopandas has them, areas by code."""
    import geopandas
    import numpy as np

    at = np.fromfile(points).reshape(-1, 2)
    shapes = geopandas.read_file(areas).set_crs(27700, allow_override=True).sort_values("code", ignore_index=True)
    return geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(at[:, 0], at[:, 1], crs=27700)), shapes


def counted(found, areas):
    import numpy as np

    return np.bincount(np.asarray(found, dtype=np.int64), minlength=areas).astype("f8")


def geopandas(points, areas, out):
    import geopandas as gpd

    points, shapes = read(points, areas)

    def join():
        # The index of the polygons is kept by their array: a new array builds it anew.
        fresh = gpd.GeoDataFrame(geometry=gpd.array.from_shapely(shapes.geometry.to_numpy().copy(), crs=27700))
        bare = gpd.GeoDataFrame(geometry=gpd.array.from_shapely(points.geometry.to_numpy(), crs=27700))
        return gpd.sjoin(bare, fresh, predicate="within")["index_right"]

    counted(measured(join), len(shapes)).tofile(out)


def sedonadb(points, areas, out):
    import sedonadb

    points, shapes = read(points, areas)
    shapes["area"] = range(len(shapes))
    context = sedonadb.connect()
    context.create_data_frame(points).to_memtable().to_view("points")
    context.create_data_frame(shapes[["area", "geometry"]]).to_memtable().to_view("areas")
    query = (
        "SELECT areas.area, count(*) AS n FROM points JOIN areas ON ST_Within(points.geometry, areas.geometry) GROUP BY areas.area"
    )
    table = measured(lambda: context.sql(query).to_pandas())
    counts = counted([], len(shapes))
    counts[table["area"].to_numpy()] = table["n"].to_numpy()
    counts.tofile(out)


def apart(ours, peer):
    import numpy as np

    ours, peer = np.fromfile(ours), np.fromfile(peer)
    differing = int((ours != peer).sum())
    print(f"{differing} of {len(ours)} counts differ; {int(ours.sum())} and {int(peer.sum())} points inside")


if __name__ == "__main__":
    call([geopandas, sedonadb, apart])

"""The whole job: a million rows and ten wards in; counts and rates by ward and a density on the plane out, as GeoJSON.

Cells are of 250 m, the finest that we write of points that their publisher moved. KDEpy is far off on nodes as wide apart as that
beside a bandwidth of 300 m, so the script has it work on nodes of 50 m and keeps every fifth.
"""

from common import HOTSPUR, Pair, Side, WORK, call, data, python

H, C, FINE = 300, 250, 50
STUDY = """crs = "EPSG:27700"

[areas]
file = "{wards}"
code = "code"
name = "name"
layer = "wards"

[incidents]
files = ["{rows}"]

[density]
cell_m = {c}
bandwidth_m = {h}
"""


def study_text(rows, wards):
    return STUDY.format(rows=rows, wards=wards, h=H, c=C)


def pairs():
    rows = data("2025-01-generated-1e6-street.csv", "rows", "--rows", 1_000_000)
    wards = data("wards-degrees.geojson", "wards")
    study = WORK / "data" / "study.toml"
    study.write_text(study_text(rows.name, wards.name))
    ours, theirs = WORK / "out" / "hotspur", WORK / "out" / "geopandas"
    return [
        Pair(
            "the whole job: 1e6 rows, ten wards, wards and density written",
            Side(
                "hotspur",
                [HOTSPUR, "map", study, "--keep-repeats", "--write", "wards,density,geojson", "--quiet", "--overwrite", "--out", ours],
            ),
            Side("geopandas + KDEpy script", python("whole", "script", rows, wards, theirs)),
            target=20,
            memory_target=10,
            agree=python("whole", "apart", ours / "analyst", theirs),
        )
    ]


def script(rows, wards, out):
    """What an analyst would write."""
    from pathlib import Path

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from KDEpy import FFTKDE
    from shapely import box

    table = pd.read_csv(rows, usecols=["Month", "Longitude", "Latitude", "Crime type"])
    table = table.dropna(subset=["Longitude", "Latitude"])
    points = gpd.GeoDataFrame(
        table[["Crime type"]], geometry=gpd.points_from_xy(table["Longitude"], table["Latitude"]), crs=4326
    ).to_crs(27700)
    areas = gpd.read_file(wards).to_crs(27700)
    joined = gpd.sjoin(points, areas, predicate="within")
    by_type = joined.groupby(["code", "Crime type"]).size().unstack(fill_value=0)
    areas = areas.merge(by_type, left_on="code", right_index=True, how="left")
    areas["count"] = by_type.sum(axis=1).reindex(areas["code"]).to_numpy()
    areas["rate"] = 1000 * areas["count"] / areas["residents"]

    west, south, east, north = areas.total_bounds
    x0, y0 = np.floor(west / C) * C, np.floor(south / C) * C
    columns, lines = int(np.ceil((east - x0) / C)), int(np.ceil((north - y0) / C))
    margin, fifth = H // FINE + 1, C // FINE
    x = x0 + (np.arange(-margin, fifth * columns + margin) + 0.5) * FINE
    y = y0 + (np.arange(-margin, fifth * lines + margin) + 0.5) * FINE
    nodes = np.stack(np.meshgrid(x, y, indexing="ij"), -1).reshape(-1, 2)
    at = np.column_stack([points.geometry.x, points.geometry.y])
    density = FFTKDE(kernel="biweight", bw=H / np.sqrt(7), norm=2).fit(at).evaluate(nodes) * len(at) * 1e6
    middles = (slice(margin + fifth // 2, -margin, fifth),) * 2
    density = density.reshape(len(x), len(y))[middles].ravel()
    nodes = nodes.reshape(len(x), len(y), 2)[middles].reshape(-1, 2)
    keep = density > 1e-6 * density.max()
    near, value = nodes[keep], density[keep]
    squares = box(near[:, 0] - C / 2, near[:, 1] - C / 2, near[:, 0] + C / 2, near[:, 1] + C / 2)

    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    areas.to_crs(4326).to_file(out / "wards.geojson", driver="GeoJSON")
    cells = gpd.GeoDataFrame({"density": value}, geometry=squares, crs=27700)
    cells.to_crs(4326).to_file(out / "density.geojson", driver="GeoJSON")


def apart(ours, peer):
    """Counts by ward, and densities of the cells whose corners are the same to about a metre, between which PROJ without its grid
    file and OSTN15 may differ by more: cells are matched by the nearest corner within twenty metres."""
    import json
    from pathlib import Path

    import numpy as np

    def features(folder, name):
        return json.loads((Path(folder) / name).read_text())["features"]

    counts = [
        {ward["properties"]["code"]: ward["properties"][column] for ward in features(folder, "wards.geojson")}
        for folder, column in ((ours, "located_count"), (peer, "count"))
    ]
    differing = sum(abs(counts[0][code] - counts[1][code]) for code in counts[0])

    def cells(folder, column):
        found = features(folder, "density.geojson")
        middles = [np.mean(cell["geometry"]["coordinates"][0][:4], axis=0) for cell in found]
        return np.array(middles), np.array([cell["properties"][column] for cell in found])

    (our_middles, our_values), (their_middles, their_values) = cells(ours, "density_per_km2"), cells(peer, "density")
    metres = np.array([67_600.0, 111_200.0])
    distances = np.linalg.norm((our_middles[:, None] - their_middles[None]) * metres, axis=2)
    nearest = distances.argmin(axis=1)
    same = distances.min(axis=1) < 20
    apart = abs(our_values - their_values[nearest])[same].max() / our_values.max()
    print(
        f"{differing} rows counted in another ward; {same.sum()} of {len(our_values)} cells are in both ({len(their_values)} in "
        f"theirs), densities differ by {apart:.1e} of the maximum"
    )


if __name__ == "__main__":
    call([script, apart])

"""How our own cost grows with the events, and that of a density with the bandwidth in cells."""

from common import HOTSPUR, Side, WORK, answers, data, stage
from whole import study_text

SIZES = ["1e4", "1e5", "1e6", "1e7"]
RADII = [3, 6, 12, 20, 40, 80]


def lines(quick=False):
    """Tables: a title, the names of the columns, and rows of a name and a side for each column."""
    sizes = SIZES[:3] if quick else SIZES
    count = {size: int(float(size)) for size in sizes}
    out = answers("growth.f64")
    town = {size: data(f"town-{size}.f64", "points", "--events", count[size]) for size in sizes}
    snapped = {size: data(f"snapped-{size}.f64", "points", "--events", count[size], "--places", count[size] // 20) for size in sizes}
    squares = {size: data(f"lattice-{round(count[size] ** 0.5)}.f64", "lattice", "--side", round(count[size] ** 0.5)) for size in sizes}
    wards = data("wards.geojson", "areas", "--columns", 5, "--rows", 2, "--edge", 182, "--side", 10_000)
    rows = {size: data(f"2025-01-generated-{size}-street.csv", "rows", "--rows", count[size]) for size in sizes}
    by_size = [
        ("exact density, h 300 c 50", lambda size: stage("density", town[size], out, "--h", 300, "--c", 50)),
        ("exact density, h 1000 c 25", lambda size: stage("density", town[size], out, "--h", 1000, "--c", 25)),
        ("the same on snap points of 20", lambda size: stage("density", snapped[size], out, "--h", 1000, "--c", 25, "--merged")),
        ("points into 10 wards", lambda size: stage("locate", town[size], out, "--areas", wards)),
        ("Gi* of so many cells", lambda size: stage("gi", squares[size], out)),
        ("reading rows", lambda size: stage("read", rows[size], out)),
        ("the whole job", lambda size: whole(rows[size])),
    ]
    radius = lambda cells: stage("density", town["1e6"], out, "--h", 50 * cells, "--c", 50)
    return [
        ("events, cells or rows", sizes, [(name, [side(size) for size in sizes]) for name, side in by_size]),
        ("h / c, 1e6 events, c 50", [str(cells) for cells in RADII], [("exact density", [radius(cells) for cells in RADII])]),
    ]


def whole(rows):
    study = WORK / "data" / f"study-of-{rows.stem}.toml"
    study.write_text(study_text(rows.name, data("wards-degrees.geojson", "wards").name))
    out = WORK / "out" / "growth"
    return Side("hotspur", [HOTSPUR, "map", study, "--write", "wards,density,geojson", "--quiet", "--overwrite", "--out", out])

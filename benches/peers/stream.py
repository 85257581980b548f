"""The whole job where rows come through a pipe, against polars streaming the same columns, which cannot read a pipe without
holding all of it and so reads the file: it is spared the copy through the pipe, and it neither joins, counts nor writes.

A hundred million rows are the ten million ten times over, so that 22 GB need no disk: ten passes through the pipe, and the
file named ten times to polars.
"""

from common import HOTSPUR, Pair, Side, WORK, call, data, python
from whole import study_text

COLUMNS = ["Month", "Longitude", "Latitude", "Location", "Crime type"]
SIZES = [("1e6", 1), ("1e7", 1), ("1e7", 10)]


def pairs(huge=False):
    wards = data("wards-degrees.geojson", "wards")
    study = WORK / "data" / "study-of-a-pipe.toml"
    study.write_text(study_text("-", wards.name))
    found = []
    for size, times in SIZES if huge else SIZES[:-1]:
        rows = data(f"2025-01-generated-{size}-street.csv", "rows", "--rows", int(float(size)))
        out = WORK / "out" / "stream"
        feed = f"head -n 1 '{rows}'; for time in $(seq {times}); do tail -n +2 '{rows}'; done"
        total = int(float(size)) * times
        found.append(
            Pair(
                f"the whole job at {total:.0e} rows through a pipe".replace("e+0", "e"),
                Side(
                    "hotspur",
                    [HOTSPUR, "map", study, "--keep-repeats", "--write", "wards,density,geojson", "--quiet", "--overwrite", "--out", out],
                    stdin=["sh", "-c", feed],
                ),
                Side("polars streaming, from the file", python("stream", "polars", rows, times)),
                target=1 / 1.5,
                memory_limit=1000,
                agree=python("stream", "counted", out / "analyst" / "wards.geojson", total),
                slow=total > 1_000_000,
            )
        )
    return found


def polars(path, times):
    """The greatest of each column: every value is parsed and none kept."""
    import polars as pl

    scan = pl.scan_csv([path] * int(times))
    print(scan.select(pl.len(), pl.col(COLUMNS).max()).collect(engine="streaming"))


def counted(wards, total):
    import json
    from pathlib import Path

    features = json.loads(Path(wards).read_text())["features"]
    count = sum(feature["properties"]["located_count"] for feature in features)
    print(f"{count} of {total} rows counted in wards")


if __name__ == "__main__":
    call([polars, counted])

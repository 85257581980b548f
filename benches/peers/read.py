"""Ten million rows of police.uk (2.2 GB) with quoted fields and bad rows: five columns into memory."""

from common import Pair, Side, answers, call, data, measured, python, stage

COLUMNS = ["Month", "Longitude", "Latitude", "Location", "Crime type"]


def pairs():
    found = []
    for rows, slow in [(1_000_000, False), (10_000_000, True)]:
        name = f"2025-01-dirty-{rows:.0e}-street.csv".replace("e+0", "e")
        path = data(name, "rows", "--rows", rows, "--dirty")
        ours, theirs = answers(f"read-{rows}.f64"), answers(f"read-polars-{rows}.f64")
        for how, more, aimed in [("equal rows counted", [], True), ("single rows with identifiers", ["--single"], False)]:
            found.append(
                Pair(
                    f"read {rows:.0e} rows, quoted fields and bad rows, {how}".replace("e+0", "e"),
                    stage("read", path, ours, *more),
                    Side("polars streaming, five columns kept", python("read", "polars", path, theirs)),
                    target=1 if aimed else None,
                    memory_target=10 if aimed else None,
                    agree=python("read", "apart", ours, theirs),
                    slow=slow,
                )
            )
    return found


def polars(path, out):
    """Rows that break off are filled with nulls and a longitude that is no number becomes one; nothing says which they were."""
    import numpy as np
    import polars as pl

    scan = pl.scan_csv(path, schema_overrides={"Longitude": pl.Float64, "Latitude": pl.Float64}, ignore_errors=True, truncate_ragged_lines=True)
    table = measured(lambda: scan.select(COLUMNS).collect(engine="streaming"))
    located = len(table.drop_nulls(["Longitude", "Latitude"]))
    np.array([located, len(table) - located, 0.0]).tofile(out)


def apart(ours, peer):
    import numpy as np

    ours, peer = np.fromfile(ours).astype(int), np.fromfile(peer).astype(int)
    print(f"located {ours[0]} and {peer[0]}; unlocated {ours[1]}, rejected {ours[2]}, and {peer[1]} nulls")


if __name__ == "__main__":
    call([polars, apart])

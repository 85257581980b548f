"""The Knox test: pairs within 200 m and 14 days, and 999 permutations of the days."""

import signal
import sys
import warnings

from common import Pair, Side, answers, call, data, measured, python, stage

SIDE = 60_000
METRES, DAYS, PERMUTATIONS = 200, 14, 999
# pointpats is given up after so many seconds.
MOST_SECONDS = 120


def pairs():
    found = []
    for events in (10_000, 100_000):
        path = data(f"days-{events}.f64", "days", "--events", events, "--side", SIDE)
        ours, theirs = answers(f"knox-{events}.f64"), answers(f"knox-{events}-pointpats.f64")
        found.append(
            Pair(
                f"Knox test, {events:,} events, 200 m and 14 days, {PERMUTATIONS}",
                stage("knox", path, ours, "--metres", METRES, "--days", DAYS, "--replicates", PERMUTATIONS),
                Side(f"pointpats.spacetime.knox, given up after {MOST_SECONDS} s", python("knox", "pointpats", path, theirs)),
                agree=python("knox", "apart", ours, theirs),
                slow=events > 10_000,
            )
        )
    return found


def pointpats(path, out):
    import numpy as np
    from pointpats.spacetime import knox

    x, y, day = np.fromfile(path).reshape(-1, 3).T
    # It is the way of pointpats that is the fastest, and is marked as one to be dropped.
    warnings.simplefilter("ignore")
    # Its cuts hold their ends, ours do not: no pair of these events is exactly 200 m apart, and 13 days is less than 14.
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"not finished in {MOST_SECONDS} s"))
    signal.alarm(MOST_SECONDS)
    found = measured(lambda: knox(np.column_stack([x, y]), day.reshape(-1, 1), METRES, DAYS - 1, permutations=PERMUTATIONS))
    signal.alarm(0)
    np.array([np.ravel(found[key])[0] for key in ("stat", "pvalue")], dtype=float).tofile(out)


def apart(ours, peer):
    import numpy as np

    pairs, _, p = np.fromfile(ours)
    peer_pairs, peer_p = np.fromfile(peer)
    print(f"{pairs:.0f} pairs and {peer_pairs:.0f}; p {p:.3f} and {peer_p:.3f}")


if __name__ == "__main__":
    call([pointpats, apart])

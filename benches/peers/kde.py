"""Kernel density at the nodes 0, c, 2c … of a 10 km box, exact, against exact and approximate peers.

libkdv has three traps: its `bandwidth` is half the radius at which its kernel ends; whatever kernel one asks for is
Epanechnikov's; and it gives shares of its own maximum as text, on nodes that span the data's extent rather than a grid of
the user's. So ours runs Epanechnikov's kernel beside it, events stand in two corners of the box, and maxima are set to one.
"""

from common import Pair, Side, WORK, answers, call, data, measured, python, stage

SIDE = 10_000


def pairs():
    events = 1_000_000
    spread = data("town-1e6.f64", "points", "--events", events)
    snapped = data("snapped-1e6.f64", "points", "--events", events, "--places", events // 20)
    as_many = data("town-5e4.f64", "points", "--events", events // 20)
    found = []
    for h, c, libkdv_target, fft_target in [(300, 50, 700, 1 / 2), (1000, 25, 300, 1 / 8)]:
        job = f"exact KDE, 1e6 events, h {h} c {c}"
        out = answers(f"kde-{h}.f64")
        how = ["--h", h, "--c", c]
        other = answers(f"kde-{h}-epanechnikov.f64")
        peer = answers(f"kde-{h}-libkdv.f64")
        found.append(
            Pair(
                job,
                stage("density", spread, other, *how, "--kernel", "epanechnikov"),
                Side("libkdv (exact, Epanechnikov)", python("kde", "libkdv", spread, h, c, peer)),
                target=libkdv_target,
                agree=python("kde", "apart", other, peer, "of the maximum, both scaled to it"),
                slow=True,
            )
        )
        peers = [
            ("plain C scatter, one thread (exact)", [WORK / "scatter", spread, SIDE, h, c], 10),
            ("numpy bins + scipy FFT (approximate)", python("kde", "binned_fft", spread, h, c), fft_target),
            ("KDEpy FFTKDE (approximate)", python("kde", "kdepy", spread, h, c), fft_target),
        ]
        for number, (name, command, target) in enumerate(peers):
            peer = answers(f"kde-{h}-{number}.f64")
            found.append(
                Pair(
                    job,
                    stage("density", spread, out, *how),
                    Side(name, [*command, peer]),
                    target=target,
                    agree=python("kde", "apart", out, peer, "of the maximum"),
                )
            )
        merged = stage("density", snapped, answers("snapped.f64"), *how, "--merged")
        for name, path, target in [("1e6 spread events", spread, None), ("5e4 spread events, as many places", as_many, 1 / 2)]:
            against = stage("density", path, answers("spread.f64"), *how)
            against.name = f"our own on {name}"
            found.append(
                Pair(f"the same, h {h} c {c}, 1e6 events on 5e4 snap points, merged", merged, against, target=target)
            )
    return found


def libkdv(path, h, c, out):
    """The library's own call, its conversion to text and back included; the data is text before the clock starts."""
    import numpy as np
    from libkdv import kdv

    slots = round(SIDE / float(c)) + 1
    model = kdv(
        np.fromfile(path).reshape(-1, 2), GPS=False, num_threads=2, row_pixels=slots, col_pixels=slots, bandwidth=float(h) / 2
    )
    table = measured(model.compute)
    table.sort_values(["y", "x"])["val"].to_numpy().tofile(out)


def grid_with_margin(h, c):
    """Nodes from one bandwidth outside the box to the other, so that nothing wraps around: how many outside, and in all."""
    import math

    margin = math.ceil(h / c) + 1
    return margin, round(SIDE / c) + 1 + 2 * margin


def binned_fft(path, h, c, out):
    """Events counted at the nearest node, convolved with the kernel at the nodes."""
    import numpy as np
    from scipy.signal import fftconvolve

    h, c = float(h), float(c)
    events = np.fromfile(path).reshape(-1, 2)
    slots, reach = round(SIDE / c) + 1, int(h / c)
    offsets = np.arange(-reach, reach + 1) * c
    distance2 = (offsets[:, None] ** 2 + offsets[None, :] ** 2) / h**2
    kernel = 3 / (np.pi * h * h) * np.maximum(1 - distance2, 0) ** 2

    def density():
        column, row = (np.rint(events[:, axis] / c).astype(np.int64) for axis in (0, 1))
        counts = np.bincount(row * slots + column, minlength=slots * slots).reshape(slots, slots)
        return fftconvolve(counts, kernel, mode="same")

    measured(density).tofile(out)


def kdepy(path, h, c, out):
    """Linear bins and an FFT; KDEpy's bandwidth is the kernel's standard deviation along an axis before it is made round."""
    import numpy as np
    from KDEpy import FFTKDE

    h, c = float(h), float(c)
    events = np.fromfile(path).reshape(-1, 2)
    margin, slots = grid_with_margin(h, c)
    axis = (np.arange(slots) - margin) * c
    nodes = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)

    def density():
        return FFTKDE(kernel="biweight", bw=h / np.sqrt(7), norm=2).fit(events).evaluate(nodes)

    found = measured(density).reshape(slots, slots).T[margin:-margin, margin:-margin]
    (found * len(events)).tofile(out)


def apart(ours, peer, of):
    """The largest difference of two surfaces as a share of the maximum."""
    import numpy as np

    ours, peer = np.fromfile(ours), np.fromfile(peer)
    scaled = "scaled" in of
    ours, peer = (ours / ours.max(), peer / peer.max()) if scaled else (ours / ours.max(), peer / ours.max())
    print(f"{abs(ours - peer).max():.1e} {of}")


if __name__ == "__main__":
    call([libkdv, binned_fft, kdepy, apart])

"""Gi* and local Moran on a lattice of counts, by queen."""

from common import Pair, Side, answers, call, data, measured, python, stage


def pairs():
    million = data("lattice-1000.f64", "lattice", "--side", 1000)
    small = data("lattice-200.f64", "lattice", "--side", 200)
    untied = data("lattice-200-untied.f64", "lattice", "--side", 200, "--untied")
    gi = answers("gi.f64")
    found = [
        Pair(
            "Gi* analytic, 1e6 cells, neighbours included",
            stage("gi", million, gi),
            Side(name, python("lattice", function, million, answers(f"{function}.f64"))),
            target=8,
            agree=python("lattice", "apart", gi, answers(f"{function}.f64")),
        )
        for name, function in [("numpy box sums: z alone", "box_sums"), ("numpy box sums: z and p, as ours", "box_sums_and_p")]
    ]
    for name, path in [("counts", small), ("values without ties", untied)]:
        ours, theirs = answers(f"moran-{path.stem}.f64"), answers(f"moran-{path.stem}-esda.f64")
        found.append(
            Pair(
                f"local Moran 999 permutations, 40k cells, {name}",
                stage("moran", path, ours),
                Side("esda (numba, one job)", python("lattice", "esda", path, theirs)),
                target=30,
                agree=python("lattice", "moran_apart", ours, theirs),
            )
        )
    return found


def boxes(values):
    """The sum over each cell and the eight around it, as far as they exist."""
    import numpy as np

    padded = np.pad(values, 1)
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]


def scores(values):
    import numpy as np

    n, mean = values.size, values.mean()
    sums, sizes = boxes(values), boxes(np.ones_like(values))
    return (sums - mean * sizes) / np.sqrt(values.var() * sizes * (n - sizes) / (n - 1))


def square(path):
    import numpy as np

    values = np.fromfile(path)
    return values.reshape(round(len(values) ** 0.5), -1)


def box_sums(path, out):
    values = square(path)
    measured(lambda: scores(values)).tofile(out)


def box_sums_and_p(path, out):
    import numpy as np
    from scipy.special import ndtr

    values = square(path)

    def both():
        z = scores(values)
        return z, 2 * ndtr(-np.abs(z))

    measured(both)[0].tofile(out)


def esda(path, out):
    """The same weights in each form before the clock starts, and numba's compilation too."""
    import numpy as np
    from esda import Moran_Local
    from libpysal.weights import lat2W

    warm = lat2W(5, 5, rook=False)
    Moran_Local(np.arange(25.0), warm, permutations=9, n_jobs=1)
    values = square(path)
    weights = lat2W(*values.shape, rook=False)
    found = measured(lambda: Moran_Local(values.ravel(), weights, permutations=999, n_jobs=1, keep_simulations=False, seed=1))
    np.concatenate([found.Is, found.p_sim]).tofile(out)


def apart(ours, peer):
    import numpy as np

    ours, peer = np.fromfile(ours), np.fromfile(peer)
    print(f"z differs by {abs(ours - peer).max():.1e} at most")


def moran_apart(ours, peer):
    """esda divides by n - 1 where we divide by n; its p is that of one tail, which does not hold the ties that ours has in both."""
    import numpy as np

    (i, p), (peer_i, peer_p) = (np.fromfile(path).reshape(2, -1) for path in (ours, peer))
    n, sound = len(i), ~np.isnan(p)
    both = np.minimum(1, 2 * peer_p)[sound]
    print(
        f"I differs by {abs(i - peer_i * n / (n - 1)).max():.1e} at most, p by {abs(p[sound] - both).mean():.3f} in the mean "
        f"and {abs(p[sound] - both).max():.3f} at most (999 draws each)"
    )


if __name__ == "__main__":
    call([box_sums, box_sums_and_p, esda, apart, moran_apart])

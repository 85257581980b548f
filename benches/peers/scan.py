"""Kulldorff's circular scan under the Poisson model, against the same search written plainly for numba on two threads:
nobody ships one that runs here, so this is a yardstick rather than a product."""

from common import Pair, Side, answers, call, data, measured, python, stage


def pairs():
    units = data("units-8000.f64", "units", "--units", 8000)
    found = []
    for replicates, slow in [(99, False), (999, True)]:
        ours, theirs = answers(f"scan-{replicates}.f64"), answers(f"scan-numba-{replicates}.f64")
        found.append(
            Pair(
                f"Kulldorff scan, 8,000 areas, 5 % window, {replicates}",
                stage("scan", units, ours, "--replicates", replicates),
                Side("numba, two threads", python("scan", "plain", units, replicates, theirs)),
                target=10,
                agree=python("scan", "apart", ours, theirs),
                slow=slow,
            )
        )
    return found


def plain(path, replicates, out):
    import numpy as np
    from numba import njit, prange, set_num_threads

    set_num_threads(2)

    @njit(fastmath=True)
    def ratio(cases, expected, total):
        if cases <= expected or expected <= 0:
            return 0.0
        found = cases * np.log(cases / expected)
        if cases < total:
            found += (total - cases) * np.log((total - cases) / (total - expected))
        return found

    @njit(parallel=True)
    def neighbours(at, population, cap):
        n = len(at)
        lengths = np.zeros(n, np.int64)
        orders = np.empty((n, n // 8), np.int32)
        for centre in prange(n):
            order = np.argsort((at[:, 0] - at[centre, 0]) ** 2 + (at[:, 1] - at[centre, 1]) ** 2)
            people = 0.0
            for unit in order[: n // 8]:
                people += population[unit]
                if people > cap:
                    break
                orders[centre, lengths[centre]] = unit
                lengths[centre] += 1
        return orders, lengths

    @njit(parallel=True, fastmath=True)
    def maximum(cases, population, orders, lengths, rate, total):
        best = np.zeros(len(lengths))
        where = np.zeros(len(lengths), np.int64)
        for centre in prange(len(lengths)):
            inside, people = 0, 0.0
            for slot in range(lengths[centre]):
                unit = orders[centre, slot]
                inside += cases[unit]
                people += population[unit]
                found = ratio(inside, people * rate, total)
                if found > best[centre]:
                    best[centre], where[centre] = found, slot + 1
        centre = best.argmax()
        return best[centre], centre, where[centre]

    def scan(x, y, cases, population, replicates):
        total, people = int(cases.sum()), population.sum()
        rate, share = total / people, population / people
        orders, lengths = neighbours(np.column_stack([x, y]), population, 0.05 * people)
        llr, centre, size = maximum(cases, population, orders, lengths, rate, total)
        random = np.random.default_rng(1)
        above = sum(
            maximum(random.multinomial(total, share), population, orders, lengths, rate, total)[0] >= llr
            for _ in range(replicates)
        )
        members = orders[centre, :size]
        return np.array([llr, size, cases[members].sum(), (1 + above) / (replicates + 1)])

    units = np.fromfile(path).reshape(-1, 4)
    x, y, cases, population = units.T.copy()
    cases = cases.astype(np.int64)
    scan(x[:100], y[:100], cases[:100], population[:100], 1)
    measured(lambda: scan(x, y, cases, population, int(replicates))).tofile(out)


def apart(ours, peer):
    import numpy as np

    ours, peer = np.fromfile(ours), np.fromfile(peer)
    same = "the same" if (ours[1:3] == peer[1:3]).all() else "ANOTHER"
    print(f"{same} window ({ours[1]:.0f} areas, {ours[2]:.0f} cases); its ratio differs by {abs(ours[0] - peer[0]):.1e}; p {ours[3]:.3f} and {peer[3]:.3f}")


if __name__ == "__main__":
    call([plain, apart])

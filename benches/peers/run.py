"""Runs the jobs named, or all, and writes benches/RESULTS.md once every job has results. Begin with run.sh."""

import argparse
import importlib
import json
import os
import platform
import statistics
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from common import HERE, HOTSPUR, ROOT, WORK, run_once, run_pair

JOBS = ["kde", "locate", "lattice", "scan", "knox", "read", "whole", "stream"]
RESULTS = WORK / "results"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"{', '.join(JOBS)}, growth; all without one")
    parser.add_argument("--quick", action="store_true", help="one round, no slow pairs, nothing written")
    parser.add_argument("--huge", action="store_true", help="the hundred million rows too")
    parser.add_argument("--rounds", type=int, default=5, help="at most so many rounds a pair, 5 without it")
    asked = parser.parse_args()
    unknown = set(asked.jobs) - {*JOBS, "growth"}
    if unknown:
        parser.error(f"no job {', '.join(sorted(unknown))}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    for job in asked.jobs or [*JOBS, "growth"]:
        if job == "growth":
            found = grown(asked.quick)
        else:
            module = importlib.import_module(job)
            pairs = module.pairs(asked.huge) if job == "stream" else module.pairs()
            found = [line(pair, asked.quick, asked.rounds) for pair in pairs if not (asked.quick and pair.slow)]
        if not asked.quick:
            (RESULTS / f"{job}.json").write_text(json.dumps(found, indent=1))
    missing = [job for job in [*JOBS, "growth"] if not (RESULTS / f"{job}.json").exists()]
    if asked.quick:
        return
    if missing:
        print(f"benches/RESULTS.md is not written before these have run: {', '.join(missing)}")
        return
    (ROOT / "benches" / "RESULTS.md").write_text(page())
    print("benches/RESULTS.md is written")


def line(pair, quick, rounds):
    """Runs a pair and makes of it a line of the table, which is printed."""
    try:
        result = run_pair(pair, quick, rounds)
    except RuntimeError as error:
        cells = [pair.job, pair.peer.name, wanted(pair), f"not run: {error}".replace(str(ROOT), "")[:300].replace("\n", " "), *[""] * 6]
        print(row(cells), flush=True)
        return cells
    middle, low, high = result.ratio()
    memory, _, _ = result.ratio("mb")
    missed = [
        pair.target and middle < pair.target and "processor time",
        pair.memory_target and memory < pair.memory_target and "memory",
        pair.memory_limit and median(result.ours, "mb") > pair.memory_limit and "memory",
    ]
    missed = [what for what in missed if what]
    judged = pair.target or pair.memory_target or pair.memory_limit
    verdict = f"**missed**: {', '.join(missed)}" if missed else "met" if judged else "–"
    spread = f"{number(middle)} ({number(low)}–{number(high)})" if len(result.ours) > 1 else f"{number(middle)} (one run)"
    cells = [
        pair.job,
        pair.peer.name,
        wanted(pair),
        spread,
        verdict,
        f"{number(median(result.ours, 'cpu'))} / {number(median(result.peer, 'cpu'))}",
        f"{number(median(result.ours, 'wall'))} / {number(median(result.peer, 'wall'))}",
        f"{median(result.ours, 'mb'):.0f} / {median(result.peer, 'mb'):.0f}",
        str(len(result.ours)),
        result.agreement or "–",
    ]
    print(row(cells), flush=True)
    return cells


def wanted(pair):
    parts = []
    if pair.target:
        parts.append(f"{pair.target:g}x" if pair.target >= 1 else f"no slower than {1 / pair.target:g}x")
    if pair.memory_target:
        parts.append(f"{pair.memory_target:g}x less memory")
    if pair.memory_limit:
        parts.append(f"under {pair.memory_limit:g} MB")
    return ", ".join(parts) or "–"


def grown(quick):
    """Tables of processor seconds, medians of three."""
    import growth

    tables = []
    for title, columns, lines in growth.lines(quick):
        found = [[title, *columns], ["---"] * (len(columns) + 1)]
        for name, sides in lines:
            took = [[run_once(side)["cpu"] for _ in range(1 if quick else 3)] for side in sides]
            found.append([name, *(number(statistics.median(one)) for one in took)])
        print("\n".join(map(row, found)), flush=True)
        tables.append(found)
    return tables


def page():
    """The page of results: machine, versions, targets beside what was measured."""
    heads = ["job", "against", "target", "ratio", "verdict", "CPU s, ours / theirs", "wall s", "peak MB", "rounds", "answers"]
    lines = [heads, ["---"] * len(heads)]
    for job in JOBS:
        lines += json.loads((RESULTS / f"{job}.json").read_text())
    growth = json.loads((RESULTS / "growth.json").read_text())
    tables = "\n\n".join("\n".join(map(row, table)) for table in growth)
    return (HERE / "page.md").read_text().format(
        machine=machine(), versions=versions(), results="\n".join(map(row, lines)), growth=tables
    )


def machine():
    about = dict(one.split(":", 1) for one in Path("/proc/cpuinfo").read_text().split("\n\n")[0].splitlines() if ":" in one)
    about = {key.strip(): value.strip() for key, value in about.items()}
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    flags = [flag for flag in ("avx2", "avx512f") if flag in about.get("flags", "").split()]
    return (
        f"{about.get('model name', platform.machine())} ({', '.join(flags) or 'no AVX2'}), {os.cpu_count()} cores, "
        f"{memory:.0f} GB of memory, {platform.system()} {platform.release()}"
    )


def versions():
    ours = subprocess.run([HOTSPUR, "--version"], capture_output=True, text=True).stdout.strip()
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split(" (")[0]
    gcc = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True).stdout.strip()
    peers = [one.split("==")[0] for one in (HERE / "requirements.txt").read_text().split()]
    listed = [f"{name} {version(name)}" for name in peers]
    return ", ".join([ours, rust, f"gcc {gcc}", f"Python {sys.version.split()[0]}", *listed])


def median(runs, what):
    return statistics.median(run[what] for run in runs)


def number(value):
    """Three digits are as many as a noisy machine bears."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}" if value >= 0.001 else f"{value:.1g}"


def row(cells):
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()

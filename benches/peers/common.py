"""What every job shares: a pair to compare, running both sides in turn, and the peer's side of a measurement.

A job is a module with `pairs()`, the pairs of its lines in the table of targets, and the peers' code, which runs as
`python JOB.py NAME ARGUMENTS…` in a process of its own. The side that measures imports nothing heavy: the peak memory of a
child counts what its parent held when it was born.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
BENCHES = ROOT / "target" / "release" / "hotspur-benches"
HOTSPUR = ROOT / "target" / "release" / "hotspur"

# The same two rules as in benches/src/stage: repeat a stage three times unless two seconds are used up; the fastest counts.
RUNS, ENOUGH = 3, 2.0
# Rounds of a pair, by the seconds of processor time that its slower side takes.
ROUNDS = [(20, 5), (90, 3), (float("inf"), 1)]


@dataclass
class Side:
    """One side of a pair: a name and a command, which may print what it measured itself as a line of JSON."""

    name: str
    command: list
    stdin: list | None = None  # a command whose output is piped in, and not measured


@dataclass
class Pair:
    """A line of the table of targets: the ratio is what the peer takes over what ours takes."""

    job: str
    ours: Side
    peer: Side
    target: float | None = None  # the least ratio of processor time
    memory_target: float | None = None  # the least ratio of peak memory
    memory_limit: float | None = None  # the most megabytes of ours
    agree: list | None = None  # a command that prints how far the answers are apart
    slow: bool = False  # left out of a quick run
    note: str = ""


@dataclass
class Result:
    """What the rounds of a pair gave: processor seconds, wall seconds and peak megabytes of each run."""

    ours: list = field(default_factory=list)
    peer: list = field(default_factory=list)
    agreement: str = ""

    def ratio(self, what="cpu"):
        """The median ratio of the rounds, and the lowest and highest."""
        ratios = [peer[what] / ours[what] for ours, peer in zip(self.ours, self.peer)]
        return statistics.median(ratios), min(ratios), max(ratios)


def data(name, *arguments):
    """The path of generated data, made if it is not there."""
    path = WORK / "data" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([BENCHES, "generate", *map(str, arguments), "--out", path], check=True)
    return path


def answers(name):
    """The path of a file of answers."""
    (WORK / "answers").mkdir(parents=True, exist_ok=True)
    return WORK / "answers" / name


def stage(name, path, out, *arguments):
    """Our side: one stage of `hotspur-benches`."""
    return Side("hotspur", [BENCHES, "stage", name, "--data", path, "--answers", out, *arguments])


def python(module, *arguments):
    """A function of a job, in a process of its own."""
    return [sys.executable, HERE / f"{module}.py", *arguments]


def run_once(side):
    """Runs a side and says what it took: as it measured itself, or else the whole process."""
    feed = subprocess.Popen(list(map(str, side.stdin)), stdout=subprocess.PIPE) if side.stdin else None
    begun = time.perf_counter()
    child = subprocess.Popen(
        list(map(str, side.command)), stdin=feed and feed.stdout, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if feed:
        feed.stdout.close()
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if feed:
        feed.wait()
    if child.returncode:
        raise RuntimeError(f"{side.name} ended with {child.returncode}: {said[-2000:]}")
    took = {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "mb": usage.ru_maxrss / 1024}
    for line in said.splitlines():
        if line.startswith('{"cpu_s"'):
            own = json.loads(line)
            took |= {"cpu": own["cpu_s"], "wall": own["wall_s"]}
    return took


def run_pair(pair, quick=False, most=5):
    """Runs both sides in turn, at most so many rounds, and then compares their answers."""
    result, rounds = Result(), 1
    while len(result.ours) < rounds:
        result.ours.append(run_once(pair.ours))
        result.peer.append(run_once(pair.peer))
        if not quick:
            slower = max(result.ours[0]["cpu"], result.peer[0]["cpu"])
            rounds = min(most, next(rounds for limit, rounds in ROUNDS if slower <= limit))
    if pair.agree:
        told = subprocess.run(list(map(str, pair.agree)), capture_output=True, text=True)
        result.agreement = told.stdout.strip() or f"NOT COMPARED: {told.stderr.strip()[-300:]}"
    return result


def measured(work):
    """In a peer: runs `work` a few times, prints what the fastest took, and hands back its last result."""
    used, fastest, runs = 0.0, (float("inf"), 0.0), 0
    while runs < RUNS and used < ENOUGH:
        cpu, wall = time.process_time(), time.perf_counter()
        result = work()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        used, runs, fastest = used + cpu, runs + 1, min(fastest, (cpu, wall))
    print(json.dumps({"cpu_s": fastest[0], "wall_s": fastest[1], "runs": runs}))
    return result


def call(functions):
    """The entry of a job's peers: `JOB.py NAME ARGUMENTS…` calls the function of that name."""
    by_name = {function.__name__: function for function in functions}
    by_name[sys.argv[1]](*sys.argv[2:])

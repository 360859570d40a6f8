"""The two parts of the comparison: scans of all rows, and graphs."""

import math
from collections.abc import Iterator
from pathlib import Path

from measure import Contest, Measurement, Mode, say
from methods import Method, graphs, scans
from sides import Settings, Side
from vectors import VectorSet

EFS = (10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768)

RECALL = 0.99

SHARES = {1000: "10%", 100: "1%", 10: "0.1%"}
"""Filters by the limit of the rows' part, with the share of rows that they leave in."""

SINGLE, BATCH = Mode(), Mode(batch=64)


def run_scans(vectors: VectorSet, settings: Settings, rounds: int, seconds: float, filtered: bool, build_limit: float) -> dict:
    """Single queries, batches of 64, and filters. Sets that would not fit into memory together go in heats."""
    results: dict[str, dict] = {}
    for heat in heats(scans(vectors.name), vectors.bytes):
        contest = Contest(vectors, settings, build_limit)
        try:
            contest.build(heat)
            contest.rounds(rounds, seconds, [SINGLE, BATCH])
            if filtered:
                contest.rounds(rounds, seconds / 2, [Mode(below=below) for below in SHARES])
        finally:
            contest.close()
        results |= contest.results
    return results


def heats(methods: list[Method], size: int) -> Iterator[list[Method]]:
    """Groups of methods whose copies of the vectors take at most three fifths of the free memory: while it loads, a side may hold two."""
    free = next(int(line.split()[1]) * 1024 for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemAvailable"))
    together = max(1, int(0.6 * free / size))
    count = math.ceil(len(methods) / together)
    each = math.ceil(len(methods) / count)
    for first in range(0, len(methods), each):
        yield methods[first : first + each]


def run_graphs(vectors: VectorSet, settings: Settings, rounds: int, seconds: float, filtered: bool, build_limit: float) -> dict:
    """Recall and throughput over `ef`, then turns of all graphs at the first `ef` that reaches the recall."""
    contest = Contest(vectors, settings, build_limit)
    try:
        contest.build(graphs(vectors.name))
        efs = {}
        for side in list(contest.sides):
            if side.method.graph:
                with contest.guarded(side):
                    curve = sweep(contest, side, seconds / 2)
                    contest.results[side.method.name]["curve"] = curve
                    reached = [point for point in curve if point["recall"] >= RECALL]
                    efs[side.method.name] = (reached or curve)[0 if reached else -1]["ef"]
                    contest.results[side.method.name]["ef"] = efs[side.method.name]
        contest.rounds(rounds, seconds, [SINGLE, Mode(batch=len(vectors.queries))], efs)
        if filtered:
            contest.rounds(rounds, seconds / 2, [Mode(below=below) for below in SHARES], efs)
    finally:
        contest.close()
    return contest.results


def sweep(contest: Contest, side: Side, seconds: float) -> list[dict]:
    """Recall and time of all queries at once for rising `ef`, up to the second one that is past the recall."""
    mode = Mode(batch=len(contest.vectors.queries))
    curve: list[dict] = []
    for ef in EFS:
        contest.turn(side, mode, 0, ef)
        measurement = Measurement(mode.batch)
        measurement.add(contest.turn(side, mode, seconds, ef))
        curve.append({"ef": ef} | measurement.summary(contest.vectors, None))
        if sum(point["recall"] >= RECALL for point in curve) == 2:
            break
    say(f"  {side.method.label}: " + ", ".join(f"ef {point['ef']} {point['recall']:.3f}" for point in curve))
    return curve

"""Takes turns between sides, so that whatever else the machine does falls on all of them alike."""

import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from methods import Method
from sides import Settings, Side, SideError
from vectors import VectorSet

REPLY_LIMIT = 120.0
"""Seconds that a turn may take beyond its own time: one call of the slowest method."""

SETTLING = 0.05
"""Seconds between turns."""

SLOW_CALL = 15.0
"""Seconds from which a batch is not measured, as estimated from single queries."""


@dataclass(frozen=True)
class Mode:
    """What is measured: single queries or batches, over all rows or some of them."""

    batch: int = 1
    below: int | None = None

    @property
    def name(self) -> str:
        return f"batch {self.batch}" if self.below is None else f"below {self.below}"


@dataclass
class Measurement:
    """Calls of one method in one mode."""

    batch: int
    next: int = 0
    """The query that the next turn begins with, so that slow methods get round all of them too."""
    ms: list[float] = field(default_factory=list)
    answers: dict[int, list[int]] = field(default_factory=dict)

    def add(self, reply: dict) -> None:
        self.ms += reply["ms"]
        self.next = reply["next"]
        self.answers |= {int(query): answer for query, answer in reply["ids"].items()}

    def summary(self, vectors: VectorSet, below: int | None) -> dict:
        grade = vectors.grade(self.answers, below)
        return {
            "median_ms": statistics.median(self.ms) / self.batch,
            "mean_ms": statistics.fmean(self.ms) / self.batch,
            "calls": len(self.ms),
            **asdict(grade),
            "wrong": grade.wrong,
        }


class Contest:
    """Sides that are ready, and what has been measured of them."""

    def __init__(self, vectors: VectorSet, settings: Settings, build_limit: float) -> None:
        self.vectors, self.settings, self.build_limit = vectors, settings, build_limit
        self.sides: list[Side] = []
        self.results: dict[str, dict] = {}

    def build(self, methods: Iterable[Method]) -> None:
        """Starts methods and builds them one after the other, each with all threads."""
        for method in methods:
            side = Side(method, self.vectors, self.settings)
            self.results[method.name] = {}
            with self.guarded(side):
                before = side.memory()
                reply = side.ask(self.build_limit, do="build")
                grown = max(0, side.memory() - before)
                self.results[method.name]["build"] = reply | {"bytes": reply["bytes"] or grown}
                self.sides.append(side)
                say(f"  {method.label}: built in {reply['seconds']:.1f} s")

    def close(self) -> None:
        for side in self.sides:
            side.close()
        self.sides = []

    def rounds(self, rounds: int, seconds: float, modes: list[Mode], efs: dict[str, int] | None = None) -> None:
        """Turns of every side in every mode, round by round; the first turn of each warms it up and does not count."""
        for mode in modes:
            measured = {side.method.name: Measurement(mode.batch) for side in self.sides if takes(side.method, mode)}
            for turn in range(rounds + 1):
                for side in list(self.sides):
                    name = side.method.name
                    if name not in measured or spent(measured[name]) > 2 * rounds * seconds and turn > 2:
                        continue
                    if self.too_slow(side.method, mode):
                        measured.pop(name)
                        continue
                    with self.guarded(side):
                        reply = self.turn(side, mode, seconds, (efs or {}).get(name), measured[name].next)
                        if turn > 0:
                            measured[name].add(reply)
            for name, measurement in measured.items():
                if measurement.ms:
                    self.results[name][mode.name] = measurement.summary(self.vectors, mode.below)
            times = {name: self.results[name][mode.name]["median_ms"] for name in measured if mode.name in self.results[name]}
            say(f"  {mode.name}, ms: " + ", ".join(f"{name} {taken:.3f}" for name, taken in times.items()))

    def turn(self, side: Side, mode: Mode, seconds: float, ef: int | None = None, first: int = 0) -> dict:
        # Threads of the last side's library may wait for work awake for some milliseconds.
        time.sleep(SETTLING)
        return side.ask(seconds + REPLY_LIMIT, do="turn", batch=mode.batch, seconds=seconds, first=first, below=mode.below, ef=ef)

    def too_slow(self, method: Method, mode: Mode) -> bool:
        single = self.results[method.name].get(Mode().name)
        return not method.shares and single is not None and single["median_ms"] * mode.batch > SLOW_CALL * 1000

    @contextmanager
    def guarded(self, side: Side) -> Iterator[None]:
        """A side that fails is left out from then on, and says why in the results."""
        try:
            yield
        except SideError as error:
            say(f"  {side.method.label}: {error}")
            self.results[side.method.name]["error"] = str(error)
            if side in self.sides:
                self.sides.remove(side)
            side.process.kill()
            side.close()


def takes(method: Method, mode: Mode) -> bool:
    return mode.below is None or method.filters


def spent(measurement: Measurement) -> float:
    return sum(measurement.ms) / 1000


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

"""Processes that hold one method each and measure it when they are told to (README.md has the protocol)."""

import json
import os
import re
import select
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from methods import Method
from vectors import VectorSet

HERE = Path(__file__).parent
BENCH = HERE.parent / "FashionOrleans.Benchmarks/bin/Release/net10.0/FashionOrleans.Benchmarks.dll"


class SideError(Exception):
    """A method that could not be run; the message says why in a few words."""


@dataclass(frozen=True)
class Settings:
    """What every side is told."""

    threads: int
    m: int
    ef_construction: int
    scratch: Path


class Side:
    """One method's process."""

    def __init__(self, method: Method, vectors: VectorSet, settings: Settings) -> None:
        self.method = method
        self.log = settings.scratch / "logs" / f"{vectors.name}-{method.name}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.buffer = b""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command(method, vectors, settings),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=os.environ | thread_limits(settings.threads),
            )

    def ask(self, limit: float, **request: object) -> dict:
        """Sends a request and waits for its reply, at most `limit` seconds."""
        assert self.process.stdin
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise SideError(self.last_words()) from None
        end = time.monotonic() + limit
        while (line := self.line(end - time.monotonic(), limit)) is not None:
            if line.startswith(b"@"):
                return json.loads(line[1:])
        raise SideError(self.last_words())

    def line(self, left: float, limit: float) -> bytes | None:
        """The next line of the process, None when it has ended."""
        assert self.process.stdout
        end = time.monotonic() + left
        while b"\n" not in self.buffer:
            if not select.select([self.process.stdout], [], [], max(0.0, end - time.monotonic()))[0]:
                raise SideError(f"not ready within {limit:.0f} s")
            read = os.read(self.process.stdout.fileno(), 1 << 20)
            if not read:
                return None
            self.buffer += read
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line

    def last_words(self) -> str:
        """Why a process ended: the line of its log that names an error, else the last one."""
        self.process.wait()
        lines = [line.strip() for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        named = [line for line in lines if "rror" in line.split(":")[0]]
        words = (named or lines or [f"ended with exit code {self.process.returncode}"])[-1]
        # Without the folders of this machine: the words go into a page.
        return re.sub(r"(?<![\w.])/(?:[\w.@-]+/)+", "", words)[:200]

    def memory(self) -> int:
        """Bytes of anonymous memory that are resident."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0
        return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("RssAnon")), 0)

    def close(self) -> None:
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.close()
            self.process.wait(timeout=20)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def command(method: Method, vectors: VectorSet, settings: Settings) -> list[str]:
    numbers = {"dimension": vectors.dimension, "rows": vectors.rows, "queries": len(vectors.queries), "k": vectors.k, "threads": settings.threads}
    if method.graph:
        numbers |= {"m": settings.m, "ef-construction": settings.ef_construction}
    options = [text for name, value in numbers.items() for text in (f"--{name}", str(value))]
    start = {
        "dotnet": ["dotnet", str(BENCH), "peers"],
        "python": ["/usr/bin/python3", str(HERE / "side_python.py"), "--native", str(settings.scratch / "hnswlib_native.so")],
        "node": ["node", "--expose-gc", "--max-old-space-size=4096", str(HERE / "node/side.mjs"), "--scratch", str(settings.scratch)],
    }[method.side]
    return [*start, "--method", method.name, "--file", str(vectors.file), *options]


def thread_limits(threads: int) -> dict[str, str]:
    """For the libraries that have no call for it."""
    count = str(threads)
    return {
        "OMP_NUM_THREADS": count,
        "OPENBLAS_NUM_THREADS": count,
        "LANCE_CPU_THREADS": count,
        "TOKIO_WORKER_THREADS": count,
        "RAYON_NUM_THREADS": count,
        "DOTNET_PROCESSOR_COUNT": count,
    }

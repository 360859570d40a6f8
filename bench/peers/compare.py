#!/usr/bin/env python3
"""Compares FashionOrleans' search engine with FAISS, hnswlib, scikit-learn, NumPy, USearch and LanceDB on the same vectors.

Every method runs in a process of its own with the same number of threads, and they take turns: single queries, batches
of 64, filtered queries, then graphs at the first ef that reaches recall@10 of 0.99. All answers are graded against brute force in
float64. Use run.sh, which installs what is compared and makes the vectors.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import machine
import report
from measure import say
from parts import run_graphs, run_scans
from sides import Settings, SideError
from vectors import VectorSet

SETS = ("products", "mobilenet", "synthetic")
PARTS = ("exact", "filtered", "graph")

MINUTES = {"products": (3, 4), "mobilenet": (2, 3), "synthetic": (5, 4)}
"""What the scans and the graphs of a set take by default on two idle processors."""


def main() -> None:
    options = parse_options()
    start = time.monotonic()
    settings = Settings(options.threads, options.m, options.ef_construction, options.scratch.resolve())
    results = settings.scratch / "results"
    results.mkdir(parents=True, exist_ok=True)
    say(f"About {estimate(options)} minutes on two idle processors, whole sets and {options.rounds} rounds.")
    for name in SETS:
        file = getattr(options, name)
        if file is not None:
            run_set(name, file, options, settings, results)
    say(f"{(time.monotonic() - start) / 60:.1f} minutes.")
    text = report.compose(results, options.command)
    if options.docs is None:
        print(text)
    else:
        report.write(options.docs, text)
        say(f"Wrote {options.docs}.")


def estimate(options: argparse.Namespace) -> int:
    sets = [name for name in SETS if getattr(options, name) is not None]
    scans = "exact" in options.only or "filtered" in options.only
    graphs = [name for name in sets if "graph" in options.only and not (name == "synthetic" and options.skip_graph_large)]
    return sum(MINUTES[name][0] for name in sets if scans) + sum(MINUTES[name][1] for name in graphs)


def run_set(name: str, file: Path, options: argparse.Namespace, settings: Settings, results: Path) -> None:
    dimension = getattr(options, f"{name}_dimension")
    if "exact" in options.only or "filtered" in options.only:
        vectors = VectorSet(name, file, dimension, options.rows, options.queries, options.k)
        say(f"{name}: scans of {vectors.rows} rows of {dimension}")
        measured = run_scans(vectors, settings, options.rounds, options.seconds, "filtered" in options.only, options.build_limit)
        save(results / f"{name}-scans.json", vectors, settings, measured)
    if "graph" in options.only and not (name == "synthetic" and options.skip_graph_large):
        rows = options.graph_rows if options.rows is None else min(options.rows, options.graph_rows)
        vectors = VectorSet(name, file, dimension, rows, options.queries, options.k)
        say(f"{name}: graphs over {vectors.rows} rows of {dimension}")
        measured = run_graphs(vectors, settings, options.rounds, options.seconds, "filtered" in options.only, options.build_limit)
        save(results / f"{name}-graphs.json", vectors, settings, measured)


def save(file: Path, vectors: VectorSet, settings: Settings, measured: dict) -> None:
    described = {
        "set": {"name": vectors.name, "rows": vectors.rows, "dimension": vectors.dimension, "queries": len(vectors.queries), "k": vectors.k},
        "settings": {"threads": settings.threads, "m": settings.m, "ef_construction": settings.ef_construction},
        "date": time.strftime("%Y-%m-%d"),
        "machine": machine.describe(),
        "versions": machine.versions(),
        "methods": measured,
    }
    file.write_text(json.dumps(described, indent=1))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, dimension in zip(SETS, (2048, 1280, 512), strict=True):
        parser.add_argument(f"--{name}", type=Path, help="float32 vectors, little-endian; the last ones are the queries")
        parser.add_argument(f"--{name}-dimension", type=int, default=dimension)
    parser.add_argument("--only", type=parts, default=PARTS, help="some of exact,filtered,graph; default: all")
    parser.add_argument("--skip-graph-large", action="store_true", help="no graphs over the synthetic vectors")
    parser.add_argument("--graph-rows", type=int, default=200_000, help="rows that graphs are built over at most; default: %(default)s")
    parser.add_argument("--rows", type=int, help="rows at most, for a short run")
    parser.add_argument("--queries", type=int, default=256, help="default: %(default)s")
    parser.add_argument("--k", type=int, default=10, help="default: %(default)s")
    parser.add_argument("--threads", type=int, default=2, help="of every side; default: %(default)s")
    parser.add_argument("--m", type=int, default=16, help="links of a graph's node; default: %(default)s")
    parser.add_argument("--ef-construction", type=int, default=100, help="default: %(default)s, as the engine's")
    parser.add_argument("--rounds", type=int, default=4, help="turns of each method that count; default: %(default)s")
    parser.add_argument("--seconds", type=float, default=0.5, help="of a turn; default: %(default)s")
    parser.add_argument("--build-limit", type=float, default=180, help="seconds after which building is given up; default: %(default)s")
    parser.add_argument("--scratch", type=Path, required=True, help="folder for results, logs and files in between")
    parser.add_argument("--docs", type=Path, help="page to write the section into; printed when absent")
    parser.add_argument("--command", default="bench/peers/run.sh", help="what the page names as the command")
    return parser.parse_args()


def parts(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    if unknown := set(chosen) - set(PARTS):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))} is not a part; the parts are {', '.join(PARTS)}")
    return chosen


if __name__ == "__main__":
    try:
        main()
    except (ValueError, OSError, SideError) as error:
        sys.exit(f"{error}")

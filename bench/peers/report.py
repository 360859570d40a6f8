"""Writes the results as a section of docs/performance.md."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from methods import BY_NAME, METHODS, OURS, OURS_GRAPH
from parts import RECALL, SHARES

BEGIN, END = "<!-- peers:begin -->", "<!-- peers:end -->"

TITLES = {
    "products": "Product photos, ResNet50",
    "mobilenet": "Product photos, MobileNetV2",
    "synthetic": "Drawn clusters",
}

Results = dict[str, dict]


def write(page: Path, section: str) -> None:
    """Puts the section between the markers of the page."""
    text = page.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise ValueError(f"{page} has no lines {BEGIN} and {END}. Put them where the section belongs.")
    before, after = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
    page.write_text(f"{before}\n{section}\n{after}", encoding="utf-8")


def compose(folder: Path, command: str) -> str:
    results = {file.stem: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))}
    if not results:
        return "Nothing has been measured yet."
    latest = max(results.values(), key=lambda result: result["date"])
    commits = {result["versions"]["commit"] for result in results.values()}
    parts = [header(latest, command, len(commits) == 1), aims(results)]
    for name, title in TITLES.items():
        if f"{name}-scans" in results:
            parts += scan_section(title, results[f"{name}-scans"])
        if f"{name}-graphs" in results:
            parts += graph_section(title, results[f"{name}-graphs"])
    return "\n\n".join(parts)


def header(result: dict, command: str, one_commit: bool) -> str:
    at, versions, settings = result["machine"], result["versions"], result["settings"]
    wide = " with AVX-512" if at["avx512"] else ""
    blas = "" if at["openblas"] else " **NumPy ran without OpenBLAS: install libopenblas0-pthread.**"
    mixed = "" if one_commit else " The parts were measured at different commits; this is the last one's."
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    return "\n".join(
        [
            "```sh",
            command,
            "```",
            "",
            f"{result['date']}, {at['processors']} processors ({at['processor']}{wide}), {at['memory_gb']} GB, {at['system']};"
            f" load average {at['load']:.1f} at the end.{blas} {listed}.{mixed}",
            "",
            f"{settings['threads']} threads on every side, k = {result['set']['k']}. Every method is a process of its own; they take turns (in two groups where the copies of the vectors would not fit into memory), and the figures are medians of all calls."
            f" The last {result['set']['queries']} vectors are the queries. Answers are graded against brute force in float64: *same* ones have the same rows in the same order,"
            " *tied* ones differ only among rows whose scores are equal to 10⁻⁶, and rows as good as the k-th count for the recall."
            " Debian's FAISS has kernels for any x86-64; its package of hnswlib has SSE only, so the same headers are compiled for this processor too.",
        ]
    )


def aims(results: Results) -> str:
    names = [name for name in TITLES if f"{name}-scans" in results or f"{name}-graphs" in results]
    rows = [
        ["exact, one query: flat ÷ ours (aim: 20; drawn clusters: 4)"] + [ratio(results, name, "batch 1") for name in names],
        ["exact, batch of 64: flat ÷ ours (aim: 8; drawn clusters: 4)"] + [ratio(results, name, "batch 64") for name in names],
        ["exact: answers that are brute force's"] + [exactness(results, name) for name in names],
        [f"exact, one query: hnswlib at recall {RECALL} ÷ ours (aim: 1)"] + [against_graph(results, name) for name in names],
        ["graph, queries a second: ours ÷ the better of hnswlib and USearch (aim: 1)"] + [graph_rate(results, name) for name in names],
        ["graph, build time: ours ÷ the faster of hnswlib and USearch (aim: at most 1.5)"] + [graph_build(results, name) for name in names],
    ]
    return table(["", *(TITLES[name] for name in names)], rows)


def flat(methods: Results, mode: str) -> tuple[str, float] | None:
    """The fastest float32 scan of all rows."""
    times = [(entry[mode]["median_ms"], name) for name, entry in methods.items() if BY_NAME[name].flat and mode in entry]
    return (min(times)[1], min(times)[0]) if times else None


def ratio(results: Results, name: str, mode: str) -> str:
    methods = results.get(f"{name}-scans", {}).get("methods", {})
    baseline, ours = flat(methods, mode), time_of(methods, OURS, mode)
    return f"{number(baseline[1] / ours)} ×" if baseline and ours else "not measured"


def exactness(results: Results, name: str) -> str:
    ours = results.get(f"{name}-scans", {}).get("methods", {}).get(OURS, {}).get("batch 1")
    return same(ours) if ours else "not measured"


def against_graph(results: Results, name: str) -> str:
    methods = results.get(f"{name}-graphs", {}).get("methods", {})
    best = [time_of(methods, graph, "batch 1") for graph in ("hnswlib-native", "hnswlib") if reaches(methods.get(graph, {}))]
    ours = time_of(methods, OURS, "batch 1")
    return f"{number(min(time for time in best if time) / ours)} ×" if ours and any(best) else "not measured"


def graph_rate(results: Results, name: str) -> str:
    """Throughput beside that of the fastest of those that are to be beaten."""
    graphs = results.get(f"{name}-graphs", {})
    methods = graphs.get("methods", {})
    mode = f"batch {graphs['set']['queries']}" if graphs else ""
    theirs = [time for rival in rivals(methods) if (time := time_of(methods, rival, mode))]
    ours = time_of(methods, OURS_GRAPH, mode) if reaches(methods.get(OURS_GRAPH, {})) else None
    return f"{number(min(theirs) / ours)} ×" if theirs and ours else "not measured"


def graph_build(results: Results, name: str) -> str:
    methods = results.get(f"{name}-graphs", {}).get("methods", {})
    theirs = [methods[rival]["build"]["seconds"] for rival in rivals(methods)]
    ours = methods.get(OURS_GRAPH, {}).get("build")
    return f"{number(ours['seconds'] / min(theirs))} ×" if theirs and ours else "not measured"


def rivals(methods: Results) -> list[str]:
    return [name for name in methods if name.startswith(("hnswlib", "usearch-hnsw")) and reaches(methods[name])]


def reaches(entry: dict) -> bool:
    return any(point["recall"] >= RECALL for point in entry.get("curve", []))


def scan_section(title: str, result: dict) -> list[str]:
    methods = result["methods"]
    single, batch = flat(methods, "batch 1"), flat(methods, "batch 64")
    rows = []
    for name, entry in ordered(methods):
        row = [BY_NAME[name].label]
        for mode, baseline in (("batch 1", single), ("batch 64", batch)):
            row += [milliseconds(entry, mode), times_faster(entry, mode, baseline)]
        rows.append([*row, same(entry["batch 1"]) if BY_NAME[name].exact else f"recall {entry['batch 1']['recall']:.3f}"])
    baselines = [f"{BY_NAME[best[0]].label} for {what}" for what, best in (("one query", single), ("a batch", batch)) if best]
    text = [
        f"### {title}: {describe(result)}",
        table(["exact search", "one query, ms", "flat ÷ it", "batch of 64, ms a query", "flat ÷ it", "answers"], rows),
        f"*Flat* is the fastest float32 scan of all rows: {', '.join(baselines)}.{failures(methods)}",
    ]
    return text + filter_table(methods)


def graph_section(title: str, result: dict) -> list[str]:
    methods, queries = result["methods"], result["set"]["queries"]
    rows = []
    for name, entry in ordered(methods):
        single = entry["batch 1"]
        rate = 1000 / entry[f"batch {queries}"]["median_ms"] if f"batch {queries}" in entry else None
        rows.append(
            [
                BY_NAME[name].label if BY_NAME[name].graph else f"{BY_NAME[name].label}, exact",
                f"{entry['build']['seconds']:.1f}",
                f"{entry['build']['bytes'] / result['set']['rows']:,.0f}" if BY_NAME[name].side != "node" or "usearch" in name else "on disk",
                str(entry.get("ef", "")) + ("" if "ef" not in entry or reaches(entry) else " (recall not reached)"),
                f"{next((point['recall'] for point in entry.get('curve', []) if point['ef'] == entry['ef']), single['recall']):.3f}",
                number(single["median_ms"]),
                f"{rate:,.0f}" if rate else "",
            ]
        )
    settings = result["settings"]
    columns = ["graph", "build, s", "bytes an item", "ef", f"recall@{result['set']['k']}", "one query, ms", f"queries a second, {queries} at once"]
    text = [
        f"### {title}: graphs over {describe(result)}",
        table(columns, rows),
        f"M = {settings['m']}, efConstruction = {settings['ef_construction']} everywhere; ef is the first tried that reaches recall {RECALL}."
        f" Bytes an item: what the method says, else how much the process has grown.{failures(methods)}",
    ]
    return text + curve_table(methods) + filter_table(methods)


def filter_table(methods: Results) -> list[str]:
    rows = []
    for name, entry in ordered(methods):
        if any(f"below {below}" in entry for below in SHARES):
            cells = [filter_cell(entry, f"below {below}") for below in SHARES]
            rows.append([BY_NAME[name].label, *cells])
    if not rows:
        return []
    note = "FashionOrleans and LanceDB evaluate the filter for every query; NumPy and FAISS are given the rows that match."
    return [table(["one query, filtered to", *SHARES.values()], rows), note]


def filter_cell(entry: dict, mode: str) -> str:
    return f"{number(entry[mode]['median_ms'])} ms, recall {entry[mode]['recall']:.3f}" if mode in entry else ""


def curve_table(methods: Results) -> list[str]:
    efs = sorted({point["ef"] for entry in methods.values() for point in entry.get("curve", [])})
    rows = []
    for name, entry in ordered(methods):
        points = {point["ef"]: f"{point['recall']:.3f} · {1000 / point['median_ms']:,.0f}" for point in entry.get("curve", [])}
        if points:
            rows.append([BY_NAME[name].label, *(points.get(ef, "") for ef in efs)])
    return [table(["recall · queries a second at ef", *map(str, efs)], rows)] if rows else []


def ordered(methods: Results) -> Iterable[tuple[str, dict]]:
    """Those that were measured, in the order of the list of methods."""
    return [(method.name, methods[method.name]) for method in METHODS if "batch 1" in methods.get(method.name, {})]


def failures(methods: Results) -> str:
    failed = [f"{BY_NAME[name].label} ({entry['error']})" for name, entry in methods.items() if "error" in entry]
    return f" Not obtained here: {'; '.join(failed)}." if failed else ""


def describe(result: dict) -> str:
    return f"{result['set']['rows']:,} × {result['set']['dimension']:,}"


def time_of(methods: Results, name: str, mode: str) -> float | None:
    return methods.get(name, {}).get(mode, {}).get("median_ms")


def milliseconds(entry: dict, mode: str) -> str:
    return number(entry[mode]["median_ms"]) if mode in entry else "not measured: too slow"


def times_faster(entry: dict, mode: str, baseline: tuple[str, float] | None) -> str:
    return f"{number(baseline[1] / entry[mode]['median_ms'])} ×" if baseline and mode in entry else ""


def same(graded: dict) -> str:
    tied = f", {graded['tied']} tied" if graded["tied"] else ""
    wrong = f", **{graded['wrong']} wrong**" if graded["wrong"] else ""
    return f"{graded['identical']} of {graded['queries']} same{tied}{wrong}"


def number(value: float) -> str:
    """Three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def table(columns: list[str], rows: list[list[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(re.sub(r" +\|", " |", f"| {' | '.join(line)} |") for line in lines)

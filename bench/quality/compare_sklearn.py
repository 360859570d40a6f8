#!/usr/bin/env python3
"""Precision@k of the embeddings by scikit-learn's brute force, and a check of the server's answers against it.

The queries are one part of the data set and the catalogue is another (the parts of the loader's --hash-range). The
neighbours are found by sklearn.neighbors.NearestNeighbors (brute force, cosine, float64); the scores of those that can
be among the first k are computed again one row at a time, so that equal vectors get equal scores, and ties go to the
smaller id (ordinal), as the server does it.

With --dump, the result ids that `evaluate --dump` wrote are compared with these, query by query. Another item at a place
counts as a tie when its own float64 score differs by less than --tolerance from that of the item found here: the
server rounds its scores to six decimals. Any other difference makes the script exit with 1.

precision@k = right results / (k * queries counted). A query whose label is blank (empty, NA, N/A, NaN, null) is not
counted for that label set; a result whose label is blank is wrong. `evaluate` counts the same way.
"""

import argparse
import csv
import hashlib
import json
import sys

import numpy as np
from sklearn.neighbors import NearestNeighbors

LABEL_SETS = [["articleType"], ["articleType", "gender"], ["articleType", "baseColour"]]
BLANK = {"", "na", "n/a", "nan", "null"}
QUERIES_AT_A_TIME = 256


def main():
    options = parse_options()
    ids = open(options.ids, encoding="utf-8").read().split()
    vectors = np.fromfile(options.vectors, dtype="<f4")
    if vectors.size % len(ids):
        sys.exit(f"{options.vectors} holds {vectors.size} numbers, which {len(ids)} ids do not divide. Give the ids of these vectors.")
    vectors = vectors.reshape(len(ids), -1)
    labels = read_labels(options.metadata)

    bucket = np.array([int(hashlib.md5(i.encode()).hexdigest(), 16) % 100 for i in ids])
    queries = np.flatnonzero(within(bucket, options.queries))
    catalogue = np.flatnonzero(within(bucket, options.catalogue))
    # In ordinal order of the ids, a stable sort by score alone breaks ties by id.
    catalogue = np.array(sorted(catalogue, key=lambda row: ids[row]))

    vectors = unit(vectors)
    neighbours = search(vectors[catalogue], vectors[queries], options.k)
    found = {ids[q]: [(ids[catalogue[row]], score) for row, score in rows] for q, rows in zip(queries, neighbours)}

    report = {
        "queries": len(queries),
        "catalogue": len(catalogue),
        "k": options.k,
        "precision": {"+".join(names): precision(found, labels, names, options.k) for names in LABEL_SETS},
    }
    if options.dump:
        rows = {id: row for row, id in enumerate(ids)}
        in_catalogue = {ids[row] for row in catalogue}
        true_score = lambda query, item: vectors[rows[query]] @ vectors[rows[item]] if item in in_catalogue else None
        report["dump"] = compare(found, options.dump, true_score, options.tolerance)
    print(json.dumps(report, indent=2))
    if options.dump and report["dump"]["different"]:
        sys.exit(1)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", required=True, help="raw little-endian float32, one row an id")
    parser.add_argument("--ids", required=True, help="one id a line")
    parser.add_argument("--metadata", required=True, help="styles.csv")
    parser.add_argument("--queries", default="5-9", type=part, help="default: %(default)s")
    parser.add_argument("--catalogue", default="10-99", type=part, help="default: %(default)s")
    parser.add_argument("--k", default=5, type=int, help="default: %(default)s")
    parser.add_argument("--dump", help="what `evaluate --dump` wrote")
    parser.add_argument("--tolerance", default=2e-6, type=float, help="default: %(default)s")
    return parser.parse_args()


def part(text):
    first, last = text.split("-")
    return int(first), int(last)


def within(bucket, bounds):
    return (bucket >= bounds[0]) & (bucket <= bounds[1])


def unit(rows):
    rows = rows.astype(np.float64)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def search(catalogue, queries, k):
    """For each query its k best rows of the catalogue with their scores, best first."""
    spare = 16
    index = NearestNeighbors(metric="cosine", algorithm="brute").fit(catalogue)
    results = []
    for start in range(0, len(queries), QUERIES_AT_A_TIME):
        block = queries[start : start + QUERIES_AT_A_TIME]
        rows = index.kneighbors(block, n_neighbors=min(k + spare, len(catalogue)), return_distance=False)
        results.extend(rank(catalogue, query, candidates, k) for query, candidates in zip(block, rows))
    return results


def rank(catalogue, query, candidates, k):
    candidates = np.sort(candidates)
    scores = row_scores(catalogue[candidates], query)
    if len(candidates) < len(catalogue) and np.sort(scores)[-k] - scores.min() < 1e-9:
        # The tie at the k-th place may go on past the candidates.
        candidates = np.arange(len(catalogue))
        scores = row_scores(catalogue, query)
    best = np.argsort(-scores, kind="stable")[:k]
    return [(int(candidates[i]), float(scores[i])) for i in best]


def row_scores(rows, query):
    return (rows * query).sum(axis=1)


def read_labels(path):
    """{id: {column: label}} without the blank ones; what is too much in a row belongs to the last column."""
    labels = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = [name.strip() for name in next(reader)]
        for row in reader:
            if not row:
                continue
            fields = row[: len(header) - 1] + [",".join(row[len(header) - 1 :])]
            known = {name: field.strip() for name, field in zip(header, fields) if field.strip().lower() not in BLANK}
            if "id" in known:
                labels.setdefault(known["id"], known)
    return labels


def precision(found, labels, names, k):
    right = counted = blank = 0
    for query, results in found.items():
        wanted = key(labels, query, names)
        if wanted is None:
            blank += 1
            continue
        counted += 1
        right += sum(key(labels, result, names) == wanted for result, _ in results)
    return {"precision": right / (k * counted) if counted else None, "queries": counted, "blankQueries": blank}


def key(labels, item, names):
    known = labels.get(item, {})
    return tuple(known[name] for name in names) if all(name in known for name in names) else None


def compare(found, path, true_score, tolerance):
    """How many of the dump's queries have the same ids, the same but for ties, or others."""
    counts = {"same": 0, "sameButForTies": 0, "different": 0, "unknownQueries": 0, "missingQueries": 0}
    examples = []
    seen = set()
    largest = 0.0
    with open(path, encoding="utf-8") as file:
        for line in file:
            theirs = json.loads(line)
            query = theirs["id"]
            seen.add(query)
            if query not in found:
                counts["unknownQueries"] += 1
                continue
            ours = found[query]
            largest = max([largest, *(abs(score - stated) for (_, score), stated in zip(ours, theirs["scores"]))])
            if [item for item, _ in ours] == theirs["results"]:
                counts["same"] += 1
            elif len(theirs["results"]) == len(ours) == len(set(theirs["results"])) and all(
                (true := true_score(query, item)) is not None and abs(true - score) < tolerance
                for item, (_, score) in zip(theirs["results"], ours)
            ):
                counts["sameButForTies"] += 1
            else:
                counts["different"] += 1
                if len(examples) < 5:
                    examples.append({"id": query, "here": ours, "dump": list(zip(theirs["results"], theirs["scores"]))})
    counts["missingQueries"] = len(found.keys() - seen)
    return {**counts, "largestDifferenceOfScores": largest, "examples": examples}


if __name__ == "__main__":
    main()

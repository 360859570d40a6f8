#!/usr/bin/env python3
"""The Python libraries' side of the comparison: one method a process, driven line by line (README.md has the protocol)."""

import argparse
import ctypes
import json
import os
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import numpy as np

from rowparts import row_parts

HERE = Path(__file__).parent


class Method(ABC):
    """A way to search. `search` returns the rows of the answers, int[queries][k], best first."""

    note = ""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options

    @abstractmethod
    def build(self, rows: np.ndarray) -> None: ...

    @abstractmethod
    def search(self, queries: np.ndarray, k: int, below: int | None, ef: int | None) -> np.ndarray: ...

    def select(self, below: int) -> None:
        """Readies a filter; not part of the time of a query."""
        raise NotImplementedError("no filter in this library")


class NumPy(Method):
    """The matrix product (OpenBLAS) and a partial sort. Filtered: the rows that match, gathered for each query."""

    def build(self, rows: np.ndarray) -> None:
        self.rows = rows
        self.selected = np.empty(0, dtype=np.int64)

    def select(self, below: int) -> None:
        self.selected = np.flatnonzero(row_parts(len(self.rows)) < below)

    def search(self, queries: np.ndarray, k: int, below: int | None, ef: int | None) -> np.ndarray:
        rows = self.rows if below is None else self.rows[self.selected]
        if len(queries) == 1:
            best = self.best_of((rows @ queries[0])[np.newaxis], k)
        else:
            best = self.best_of(queries @ rows.T, k)
        return best if below is None else self.selected[best]

    @staticmethod
    def best_of(scores: np.ndarray, k: int) -> np.ndarray:
        k = min(k, scores.shape[1])
        best = np.argpartition(scores, -k, axis=1)[:, -k:]
        order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
        return np.take_along_axis(best, order, axis=1)


class ScikitLearn(Method):
    """NearestNeighbors, brute force. On unit vectors both metrics rank as the inner product does."""

    metric = "euclidean"

    def build(self, rows: np.ndarray) -> None:
        from sklearn.neighbors import NearestNeighbors

        self.index = NearestNeighbors(metric=self.metric, algorithm="brute", n_jobs=self.options.threads).fit(rows)

    def search(self, queries: np.ndarray, k: int, below: int | None, ef: int | None) -> np.ndarray:
        return self.index.kneighbors(queries, n_neighbors=k, return_distance=False)


class ScikitLearnCosine(ScikitLearn):
    metric = "cosine"


class Faiss(Method):
    """An index of FAISS over the inner product."""

    def make(self, dimension: int) -> Any:
        raise NotImplementedError

    def build(self, rows: np.ndarray) -> None:
        import faiss

        faiss.omp_set_num_threads(self.options.threads)
        self.faiss = faiss
        self.note = faiss.get_compile_options().strip()
        self.index = self.make(rows.shape[1])
        if not self.index.is_trained:
            self.index.train(rows)
        self.index.add(rows)
        self.parameters: Any = None

    def select(self, below: int) -> None:
        chosen = row_parts(self.index.ntotal) < below
        # A bitmap selector does not keep the bytes that it points to.
        self.bitmap = np.packbits(chosen, bitorder="little")
        self.selector = self.faiss.IDSelectorBitmap(len(chosen), self.faiss.swig_ptr(self.bitmap))
        self.parameters = self.search_parameters()

    def search_parameters(self) -> Any:
        return self.faiss.SearchParameters(sel=self.selector)

    def search(self, queries: np.ndarray, k: int, below: int | None, ef: int | None) -> np.ndarray:
        if below is not None:
            return self.index.search(queries, k, params=self.parameters)[1]
        if ef is not None:
            self.index.hnsw.efSearch = ef
        return self.index.search(queries, k)[1]


class FaissFlat(Faiss):
    def make(self, dimension: int) -> Any:
        return self.faiss.IndexFlatIP(dimension)


class FaissScalar(Faiss):
    def make(self, dimension: int) -> Any:
        return self.faiss.IndexScalarQuantizer(dimension, self.faiss.ScalarQuantizer.QT_8bit, self.faiss.METRIC_INNER_PRODUCT)


class FaissGraph(Faiss):
    def make(self, dimension: int) -> Any:
        index = self.faiss.IndexHNSWFlat(dimension, self.options.m, self.faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = self.options.ef_construction
        return index

    def search_parameters(self) -> Any:
        return self.faiss.SearchParametersHNSW(sel=self.selector)

    def search(self, queries: np.ndarray, k: int, below: int | None, ef: int | None) -> np.ndarray:
        if below is not None:
            self.parameters.efSearch = ef
        return super().search(queries, k, below, ef)


class Hnswlib(Method):
    """The distribution's package of hnswlib."""

    def build(self, rows: np.ndarray) -> None:
        import hnswlib

        self.index = hnswlib.Index(space="ip", dim=rows.shape[1])
        self.index.init_index(max_elements=len(rows), ef_construction=self.options.ef_construction, M=self.options.m, random_seed=1)
        self.index.set_num_threads(self.options.threads)
        self.index.add_items(rows, num_threads=self.options.threads)

    def search(self, queries: np.ndarray, k: int, below: int | None, ef: int | None) -> np.ndarray:
        self.index.set_ef(max(ef or k, k))
        return self.index.knn_query(queries, k=k, num_threads=self.options.threads)[0].astype(np.int64)


class HnswlibNative(Method):
    """The same library's headers, compiled for this processor by run.sh."""

    def build(self, rows: np.ndarray) -> None:
        library = ctypes.CDLL(str(self.options.native))
        library.hnsw_create.restype = ctypes.c_void_p
        library.hnsw_create.argtypes = [ctypes.c_size_t] * 4
        library.hnsw_add.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        library.hnsw_search.argtypes = [
            ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p,
        ]  # fmt: skip
        self.library = library
        self.index = library.hnsw_create(rows.shape[1], len(rows), self.options.m, self.options.ef_construction)
        library.hnsw_add(self.index, rows.ctypes.data, len(rows), self.options.threads)

    def search(self, queries: np.ndarray, k: int, below: int | None, ef: int | None) -> np.ndarray:
        labels = np.empty((len(queries), k), dtype=np.int64)
        self.library.hnsw_search(self.index, queries.ctypes.data, len(queries), k, max(ef or k, k), self.options.threads, labels.ctypes.data)
        return labels


METHODS: dict[str, type[Method]] = {
    "numpy": NumPy,
    "sklearn": ScikitLearn,
    "sklearn-cosine": ScikitLearnCosine,
    "faiss-flat": FaissFlat,
    "faiss-sq8": FaissScalar,
    "faiss-hnsw": FaissGraph,
    "hnswlib": Hnswlib,
    "hnswlib-native": HnswlibNative,
}


def main() -> None:
    options = parse_options()
    # Libraries print to standard output now and then; replies go to where it pointed before.
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    vectors = np.memmap(options.file, dtype="<f4", mode="r").reshape(-1, options.dimension)
    queries = np.ascontiguousarray(vectors[-options.queries :])
    method = METHODS[options.method](options)
    for line in sys.stdin:
        request = json.loads(line)
        reply = build(method, vectors[: options.rows]) if request["do"] == "build" else turn(method, queries, options.k, request)
        print("@" + json.dumps(reply), file=replies, flush=True)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--method", required=True, choices=METHODS)
    parser.add_argument("--file", required=True, type=Path)
    for number in ("dimension", "rows", "queries", "k", "threads"):
        parser.add_argument(f"--{number}", required=True, type=int)
    for number in ("m", "ef-construction"):
        parser.add_argument(f"--{number}", type=int, help="of a graph")
    parser.add_argument("--native", type=Path, help="the compiled hnswlib_native.cpp")
    return parser.parse_args()


def build(method: Method, rows: np.ndarray) -> dict:
    # In memory before the clock starts: the file is every side's, its reading is nobody's time.
    rows = np.array(rows)
    start = time.perf_counter()
    method.build(rows)
    return {"seconds": time.perf_counter() - start, "bytes": None, "note": method.note}


def turn(method: Method, queries: np.ndarray, k: int, request: dict) -> dict:
    """Calls one after the other until the time is over, round and round the queries."""
    batch, below, ef = request["batch"], request.get("below"), request.get("ef")
    if below is not None:
        method.select(below)
    taken: list[float] = []
    ids: dict[int, list[int]] = {}
    first = request["first"] % len(queries)
    end = time.perf_counter() + request["seconds"]
    while True:
        if first + batch > len(queries):
            first = 0
        block = queries[first : first + batch]
        start = time.perf_counter()
        answers = method.search(block, k, below, ef)
        now = time.perf_counter()
        taken.append((now - start) * 1000)
        for place, answer in enumerate(answers):
            ids[first + place] = [int(row) for row in answer if row >= 0]
        first += batch
        if now >= end:
            return {"ms": taken, "ids": ids, "next": first}


if __name__ == "__main__":
    main()

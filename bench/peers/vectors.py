"""A set of vectors, the true answers to its queries, and how answers are graded against them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rowparts import row_parts

ROWS_AT_A_TIME = 20_000

TIE = 1e-6
"""Scores of unit vectors that are closer than this are a tie: float32 sums cannot tell them apart."""


@dataclass(frozen=True)
class Truth:
    """Brute force in float64."""

    ids: np.ndarray
    """int64[queries][k], best first, equal scores by row."""
    scores: np.ndarray
    """float64[queries][k]."""


@dataclass(frozen=True)
class Grade:
    """What answers are worth."""

    queries: int
    identical: int
    """Answers with the same rows in the same order."""
    tied: int
    """Answers that differ from the true one only among rows of equal score, up to TIE."""
    recall: float

    @property
    def wrong(self) -> int:
        return self.queries - self.identical - self.tied


class VectorSet:
    """The first rows of a file are searched, its last vectors are the queries."""

    def __init__(self, name: str, file: Path, dimension: int, rows: int | None, queries: int, k: int) -> None:
        size = file.stat().st_size
        if size % (4 * dimension):
            raise ValueError(f"{file} does not hold float32 vectors of {dimension} dimensions.")
        all_vectors = np.memmap(file, dtype="<f4", mode="r").reshape(-1, dimension)
        if len(all_vectors) < queries + k:
            raise ValueError(f"{file} holds {len(all_vectors)} vectors; {queries} of them are queries, and the rest must be at least {k}.")
        most = len(all_vectors) - queries
        self.name, self.file, self.dimension, self.k = name, file, dimension, k
        self.vectors = all_vectors[: min(rows or most, most)]
        self.queries = np.asarray(all_vectors[-queries:], dtype=np.float64)
        self.truths: dict[int | None, Truth] = {}

    @property
    def rows(self) -> int:
        return len(self.vectors)

    @property
    def bytes(self) -> int:
        return self.rows * self.dimension * 4

    def truth(self, below: int | None = None) -> Truth:
        """The true answers among all rows, or among those whose part is below a limit."""
        if below not in self.truths:
            candidates = np.arange(self.rows) if below is None else np.flatnonzero(row_parts(self.rows) < below)
            self.truths[below] = self.brute_force(candidates)
        return self.truths[below]

    def brute_force(self, candidates: np.ndarray) -> Truth:
        ids = np.empty((len(self.queries), 0), dtype=np.int64)
        scores = np.empty((len(self.queries), 0))
        for first in range(0, len(candidates), ROWS_AT_A_TIME):
            block = candidates[first : first + ROWS_AT_A_TIME]
            found = self.queries @ self.vectors[block].astype(np.float64).T
            # Some more than k, because a partition takes any of the rows whose scores are equal.
            likely = np.sort(np.argpartition(-found, min(4 * self.k, len(block)) - 1, axis=1)[:, : 4 * self.k], axis=1)
            ids = np.hstack([ids, block[likely]])
            scores = np.hstack([scores, np.take_along_axis(found, likely, axis=1)])
            # Rows rise from left to right, so a stable sort leaves equal scores in their order.
            best = np.argsort(-scores, axis=1, kind="stable")[:, : self.k]
            ids, scores = np.take_along_axis(ids, best, axis=1), np.take_along_axis(scores, best, axis=1)
        return Truth(ids, scores)

    def grade(self, answers: dict[int, list[int]], below: int | None = None) -> Grade:
        truth = self.truth(below)
        identical = tied = 0
        recalls = []
        for query, answer in answers.items():
            identical += answer == truth.ids[query].tolist()
            scores = self.score(query, answer)
            tied += answer != truth.ids[query].tolist() and is_tied(answer, scores, truth.scores[query])
            recalls.append(recall(answer, scores, truth.scores[query]))
        return Grade(len(answers), identical, tied, float(np.mean(recalls)))

    def score(self, query: int, rows: Iterable[int]) -> np.ndarray:
        return self.vectors[np.fromiter(rows, dtype=np.int64)].astype(np.float64) @ self.queries[query]


def is_tied(answer: list[int], scores: np.ndarray, true_scores: np.ndarray) -> bool:
    return len(set(answer)) == len(true_scores) and bool(np.all(np.abs(scores - true_scores) <= TIE))


def recall(answer: list[int], scores: np.ndarray, true_scores: np.ndarray) -> float:
    """The share of the true answer that was found; a row as good as the last true one counts, as equal vectors are interchangeable."""
    if len(true_scores) == 0:
        return 1.0
    good = {row for row, score in zip(answer, scores, strict=True) if score >= true_scores[-1] - TIE}
    return min(len(good), len(true_scores)) / len(true_scores)

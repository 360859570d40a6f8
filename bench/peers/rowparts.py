"""The attribute that filters are about: a number below 10,000 for every row, the same on every side."""

import numpy as np

PARTS = 10_000


def row_parts(count: int) -> np.ndarray:
    """int64[count]: SplitMix64 of the row modulo 10,000, as RowPart.cs computes it."""
    z = np.arange(count, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> np.uint64(31))) % np.uint64(PARTS)).astype(np.int64)

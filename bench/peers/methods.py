"""What is compared: the methods, and how each one's process is started."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """A way to search, run by a process of its own."""

    name: str
    label: str
    side: str
    """dotnet, python or node."""
    exact: bool = True
    flat: bool = False
    """A float32 scan of all rows: a candidate for the baseline."""
    filters: bool = False
    shares: bool = True
    """A batch costs much less than its queries one by one, because they share what is read."""
    graph: bool = False
    """Takes `ef`, and is measured in the graph part."""
    sets: tuple[str, ...] = ()
    """The sets it is measured on; all when empty."""

    def measured_on(self, vectors: str) -> bool:
        return not self.sets or vectors in self.sets


OURS = "certified"
OURS_GRAPH = "graph"

# The likely baselines stand beside this engine, so that they run at the same time where not all fit into memory.
METHODS = [
    Method(OURS, "**FashionOrleans**, one index", "dotnet", filters=True),
    Method("certified-8", "**FashionOrleans**, 8 shards", "dotnet", filters=True),
    Method("float32", "plain float32 scan (.NET)", "dotnet", flat=True),
    Method("usearch-exact", "USearch exact", "node", flat=True),
    Method("numpy", "NumPy with OpenBLAS", "python", flat=True, filters=True),
    Method("sklearn", "scikit-learn, brute force, euclidean", "python", flat=True),
    Method("sklearn-cosine", "scikit-learn, brute force, cosine", "python", flat=True, sets=("products", "mobilenet")),
    Method("faiss-flat", "FAISS IndexFlatIP", "python", flat=True, filters=True),
    Method("lancedb-flat", "LanceDB without an index", "node", flat=True, filters=True, shares=False),
    Method("faiss-sq8", "FAISS IndexScalarQuantizer, 8 bit", "python", exact=False, filters=True, shares=False),
    Method(OURS_GRAPH, "**FashionOrleans**, graph", "dotnet", exact=False, graph=True, filters=True),
    Method("hnswlib-native", "hnswlib, compiled for this processor", "python", exact=False, graph=True),
    Method("hnswlib", "hnswlib, Debian's package", "python", exact=False, graph=True, sets=("products",)),
    Method("usearch-hnsw", "USearch, float32", "node", exact=False, graph=True),
    Method("usearch-hnsw-f16", "USearch, float16", "node", exact=False, graph=True, sets=("products",)),
    Method("faiss-hnsw", "FAISS IndexHNSWFlat", "python", exact=False, graph=True, filters=True),
    Method("lancedb-hnsw", "LanceDB IVF_HNSW_SQ, one partition, rescored", "node", exact=False, graph=True, filters=True, sets=("products",)),
]  # fmt: skip

BY_NAME = {method.name: method for method in METHODS}


def scans(vectors: str) -> list[Method]:
    return [method for method in METHODS if not method.graph and method.measured_on(vectors)]


def graphs(vectors: str) -> list[Method]:
    """The graphs, and the exact engine to compare them with."""
    return [BY_NAME[OURS]] + [method for method in METHODS if method.graph and method.measured_on(vectors)]

"""Precision@k of embeddings, counted as the product's `evaluate` counts it."""
import torch

LABEL_SETS = (("articleType",), ("articleType", "gender"), ("articleType", "baseColour"))


def precision_at(vectors, catalogue, k=5, without_duplicates=False):
    """Validation products as queries against the training products, by cosine.

    vectors: [products, dimension], not necessarily of unit length.
    Gives a share for each set of labels. A query with a blank label is not counted, a result with one is wrong.
    """
    device = vectors.device
    vectors = torch.nn.functional.normalize(vectors.float(), dim=1)
    validation = catalogue.validation
    queries, items = torch.nonzero(validation).flatten().tolist(), torch.nonzero(~validation).flatten().tolist()
    items_of_digest = {}
    for place, item in enumerate(items):
        items_of_digest.setdefault(catalogue.digests[item], []).append(place)
    items_at, found = vectors[torch.tensor(items, device=device)], []
    for first in range(0, len(queries), 512):
        part = queries[first : first + 512]
        scores = vectors[torch.tensor(part, device=device)] @ items_at.T
        if without_duplicates:
            for row, query in enumerate(part):
                scores[row, items_of_digest.get(catalogue.digests[query], [])] = -2
        found += scores.topk(min(k, len(items))).indices.tolist()
    shares = {}
    for columns in LABEL_SETS:
        labels = catalogue.column(columns)
        right = [sum(labels[items[place]] == labels[query] for place in places) for query, places in zip(queries, found) if labels[query] is not None]
        shares["+".join(columns)] = sum(right) / max(1, k * len(right))
    return shares

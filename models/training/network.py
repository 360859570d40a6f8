"""The network, and what it is trained to tell: labels from the embedding by linear heads, and the nearness of like products by heads
that know nothing but the direction of the embedding, which is all that a search compares."""
import torch
import torchvision
from torch.nn import functional

# Columns whose joint label a neighbour should share, with the weight of the loss: what is measured as precision.
DIRECTIONS = {("articleType",): 0.5, ("articleType", "gender"): 1.0, ("articleType", "baseColour"): 1.0}
# Columns that a linear head tells, with the weight of the loss.
LABELS = {"articleType": 0.5, "subCategory": 0.2, "baseColour": 0.5, "gender": 0.3, "usage": 0.1, "season": 0.1}
WORDS_WEIGHT = 0.1
PHOTOS_WEIGHT = 1.0
LEAST_PRODUCTS = 2
LEAST_NAMES = 60
SMOOTHING = 0.1
SHARPNESS = 16.0


class DirectionHead(torch.nn.Module):
    """Logits from the cosines between an embedding and a learnt direction for each class."""

    def __init__(self, dimension, classes):
        super().__init__()
        self.directions = torch.nn.Parameter(torch.randn(classes, dimension))

    def forward(self, unit):
        return SHARPNESS * functional.linear(unit, functional.normalize(self.directions, dim=1))


class Targets:
    """What is known of every picture: products first, then photos. A class of -1 is not known."""

    def __init__(self, catalogue, photos):
        extra = 0 if photos is None else len(photos[0])

        def padded(classes):
            return torch.cat([classes, torch.full((extra,), -1)])

        self.directions, self.labels = {}, {}
        for columns in DIRECTIONS:
            classes, count = catalogue.classes(columns, LEAST_PRODUCTS)
            self.directions["+".join(columns)] = (padded(classes), count, DIRECTIONS[columns])
        for column, weight in LABELS.items():
            classes, count = catalogue.classes([column])
            self.labels[column] = (padded(classes), count, weight)
        if photos is not None:
            self.labels["photo"] = (torch.cat([torch.full((len(catalogue.ids),), -1), photos[1]]), photos[2], PHOTOS_WEIGHT)
        words = catalogue.words("productDisplayName", LEAST_NAMES)
        self.words = torch.cat([words, torch.full((extra, words.shape[1]), float("nan"))])
        # What one knows without looking: the heads start there.
        self.frequency = words[~catalogue.validation].mean(0).clamp(1e-4, 1 - 1e-4) if words.shape[1] else words.new_zeros(0)

    def to(self, device):
        for heads in (self.directions, self.labels):
            for name, (classes, count, weight) in heads.items():
                heads[name] = (classes.to(device), count, weight)
        self.words = self.words.to(device)
        return self


class Network(torch.nn.Module):
    """ResNet-50 and its heads; the embedding is the average pool."""

    def __init__(self, targets):
        super().__init__()
        self.backbone = torchvision.models.resnet50(weights=None, zero_init_residual=True)
        dimension = self.backbone.fc.in_features
        self.backbone.fc = torch.nn.Identity()
        self.backbone.fc.in_features = dimension
        self.dropout = torch.nn.Dropout(0.2)
        self.directions = torch.nn.ModuleDict({name: DirectionHead(dimension, count) for name, (_, count, _) in targets.directions.items()})
        self.labels = torch.nn.ModuleDict({name: torch.nn.Linear(dimension, count) for name, (_, count, _) in targets.labels.items()})
        self.words = torch.nn.Linear(dimension, targets.words.shape[1])
        with torch.no_grad():
            self.words.bias.copy_(torch.logit(targets.frequency))

    def forward(self, pictures):
        return self.backbone(pictures)

    def loss(self, embeddings, targets, batch):
        """The weighted sum of the heads' losses over the pictures of a batch, each over those that have the label."""
        embeddings = embeddings.float()
        unit, dropped = functional.normalize(embeddings, dim=1), self.dropout(embeddings)
        total = embeddings.new_zeros(())
        for heads, known, source in ((self.directions, targets.directions, unit), (self.labels, targets.labels, dropped)):
            for name, head in heads.items():
                classes, _, weight = known[name]
                losses = functional.cross_entropy(head(source), classes[batch], ignore_index=-1, label_smoothing=SMOOTHING, reduction="sum")
                total = total + weight * losses / (classes[batch] >= 0).sum().clamp(min=1)
        if self.words.out_features:
            words = targets.words[batch]
            counted = ~torch.isnan(words)
            losses = functional.binary_cross_entropy_with_logits(self.words(dropped), words.nan_to_num(0), reduction="none") * counted
            total = total + WORDS_WEIGHT * losses.sum() / counted[:, 0].sum().clamp(min=1)
        return total

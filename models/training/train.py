#!/usr/bin/env python3
"""Trains the embedding of a model pack on a catalogue's own pictures, and writes the pack.

    models/training/train.py --images images.zip --styles styles.csv --out my-model

README.md beside this file has the recipe and what it gives.
"""
import argparse
import copy
import json
import math
import re
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import card
import catalogue
import pack_files
import precision
import resnet_graph
from augmentation import augment
from network import Network, Targets
from torch_graph import Normalisation, TorchGraph

WARM_UP_EPOCHS = 2
# Steps that tell how long a step takes, after some that are slower than the others.
TIMED_STEPS = (20, 60)
REFERENCE_PICTURES = 12
LONGEST_GRADIENT = 5.0


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", required=True, help="folder or zip of pictures, each named by the product's id")
    parser.add_argument("--styles", required=True, help="styles.csv: id, gender, subCategory, articleType, baseColour, season, usage, productDisplayName")
    parser.add_argument("--photos", help="folder or zip of photos in folders named by class, as clothing-dataset-small")
    parser.add_argument("--photos-from", type=int, default=10, help="train on photos whose md5(name) %% 100 is at least this (default: %(default)s)")
    parser.add_argument("--out", required=True, type=Path, help="the pack's folder")
    parser.add_argument("--name", default="fashion", help="the pack's name (default: %(default)s)")
    parser.add_argument("--version", type=int, default=1)
    parser.add_argument("--licence", default="MIT", help="of the weights (default: %(default)s)")
    parser.add_argument("--width", type=int, default=60)
    parser.add_argument("--height", type=int, default=80)
    parser.add_argument("--epochs", type=float, default=60, help="passes over the training products (default: %(default)s)")
    parser.add_argument("--minutes", type=float, help="as many passes as take about this long, instead of --epochs")
    parser.add_argument("--steps", type=int, help="batches, instead of --epochs")
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--rate", type=float, default=0.1, help="highest learning rate for a batch of 256 (default: %(default)s)")
    parser.add_argument("--decay", type=float, default=5e-4, help="weight decay (default: %(default)s)")
    parser.add_argument("--average", type=float, default=0.996, help="share of the old in the moving average of the weights (default: %(default)s)")
    parser.add_argument("--start", type=Path, help="a checkpoint.pt to begin with, as --out has one")
    parser.add_argument("--evaluations", type=int, default=6, help="times that the validation split is measured (default: %(default)s)")
    parser.add_argument("--limit", type=int, help="use so many pictures at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,62}", options.name):
        parser.error(f'--name is "{options.name}"; it must be 1 to 63 characters of a-z 0-9 . _ -, starting with a letter or digit.')
    if options.width < 32 or options.height < 32:
        parser.error("--width and --height must be at least 32: the network halves them five times.")
    return options


def learning_rate(step, steps, warm_up, peak):
    """A linear start and then half a cosine down to zero."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up)))


class Average:
    """A moving average of a network's weights and statistics; it is what is measured and kept."""

    def __init__(self, network, keep):
        self.network, self.keep, self.updates = copy.deepcopy(network).eval(), keep, 0
        self.olds, self.news = ([values for values in of.state_dict().values() if values.dtype.is_floating_point] for of in (self.network, network))

    @torch.no_grad()
    def update(self):
        self.updates += 1
        # Young averages forget faster, or they would be the random start for long.
        keep = min(self.keep, self.updates / (self.updates + 10))
        torch._foreach_mul_(self.olds, keep)
        torch._foreach_add_(self.olds, self.news, alpha=1 - keep)


def forward(network, pixels, normalise):
    """Embeddings of pixels from 0 to 255."""
    # bfloat16 needs no loss scaling; a processor without it is faster in float32.
    with torch.autocast(pixels.device.type, torch.bfloat16, enabled=pixels.device.type == "cuda"):
        return network(normalise(pixels).contiguous(memory_format=torch.channels_last))


@torch.no_grad()
def embed(network, pixels, normalise):
    return torch.cat([forward(network, part, normalise).float() for part in pixels.split(512)])


def train(options, products, photos, manifest):
    """Gives the averaged network, and what happened by the way."""
    device = torch.device(options.device)
    targets = Targets(products, photos)
    network = Network(targets)
    if options.start:
        known, wanted = torch.load(options.start, map_location="cpu"), network.state_dict()
        # Another catalogue has other labels: the heads for those begin anew.
        fitting = {name: values for name, values in known.items() if name in wanted and values.shape == wanted[name].shape}
        network.load_state_dict({**wanted, **fitting})
        print(f"{len(fitting)} of {len(wanted)} tensors come from {options.start}.", flush=True)
    network = network.to(device, memory_format=torch.channels_last).train()
    targets.to(device)
    normalise = Normalisation(manifest, device)
    pixels = torch.cat([products.pixels, photos[0]]) if photos else products.pixels
    pixels = pixels.to(device)
    rows = torch.cat([torch.nonzero(~products.validation).flatten(), torch.arange(len(products.ids), len(pixels))]).to(device)
    batch_size = min(options.batch, len(rows))
    steps_an_epoch = len(rows) // batch_size
    steps = options.steps or max(1, round(options.epochs * steps_an_epoch))
    peak = options.rate * batch_size / 256
    decayed = [parameter for parameter in network.parameters() if parameter.dim() > 1]
    others = [parameter for parameter in network.parameters() if parameter.dim() <= 1]
    optimizer = torch.optim.SGD([{"params": decayed, "weight_decay": options.decay}, {"params": others}], lr=peak, momentum=0.9, nesterov=True)
    average = Average(network, options.average)
    log, started, order, total, timed_from = [], time.monotonic(), None, 0.0, 0.0
    evaluate_at = set()
    step = 0
    while step < steps:
        if options.minutes and step in TIMED_STEPS:
            total_now, now = float(total), time.monotonic()
            if step == TIMED_STEPS[0]:
                timed_from = now
            else:
                a_step = (now - timed_from) / (TIMED_STEPS[1] - TIMED_STEPS[0])
                steps = max(step + 1, int((options.minutes * 60 - (now - started)) / a_step) + step)
                print(f"{a_step * 1000:.1f} ms a step: {steps} steps, {steps / steps_an_epoch:.1f} passes.", flush=True)
        if step == TIMED_STEPS[1] + 1 or not options.minutes:
            evaluate_at = evaluate_at or {round(steps * (part + 1) / options.evaluations) for part in range(options.evaluations - 1)}
        if step % steps_an_epoch == 0:
            order = rows[torch.randperm(len(rows), device=device)]
        place = step % steps_an_epoch * batch_size
        batch = order[place : place + batch_size]
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps, min(WARM_UP_EPOCHS * steps_an_epoch, steps // 5 + 1), peak)
        loss = network.loss(forward(network, augment(pixels[batch]), normalise), targets, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
        optimizer.step()
        average.update()
        step += 1
        total = total + loss.detach()
        if step in evaluate_at or step == steps:
            shares = precision.precision_at(embed(average.network, pixels[: len(products.ids)], normalise), products)
            log.append({
                "step": step, "epoch": round(step / steps_an_epoch, 2), "seconds": round(time.monotonic() - started, 1),
                "meanLoss": round(float(total) / step, 4), "precisionAt5": {name: round(share, 4) for name, share in shares.items()},
            })
            print(json.dumps(log[-1]), flush=True)
            if not math.isfinite(log[-1]["meanLoss"]):
                sys.exit("The loss is no number any more: lower --rate.")
    seconds = time.monotonic() - started
    return average.network, {"log": log, "steps": steps, "epochs": round(steps / steps_an_epoch, 1), "seconds": round(seconds), "batch": batch_size, "rate": peak}


def main():
    options = parse_options()
    torch.manual_seed(options.seed)
    torch.backends.cudnn.benchmark = True
    products = catalogue.load(options.images, options.styles, options.width, options.height, options.limit)
    photos = catalogue.load_photos(options.photos, options.photos_from, options.width, options.height) if options.photos else None
    print(f"{len(products.ids)} products, {int(products.validation.sum())} of them for validation, {len(photos[0]) if photos else 0} photos.", flush=True)
    manifest = pack_files.manifest(
        options.name, options.version, "ResNet-50 (v1.5), global average pooling", options.width, options.height, 2048, options.licence)
    network, run = train(options, products, photos, manifest)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "checkpoint.pt")

    model = resnet_graph.to_onnx(network.backbone.cpu().eval(), options.width, options.height)
    torch.backends.cudnn.allow_tf32 = False
    graph = TorchGraph(model).to(options.device)
    normalise = Normalisation(manifest, options.device)
    with torch.no_grad():
        vectors = torch.cat([graph(normalise(part.to(options.device))) for part in products.pixels.split(512)])
    # What counts is the graph that is kept: weights rounded to float16, computed in float32.
    measured = precision.precision_at(vectors, products)
    distinct = precision.precision_at(vectors, products, without_duplicates=True)
    manifest["metrics"] = {
        "queries": f"{int(products.validation.sum()):,} validation products",
        "catalogue": f"{int((~products.validation).sum()):,} training products",
        "precisionAt5": {name: round(share, 4) for name, share in measured.items()},
        "precisionAt5WithoutDuplicates": {name: round(share, 4) for name, share in distinct.items()},
    }
    places = torch.nonzero(products.validation).flatten().tolist()
    places = places[:: max(1, len(places) // REFERENCE_PICTURES)][:REFERENCE_PICTURES]
    pack_files.write(options.out, model, manifest, [(products.names[place], products.pixels[place]) for place in places])
    (options.out / "training.json").write_text(json.dumps(run, indent=2), encoding="utf-8")
    (options.out / "README.md").write_text(card.text(options, manifest, products, photos, run), encoding="utf-8")
    print(json.dumps(manifest["metrics"], indent=2))


if __name__ == "__main__":
    main()

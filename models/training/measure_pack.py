#!/usr/bin/env python3
"""Precision@5 of a model pack on the validation split, by PyTorch: a quick look, and a check of what the product's `evaluate` says.

    models/training/measure_pack.py models/resnet50-fashion --images images.zip --styles styles.csv
"""
import argparse
import json
import sys
from pathlib import Path

import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import catalogue
import precision
from torch_graph import Normalisation, TorchGraph


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--images", required=True, help="folder or zip")
    parser.add_argument("--styles", required=True, help="styles.csv")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    manifest = json.loads((arguments.pack / "model.json").read_text(encoding="utf-8"))
    model = TorchGraph(onnx.load(str(arguments.pack / manifest["file"]))).to(arguments.device)
    products = catalogue.load(arguments.images, arguments.styles, manifest["input"]["width"], manifest["input"]["height"])
    normalise = Normalisation(manifest, arguments.device)
    with torch.no_grad():
        vectors = torch.cat([model(normalise(pixels.to(arguments.device))) for pixels in products.pixels.split(256)])
    print(json.dumps({
        "precisionAt5": precision.precision_at(vectors, products),
        "withoutDuplicates": precision.precision_at(vectors, products, without_duplicates=True),
    }, indent=2))


if __name__ == "__main__":
    main()

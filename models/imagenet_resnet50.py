#!/usr/bin/env python3
"""Makes a model pack of torchvision's ResNet-50 with its ImageNet weights, at 224 x 224: what a demo of visual search begins with.

    models/imagenet_resnet50.py imagenet-resnet50

torchvision fetches the weights. With --random it takes none: a pack that is good for nothing but tests.
Pictures are stretched to 224 x 224 and normalised with ImageNet's mean and deviation.

Needs the Python packages torch, torchvision and onnx (Debian: python3-torch, python3-torchvision, python3-onnx).
"""
import argparse
from pathlib import Path

import torch
import torchvision

import pack_files
import resnet_graph

SIDE = 224
REFERENCE_PICTURES = 3


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the pack's folder")
    parser.add_argument("--random", action="store_true", help="random weights")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    weights = None if arguments.random else torchvision.models.ResNet50_Weights.IMAGENET1K_V2
    network = torchvision.models.resnet50(weights=weights).eval()
    content = pack_files.manifest(
        "imagenet-resnet50", 1, f"ResNet-50 (v1.5), global average pooling, {'random weights' if arguments.random else 'torchvision IMAGENET1K_V2'}",
        SIDE, SIDE, network.fc.in_features, "BSD-3-Clause")
    # Coarse noise: pictures that nobody owns.
    coarse = torch.randint(0, 256, (REFERENCE_PICTURES, 3, 14, 14), dtype=torch.float32)
    pictures = torch.nn.functional.interpolate(coarse, size=(SIDE, SIDE), mode="bilinear", align_corners=False).round().to(torch.uint8)
    samples = [(f"noise {place}", picture) for place, picture in enumerate(pictures)]
    digest = pack_files.write(arguments.out, resnet_graph.to_onnx(network, SIDE, SIDE), content, samples)
    print(f"{arguments.out}: sha256 {digest}")


if __name__ == "__main__":
    main()

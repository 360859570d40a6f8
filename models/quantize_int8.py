#!/usr/bin/env python3
"""Makes an int8 graph of a model pack for processors: QuantizeLinear and DequantizeLinear around every layer that computes, with
the ranges that the layers have on training pictures.

    models/quantize_int8.py models/resnet50-fashion --images images.zip --out int8-pack

writes a pack of its own into --out, named for the other with -int8 behind it. Activations are uint8 with one range a tensor, weights seven bits
with one a channel; the average pool and the embedding stay float32. Pictures are named by product id; only training ones
(md5(id) % 100 of 10 or more) are looked at.

Needs the Python packages torch, onnx, numpy and Pillow.
"""
import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy
import onnx
import torch
from onnx import helper, numpy_helper

from torch_graph import Normalisation, TorchGraph

sys.path.insert(0, str(Path(__file__).resolve().parent / "training"))

import catalogue

# Half of what int8 holds: processors without VNNI add two products in 16 bits, which full weights overflow.
LARGEST_WEIGHT = 63
COMPUTING = ("Conv", "Add", "MaxPool")


class Ranges:
    """The smallest and largest value of every tensor, as the mean over batches: one odd picture does not decide alone."""

    def __init__(self):
        self.low, self.high = {}, {}

    def __call__(self, name, values):
        self.low.setdefault(name, []).append(float(values.min()))
        self.high.setdefault(name, []).append(float(values.max()))

    def scale_and_zero(self, name):
        # Zero must be a value of its own: padding and ReLU give it.
        low, high = min(0.0, float(numpy.mean(self.low[name]))), max(1e-6, float(numpy.mean(self.high[name])))
        scale = (high - low) / 255
        return numpy.float32(scale), numpy.uint8(round(-low / scale))


def widened(model):
    """The graph's weights as float32, without the casts that widen them."""
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    nodes, weights = [], {}
    for node in model.graph.node:
        if node.op_type == "Cast" and node.input[0] in stored:
            weights[node.output[0]] = stored[node.input[0]].astype(numpy.float32)
        else:
            nodes.append(node)
    return nodes, {**{name: values for name, values in stored.items() if values.dtype == numpy.float32}, **weights}


class Quantised:
    """Builds the graph: a pair of nodes for each tensor that two computing layers hand over, made once."""

    def __init__(self, ranges):
        self.ranges, self.nodes, self.weights, self.pairs, self.scales = ranges, [], [], {}, {}

    def store(self, name, values):
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def activation(self, name):
        if name not in self.pairs:
            scale, zero = self.ranges.scale_and_zero(name)
            self.scales[name] = scale
            parameters = [self.store(f"{name}.scale", numpy.asarray(scale)), self.store(f"{name}.zero", numpy.asarray(zero))]
            self.nodes.append(helper.make_node("QuantizeLinear", [name, *parameters], [f"{name}.int8"], name=f"{name}.quantize"))
            self.nodes.append(helper.make_node("DequantizeLinear", [f"{name}.int8", *parameters], [f"{name}.rounded"], name=f"{name}.dequantize"))
            self.pairs[name] = f"{name}.rounded"
        return self.pairs[name]

    def convolution(self, node, weight, bias):
        source = self.activation(node.input[0])
        scales = numpy.maximum(numpy.abs(weight).reshape(len(weight), -1).max(1), 1e-8) / LARGEST_WEIGHT
        whole = numpy.clip(numpy.rint(weight / scales[:, None, None, None]), -LARGEST_WEIGHT, LARGEST_WEIGHT).astype(numpy.int8)
        bias_scales = scales * self.scales[node.input[0]]
        named = []
        for kind, values, steps in (("weight", whole, scales), ("bias", numpy.rint(bias / bias_scales).astype(numpy.int32), bias_scales)):
            name = f"{node.name}.{kind}"
            parameters = [
                self.store(f"{name}.int", values), self.store(f"{name}.scale", steps.astype(numpy.float32)),
                self.store(f"{name}.zero", numpy.zeros(len(steps), values.dtype)),
            ]
            self.nodes.append(helper.make_node("DequantizeLinear", parameters, [name], name=f"{name}.dequantize", axis=0))
            named.append(name)
        layer = helper.make_node("Conv", [source, *named], list(node.output), name=node.name)
        layer.attribute.extend(node.attribute)
        self.nodes.append(layer)


def quantise(model, ranges):
    nodes, weights = widened(model)
    graph = Quantised(ranges)
    for node in nodes:
        if node.op_type == "Conv":
            graph.convolution(node, weights[node.input[1]], weights[node.input[2]])
            continue
        # A ReLU takes what its layer gives, so that the two become one; its range decides.
        sources = [graph.activation(name) if node.op_type in COMPUTING else name for name in node.input]
        if node.op_type == "GlobalAveragePool":
            sources = [graph.activation(node.input[0])]
        layer = helper.make_node(node.op_type, sources, list(node.output), name=node.name)
        layer.attribute.extend(node.attribute)
        graph.nodes.append(layer)
    made = helper.make_model(
        helper.make_graph(graph.nodes, "int8", list(model.graph.input), list(model.graph.output), initializer=graph.weights),
        producer_name="FashionOrleans", opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = model.ir_version
    onnx.checker.check_model(made)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--images", required=True, help="folder or zip of pictures, each named by the product's id")
    parser.add_argument("--out", required=True, type=Path, help="the new pack's folder")
    parser.add_argument("--count", type=int, default=256, help="pictures to look at (default: %(default)s)")
    arguments = parser.parse_args()
    manifest = json.loads((arguments.pack / "model.json").read_text(encoding="utf-8"))
    model = onnx.load(str(arguments.pack / manifest["file"]))
    names, read = catalogue.files_of(arguments.images)
    names = [name for name in names if catalogue.bucket(Path(name).stem) in catalogue.TRAINING]
    names = names[:: max(1, len(names) // arguments.count)][: arguments.count]
    pixels, _, _ = catalogue.read_pictures(arguments.images, names, read, manifest["input"]["width"], manifest["input"]["height"])
    ranges = Ranges()
    graph, normalise = TorchGraph(model, keep=ranges), Normalisation(manifest)
    with torch.no_grad():
        for part in pixels.split(32):
            tensors = normalise(part)
            ranges(graph.input, tensors)
            graph(tensors)
    arguments.out.mkdir(parents=True, exist_ok=True)
    target = arguments.out / manifest["file"]
    target.write_bytes(quantise(model, ranges).SerializeToString(deterministic=True))
    manifest.pop("variants", None)
    manifest.pop("metrics", None)
    manifest["name"] += "-int8"
    manifest["architecture"] += ", int8"
    manifest["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
    (arguments.out / "model.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size} bytes, calibrated on {len(pixels)} pictures, sha256 {manifest['sha256']}")


if __name__ == "__main__":
    main()

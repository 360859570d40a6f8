#!/usr/bin/env python3
"""Makes the half-precision graph of a model pack: the same layers and weights, computed in float16 between a float32 input
and a float32 output, so that whoever runs it need not know.

    models/half_precision.py models/resnet50-fashion

writes model.fp16.onnx beside the pack's ONNX file and the entry "variants": {"fp16": ...} into its model.json. Weights that the
pack already stores as float16 are not copied: the new graph points to their bytes inside the pack's ONNX file, which must
stay beside it.

    models/half_precision.py models/resnet50-fashion --rounded DIR

writes into DIR, instead, a pack that shows on any machine what half precision costs: a processor runs float16 layers in float32,
whereas this graph rounds what every layer gives to float16, as a GPU does when it stores it.

Needs the Python package onnx (Debian: python3-onnx).
"""
import argparse
import hashlib
import json
import pathlib
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT, HALF = TensorProto.FLOAT, TensorProto.FLOAT16
LARGEST_HALF = float(numpy.finfo(numpy.float16).max)
FILE_NAME = "model.fp16.onnx"
# Bytes in a tensor that are worth a reference into the other file.
LEAST_REFERENCE = 256


def refuse(what):
    sys.exit(f"{what} This script converts graphs of float32 and float16 tensors without control flow.")


def to_half(tensor):
    values = numpy_helper.to_array(tensor)
    if not numpy.all(numpy.abs(values) <= LARGEST_HALF):
        refuse(f'"{tensor.name}" holds a number that float16 cannot.')
    return numpy_helper.from_array(values.astype(numpy.float16), tensor.name)


def refer(tensor, source, source_name):
    """Replaces the bytes of a tensor by where they lie in the pack's ONNX file, if they do."""
    offset = source.find(tensor.raw_data) if len(tensor.raw_data) >= LEAST_REFERENCE else -1
    if offset < 0:
        return
    length = len(tensor.raw_data)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", source_name), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))


def convert_nodes(graph):
    """Every float32 becomes float16; casts that were there to widen weights have nothing left to do and go."""
    halves = {tensor.name for tensor in graph.initializer if tensor.data_type == HALF}
    nodes, same = [], {}
    for node in graph.node:
        if any(attribute.HasField("g") for attribute in node.attribute):
            refuse(f'"{node.name}" ({node.op_type}) has a graph inside.')
        if node.op_type in ("QuantizeLinear", "DequantizeLinear"):
            refuse(f'"{node.name}" is a {node.op_type}: the graph is quantised.')
        for attribute in node.attribute:
            if attribute.HasField("t") and attribute.t.data_type == FLOAT:
                attribute.t.CopyFrom(to_half(attribute.t))
            if node.op_type == "Cast" and attribute.name == "to" and attribute.i == FLOAT:
                attribute.i = HALF
        for index, name in enumerate(node.input):
            node.input[index] = same.get(name, name)
        if node.op_type == "Cast" and node.input[0] in halves and node.attribute[0].i == HALF:
            same[node.output[0]] = node.input[0]
        else:
            nodes.append(node)
    return nodes


def convert(model, source, source_name):
    graph = model.graph
    if any(value.type.tensor_type.elem_type not in (FLOAT, HALF) for value in (*graph.input, *graph.output)):
        refuse("An input or output is neither float32 nor float16.")
    nodes = convert_nodes(graph)
    for tensor in graph.initializer:
        if tensor.data_type == FLOAT:
            tensor.CopyFrom(to_half(tensor))
        refer(tensor, source, source_name)

    weights = {tensor.name for tensor in graph.initializer}
    before, after, renamed = [], [], {}
    for value in graph.input:
        if value.name not in weights:
            renamed[value.name] = f"{value.name}_half"
            before.append(helper.make_node("Cast", [value.name], [renamed[value.name]], name=f"narrow_{value.name}", to=HALF))
    for value in graph.output:
        renamed[value.name] = f"{value.name}_half"
        after.append(helper.make_node("Cast", [renamed[value.name]], [value.name], name=f"widen_{value.name}", to=FLOAT))
    for node in nodes:
        for names in (node.input, node.output):
            for index, name in enumerate(names):
                names[index] = renamed.get(name, name)
    for value in (*graph.input, *graph.output):
        value.type.tensor_type.elem_type = FLOAT
    del graph.value_info[:]
    del graph.node[:]
    graph.node.extend([*before, *nodes, *after])
    model.producer_name = "FashionOrleans"


def round_layers(model):
    """Puts a cast to float16 and back behind the input and behind every layer that computes."""
    graph = model.graph
    nodes, renamed = [], {}

    def round_off(exact, rounded):
        nodes.append(helper.make_node("Cast", [exact], [f"{rounded}_half"], to=HALF))
        nodes.append(helper.make_node("Cast", [f"{rounded}_half"], [rounded], to=FLOAT))

    weights = {tensor.name for tensor in graph.initializer}
    for value in graph.input:
        if value.name not in weights:
            renamed[value.name] = f"{value.name}_rounded"
            round_off(value.name, renamed[value.name])
    for node in graph.node:
        for index, name in enumerate(node.input):
            node.input[index] = renamed.get(name, name)
        nodes.append(node)
        if node.op_type != "Cast":
            for index, name in enumerate(node.output):
                node.output[index] = f"{name}_exact"
                round_off(node.output[index], name)
    del graph.node[:]
    graph.node.extend(nodes)


def save(model, target):
    target.write_bytes(model.SerializeToString(deterministic=True))
    onnx.checker.check_model(str(target))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    print(f"{target}: {target.stat().st_size} bytes, sha256 {digest}")
    return digest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=pathlib.Path)
    parser.add_argument("--rounded", type=pathlib.Path, metavar="DIR")
    arguments = parser.parse_args()
    manifest_file = arguments.pack / "model.json"
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    source = arguments.pack / manifest["file"]
    model = onnx.load(str(source))
    if arguments.rounded:
        arguments.rounded.mkdir(parents=True, exist_ok=True)
        round_layers(model)
        manifest_file = arguments.rounded / "model.json"
        manifest["sha256"] = save(model, arguments.rounded / manifest["file"])
        manifest.pop("variants", None)
    else:
        convert(model, source.read_bytes(), source.name)
        manifest["variants"] = {**manifest.get("variants", {}), "fp16": {"file": FILE_NAME, "sha256": save(model, arguments.pack / FILE_NAME)}}
    manifest_file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()

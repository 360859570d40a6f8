"""A pack's ONNX graph as a PyTorch module: the same weights, layer by layer, for reference vectors, for calibration and as the
peer of the bench. Knows the layers of a ResNet whose batch normalisation was folded."""
import sys

import torch
from torch.nn import functional
from onnx import helper, numpy_helper


def attributes(node):
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}


def symmetric(pads):
    """ONNX states the padding of both ends, PyTorch takes one number for both."""
    half = len(pads) // 2
    if pads[:half] != pads[half:]:
        sys.exit(f"A layer pads {pads}: unequal ends, which this script does not know.")
    return pads[:half]


class TorchGraph(torch.nn.Module):
    """model: the loaded ONNX model; its input is [batch, 3, height, width], its output [batch, dimension], both float32.
    keep: called with the name and the values of every tensor that the graph computes, when given."""

    def __init__(self, model, keep=None):
        super().__init__()
        self.keep = keep
        self.input, self.output = model.graph.input[0].name, model.graph.output[0].name
        stored = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in model.graph.initializer}
        self.places, self.layers = {}, []
        for node in model.graph.node:
            if node.op_type == "Cast" and node.input[0] in stored:
                stored[node.output[0]] = stored[node.input[0]]
                continue
            if node.op_type not in ("Conv", "Relu", "Add", "MaxPool", "GlobalAveragePool", "Flatten"):
                sys.exit(f'"{node.name}" is a {node.op_type}, which this script does not know: it runs ResNets with folded batch normalisation.')
            for name in node.input:
                if name in stored and name not in self.places:
                    self.places[name] = f"weight{len(self.places)}"
                    self.register_buffer(self.places[name], stored[name].float())
            self.layers.append((node.op_type, list(node.input), node.output[0], attributes(node)))

    def forward(self, pixels):
        values = {self.input: pixels}
        for kind, sources, target, options in self.layers:
            inputs = [getattr(self, self.places[name]) if name in self.places else values[name] for name in sources]
            values[target] = self.run_layer(kind, inputs, options)
            if self.keep:
                self.keep(target, values[target])
        return values[self.output]

    @staticmethod
    def run_layer(kind, inputs, options):
        if kind == "Conv":
            return functional.conv2d(
                *inputs, stride=options["strides"], padding=symmetric(options["pads"]), dilation=options.get("dilations", 1), groups=options.get("group", 1))
        if kind == "MaxPool":
            return functional.max_pool2d(inputs[0], options["kernel_shape"], options["strides"], symmetric(options["pads"]))
        if kind == "GlobalAveragePool":
            return inputs[0].mean(dim=(2, 3), keepdim=True)
        if kind == "Flatten":
            return inputs[0].flatten(1)
        return inputs[0].relu() if kind == "Relu" else inputs[0] + inputs[1]


class Normalisation:
    """Makes a model's input of RGB pixels [batch, 3, height, width] from 0 to 255, as its model.json says."""

    def __init__(self, manifest, device="cpu"):
        # Made once: a copy to a GPU in every batch would make it wait.
        self.scale = manifest["input"]["scale"]
        self.mean, self.std = (torch.tensor(manifest["input"][key], device=device).view(3, 1, 1) for key in ("mean", "std"))

    def __call__(self, pixels):
        return (pixels.float() * self.scale - self.mean) / self.std

"""A torchvision ResNet as an ONNX graph: batch normalisation folded into the convolutions, weights stored as float16 and
widened when the graph is loaded, the output of the average pool as the embedding. Written layer by layer, so that every version
of PyTorch gives the same graph."""
import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 13
IR_VERSION = 7


def folded(convolution, normalisation):
    """Weight and bias of a convolution that does what convolution and batch normalisation together do, as float16."""
    scale = normalisation.weight.double() / (normalisation.running_var.double() + normalisation.eps).sqrt()
    weight = convolution.weight.double() * scale[:, None, None, None]
    bias = normalisation.bias.double() - normalisation.running_mean.double() * scale
    return [tensor.detach().cpu().numpy().astype(numpy.float16) for tensor in (weight, bias)]


class ResNetGraph:
    """Collects the layers of a network in the order in which they run."""

    def __init__(self):
        self.widen, self.nodes, self.weights = [], [], []

    def convolve(self, name, convolution, normalisation, source, relu):
        names = []
        for kind, values in zip(("weight", "bias"), folded(convolution, normalisation)):
            tensor = f"{name}.{kind}"
            self.weights.append(numpy_helper.from_array(values, f"{tensor}_half"))
            self.widen.append(helper.make_node("Cast", [f"{tensor}_half"], [tensor], name=f"widen_{tensor}", to=TensorProto.FLOAT))
            names.append(tensor)
        padding, stride = list(convolution.padding), list(convolution.stride)
        self.nodes.append(helper.make_node(
            "Conv", [source, *names], [name], name=name, kernel_shape=list(convolution.kernel_size), strides=stride, pads=padding * 2,
            dilations=list(convolution.dilation), group=convolution.groups))
        return self.apply("Relu", f"{name}.relu", name) if relu else name

    def apply(self, kind, name, *sources, **attributes):
        self.nodes.append(helper.make_node(kind, list(sources), [name], name=name, **attributes))
        return name


def to_onnx(network, width, height):
    """The graph of a torchvision ResNet made of bottleneck blocks.

    network: the module, in evaluation; its last layer is left out.
    width, height: of the input, in pixels.
    """
    graph = ResNetGraph()
    last = graph.convolve("conv1", network.conv1, network.bn1, "input", relu=True)
    last = graph.apply("MaxPool", "maxpool", last, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    for stage in ("layer1", "layer2", "layer3", "layer4"):
        for number, block in enumerate(getattr(network, stage)):
            name, shortcut = f"{stage}.{number}", last
            last = graph.convolve(f"{name}.conv1", block.conv1, block.bn1, last, relu=True)
            last = graph.convolve(f"{name}.conv2", block.conv2, block.bn2, last, relu=True)
            last = graph.convolve(f"{name}.conv3", block.conv3, block.bn3, last, relu=False)
            if block.downsample is not None:
                shortcut = graph.convolve(f"{name}.downsample", block.downsample[0], block.downsample[1], shortcut, relu=False)
            last = graph.apply("Relu", f"{name}.relu", graph.apply("Add", f"{name}.add", last, shortcut))
    last = graph.apply("GlobalAveragePool", "avgpool", last)
    graph.apply("Flatten", "embedding", last, axis=1)
    dimension = network.fc.in_features
    model = helper.make_model(
        helper.make_graph(
            graph.widen + graph.nodes, "resnet",
            [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 3, height, width])],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", dimension])],
            initializer=graph.weights),
        producer_name="FashionOrleans", opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    return model

"""Writes a model pack: model.onnx, model.json and reference.json."""
import base64
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import torch

from torch_graph import Normalisation, TorchGraph

IMAGENET = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
REFERENCE_COMMENT = (
    "pixels: uint8 RGB, row-major, height x width x 3, already resized; embedding: unit vector, little-endian float16; "
    "computed with PyTorch in float32")


def manifest(name, version, architecture, width, height, dimension, licence, metrics=None):
    """The content of model.json, but for the file's hash."""
    return {
        "name": name,
        "version": version,
        "architecture": architecture,
        "file": "model.onnx",
        "sha256": "",
        "input": {
            "name": "input", "layout": "NCHW", "channels": "RGB", "width": width, "height": height,
            "resize": "stretch", "interpolation": "linear", "scale": 1 / 255, **IMAGENET,
        },
        "output": {"name": "embedding", "dimension": dimension, "normalize": "l2"},
        "licence": licence,
        **({"metrics": metrics} if metrics else {}),
    }


def write(folder, model, content, samples):
    """Writes the pack and its half-precision graph.

    folder: created when it is not there.
    model: the ONNX model.
    content: of model.json, from manifest().
    samples: names and uint8 pixels [3, height, width] of the pictures of reference.json.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    graph_file = folder / content["file"]
    graph_file.write_bytes(model.SerializeToString(deterministic=True))
    content["sha256"] = hashlib.sha256(graph_file.read_bytes()).hexdigest()
    (folder / "model.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "reference.json").write_text(json.dumps(reference(model, content, samples), indent=1), encoding="utf-8")
    subprocess.run([sys.executable, str(Path(__file__).with_name("half_precision.py")), str(folder)], check=True, stdout=subprocess.DEVNULL)
    return content["sha256"]


def reference(model, content, samples):
    """Pixels and the unit vectors that PyTorch makes of them, as reference.json holds them."""
    with torch.no_grad():
        pixels = torch.stack([pixels for _, pixels in samples]).cpu()
        vectors = torch.nn.functional.normalize(TorchGraph(model)(Normalisation(content)(pixels)), dim=1)
    return {
        "comment": REFERENCE_COMMENT,
        "width": content["input"]["width"],
        "height": content["input"]["height"],
        "samples": [
            {
                "image": name,
                "pixels": base64.b64encode(picture.permute(1, 2, 0).contiguous().numpy().tobytes()).decode(),
                "embedding": base64.b64encode(vector.numpy().astype("<f2").tobytes()).decode(),
            }
            for (name, _), picture, vector in zip(samples, pixels, vectors)
        ],
    }

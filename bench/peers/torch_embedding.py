#!/usr/bin/env python3
"""The peer of the embedder on a GPU: the weights of a model pack in PyTorch.

    bench/peers/torch_embedding.py models/resnet50-fashion --images images.zip

Prints pictures a second at batch 1, 8, 32 and 128: from tensors that lie on the GPU (the model alone), from pixels in memory
(copied there and the vectors back, as the embedder does), and from JPEG files decoded by as many processes as there are
processors. Plain PyTorch, with channels_last, in float32 (with and without TF32), float16 and bfloat16, and as a CUDA graph, which
spares the launches. Says how far each is from float32 on the CPU. Without a GPU it measures float32 on the CPU.
"""
import argparse
import io
import json
import statistics
import sys
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy
import onnx
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models"))

from torch_graph import Normalisation, TorchGraph

ROUNDS = 3


def decode(job):
    content, width, height = job
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    return numpy.asarray(picture if picture.size == (width, height) else picture.resize((width, height), Image.BILINEAR)).transpose(2, 0, 1)


class Side:
    """One way to run the model: from uint8 pixels on the device to unit vectors there."""

    def __init__(self, model, manifest, device, kind, tf32=False, graph_batch=None, compiled=False):
        self.manifest, self.device, self.kind, self.tf32 = manifest, device, kind, tf32
        self.normalise = Normalisation(manifest, device)
        self.layout = torch.channels_last if device == "cuda" else torch.contiguous_format
        self.model = TorchGraph(model).to(device, kind).to(memory_format=self.layout).eval()
        self.run_model = torch.compile(self.model, mode="reduce-overhead") if compiled else self.model
        self.graph = None
        if graph_batch:
            self.record(graph_batch)

    def plain(self, pixels):
        tensors = self.normalise(pixels).to(self.kind).contiguous(memory_format=self.layout)
        return torch.nn.functional.normalize(self.run_model(tensors).float(), dim=1)

    def record(self, batch):
        shape = (batch, 3, self.manifest["input"]["height"], self.manifest["input"]["width"])
        self.pixels = torch.zeros(shape, dtype=torch.uint8, device=self.device)
        self.apply_settings()
        stream = torch.cuda.Stream()
        with torch.cuda.stream(stream):
            for _ in range(3):
                self.plain(self.pixels)
        stream.synchronize()
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.vectors = self.plain(self.pixels)
        self.graph = graph

    def apply_settings(self):
        torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = self.tf32

    def __call__(self, pixels):
        if self.graph is None or len(pixels) != len(self.pixels):
            return self.plain(pixels)
        self.pixels.copy_(pixels, non_blocking=True)
        self.graph.replay()
        return self.vectors

    def wait(self):
        if self.device == "cuda":
            torch.cuda.synchronize()


def rate(side, batches, prepare):
    """Pictures a second over whole rounds; the first round warms up."""
    rates = []
    for round_ in range(ROUNDS + 1):
        side.wait()
        start = time.perf_counter()
        for batch in batches:
            prepare(side, batch)
        side.wait()
        if round_:
            rates.append(sum(map(len, batches)) / (time.perf_counter() - start))
    return statistics.median(rates)


def on_device(side, batch):
    side(batch)


def from_memory(side, batch):
    side(batch.to(side.device, non_blocking=True)).cpu()


def from_files(side, files, batch_size, width, height, pool):
    """Decoding goes on in other processes while the model runs."""
    chunks = [files[first : first + batch_size] for first in range(0, len(files), batch_size)]
    rates = []
    for _ in range(2):
        start = time.perf_counter()
        decoded = pool.map(decode, ((content, width, height) for chunk in chunks for content in chunk), chunksize=16)
        part = []
        for pixels in decoded:
            part.append(pixels)
            if len(part) == batch_size:
                side(torch.from_numpy(numpy.stack(part)).to(side.device)).cpu()
                part = []
        if part:
            side.plain(torch.from_numpy(numpy.stack(part)).to(side.device)).cpu()
        rates.append(len(files) / (time.perf_counter() - start))
    return max(rates)


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--images", required=True, type=Path, help="zip of pictures")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--compile", action="store_true", help="also torch.compile, which takes a while to compile")
    parser.add_argument("--seconds", type=float, default=600, help="begin no new measurement after so long")
    arguments = parser.parse_args()
    began = time.monotonic()
    manifest = json.loads((arguments.pack / "model.json").read_text(encoding="utf-8"))
    model = onnx.load(str(arguments.pack / manifest["file"]))
    width, height = manifest["input"]["width"], manifest["input"]["height"]
    archive = zipfile.ZipFile(arguments.images)
    files = [archive.read(name) for name in archive.namelist() if name.lower().endswith(".jpg")][: arguments.count]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    print(f"PyTorch {torch.__version__}, {torch.cuda.get_device_name() if device == 'cuda' else 'no GPU'}, {len(files)} pictures, medians of {ROUNDS} rounds", flush=True)
    torch.backends.cudnn.benchmark = True

    # Forked before CUDA starts in this process.
    with ProcessPoolExecutor() as pool:
        pixels = torch.from_numpy(numpy.stack(list(pool.map(decode, ((content, width, height) for content in files), chunksize=16))))
        reference = Side(model, manifest, "cpu", torch.float32)(pixels[:200])
        sides = {"float32": dict(kind=torch.float32)}
        if device == "cuda":
            sides |= {"float32 with TF32": dict(kind=torch.float32, tf32=True), "float16": dict(kind=torch.float16), "bfloat16": dict(kind=torch.bfloat16)}
        ways = [("", {})] + ([(", CUDA graph", {"graph_batch": True})] if device == "cuda" else []) + ([(", compiled", {"compiled": True})] if arguments.compile else [])
        for way, how in ways:
            for name, settings in sides.items():
                if "compiled" in how and settings["kind"] != torch.float16:
                    continue
                for batch_size in (1, 8, 32, 128):
                    if time.monotonic() - began > arguments.seconds:
                        return
                    side = Side(model, manifest, device, **settings, **({"graph_batch": batch_size} if "graph_batch" in how else how))
                    side.apply_settings()
                    resident = list(pixels[: 100 * batch_size].to(device).split(batch_size))
                    resident = [batch for batch in resident if len(batch) == batch_size]
                    away = [batch.cpu().pin_memory() if device == "cuda" else batch for batch in resident]
                    least = min(float((side(pixels[:len(reference)][first : first + batch_size].to(device)).cpu() * reference[first : first + batch_size]).sum(1).min())
                        for first in range(0, max(1, len(reference) - batch_size + 1), batch_size))
                    line = f"{name + way:34} batch {batch_size:3}: {rate(side, resident, on_device):9.0f} pictures/s on the device, {rate(side, away, from_memory):9.0f} from memory"
                    if batch_size >= 32 and name == "float16" and "compiled" not in how:
                        line += f", {from_files(side, files, batch_size, width, height, pool):9.0f} from files"
                    print(f"{line}; cosine to the CPU at least {least:.6f}", flush=True)


if __name__ == "__main__":
    main()

"""The model card of a trained pack."""
import torch


def shares(metrics, key):
    return ", ".join(f"{name.replace('+', ' and ')} {share:.3f}" for name, share in metrics[key].items())


def text(options, manifest, products, photos, run):
    """A README.md for the pack's folder: what the training knows; what only its owner knows is left as a line to fill in."""
    count, validation = len(products.ids), int(products.validation.sum())
    metrics = manifest["metrics"]
    with_photos = f", and {len(photos[0]):,} photos in {photos[2]} classes" if photos else ""
    where = torch.cuda.get_device_name() if options.device.startswith("cuda") else "processors"
    return f"""# Model card: {manifest['name']}, version {manifest['version']}

**What.** A standard ResNet-50 (v1.5, 23.5 M weights, stored as float16 and widened to float32 when the session loads), trained from random weights
on product photos. The embedding is the global average pool: 2,048 numbers, made a unit vector by the caller.

**Input.** RGB, stretched to {options.width} × {options.height} (width × height, linear with antialiasing), scaled to [0, 1], minus mean, over deviation (`model.json`).

**Data.** {count - validation:,} product photos with their labels{with_photos}. Held out by `md5(id) % 100`: 0–4 test (never read), 5–9 validation ({validation:,}).

**Recipe.** `models/training/train.py`: {run['epochs']} passes, {run['steps']:,} batches of {run['batch']}, {run['seconds']} s on {where}; SGD with momentum, highest rate {run['rate']:g},
weight decay {options.decay:g}, cosine schedule, moving average of the weights, seed {options.seed}. Heads and augmentation: `models/training/README.md`.

**Quality.** Validation products as queries against the training products, cosine, precision@5: {shares(metrics, 'precisionAt5')}.
Without files that equal the query's: {shares(metrics, 'precisionAt5WithoutDuplicates')}.

**Limits.** It knows what the labels told it, at {options.width} × {options.height}, on the backgrounds of these photos.

**Licence.** The weights: {manifest['licence']}. The photographs are not part of the pack.

`model.fp16.onnx`: the same layers in half precision, made by `models/half_precision.py`; its weights lie in `model.onnx`, so keep both together.

`reference.json`: pictures as resized pixels with their vectors from PyTorch.
"""

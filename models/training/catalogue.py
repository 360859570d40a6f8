"""The training set: pictures with the labels of their products, split by the hash of their ids."""
import csv
import hashlib
import io
import re
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from PIL import Image

EXTENSIONS = {".jpg", ".jpeg", ".png", ".webp"}
BLANK = {"", "na", "n/a", "nan", "null"}
VALIDATION, TRAINING = range(5, 10), range(10, 100)


def bucket(name):
    """0 to 99, the same on every machine: 0-4 is the test set and never read here, 5-9 validates, 10-99 trains."""
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 100


def files_of(source):
    """Names of the pictures in a folder or zip, and a function that gives the bytes of one."""
    source = Path(source)
    if source.is_dir():
        names = sorted(str(path.relative_to(source)) for path in source.rglob("*") if path.suffix.lower() in EXTENSIONS)
        return names, lambda name: (source / name).read_bytes()
    if not zipfile.is_zipfile(source):
        sys.exit(f"{source} is neither a folder nor a zip of pictures.")
    archive = zipfile.ZipFile(source)
    return sorted(name for name in archive.namelist() if Path(name).suffix.lower() in EXTENSIONS), archive.read


def decode(job):
    """A picture as uint8 [3, height, width], resized as the product does it: stretched, linear, antialiased."""
    content, width, height = job
    try:
        picture = Image.open(io.BytesIO(content)).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    if picture.size != (width, height):
        picture = picture.resize((width, height), Image.BILINEAR)
    return numpy.asarray(picture).transpose(2, 0, 1)


def read_pictures(source, names, read, width, height):
    """Their pixels [pictures, 3, height, width], which of the names could be read, and the MD5 of each file."""
    contents = [read(name) for name in names]
    with ProcessPoolExecutor() as pool:
        decoded = list(pool.map(decode, ((content, width, height) for content in contents), chunksize=64))
    good = [place for place, pixels in enumerate(decoded) if pixels is not None]
    if len(good) < len(names):
        print(f"{source}: {len(names) - len(good)} pictures cannot be read and are left out.", flush=True)
    if not good:
        sys.exit(f"{source} has no picture that can be read.")
    pixels = torch.from_numpy(numpy.stack([decoded[place] for place in good]))
    return pixels, [names[place] for place in good], [hashlib.md5(contents[place]).hexdigest() for place in good]


def blank(text):
    return text is None or text.strip().lower() in BLANK


@dataclass
class Catalogue:
    """pixels: uint8 [products, 3, height, width]; rows: the labels of each by column; digests: MD5 of each file;
    validation: bool [products], the others train."""

    pixels: torch.Tensor
    ids: list
    names: list
    rows: list
    digests: list
    validation: torch.Tensor

    def column(self, columns):
        """The labels of some columns joined, or None where one is blank."""
        return [None if any(blank(row.get(column)) for column in columns) else "|".join(row[column].strip() for column in columns) for row in self.rows]

    def classes(self, columns, least=1):
        """Class numbers [products] over the labels that at least so many training products have; -1 for the others."""
        labels = self.column(columns)
        counts = {}
        for label, validates in zip(labels, self.validation.tolist()):
            if label is not None and not validates:
                counts[label] = counts.get(label, 0) + 1
        known = {label: number for number, label in enumerate(sorted(label for label, count in counts.items() if count >= least))}
        return torch.tensor([known.get(label, -1) for label in labels]), len(known)

    def words(self, column, least):
        """Which of the words of the training products' names each name has, float [products, words]."""
        texts = [set(re.findall(r"[a-z]{3,}", (row.get(column) or "").lower())) for row in self.rows]
        counts = {}
        for text, validates in zip(texts, self.validation.tolist()):
            for word in text if not validates else ():
                counts[word] = counts.get(word, 0) + 1
        known = {word: place for place, word in enumerate(sorted(word for word, count in counts.items() if count >= least))}
        found = torch.zeros(len(texts), len(known))
        for row, text in enumerate(texts):
            found[row, [known[word] for word in text if word in known]] = 1
        return found


def load(images, styles, width, height, limit=None):
    """Reads pictures named by product id, and a styles.csv with the columns of the Fashion Product Images set."""
    names, read = files_of(images)
    with open(styles, encoding="utf-8", newline="") as file:
        # Names with unquoted commas spill into a column without a name.
        rows = {row["id"]: {**row, "productDisplayName": ",".join([row.get("productDisplayName") or "", *(row.get(None) or [])])} for row in csv.DictReader(file)}
    names = [name for name in names if Path(name).stem in rows and bucket(Path(name).stem) >= VALIDATION.start]
    if not names:
        sys.exit(f"No picture of {images} has a row in {styles}: the file's name without extension must be the id.")
    pixels, names, digests = read_pictures(images, names[:limit], read, width, height)
    ids = [Path(name).stem for name in names]
    validation = torch.tensor([bucket(id) in VALIDATION for id in ids])
    if validation.all() or not validation.any():
        sys.exit(f"{len(ids)} products leave none for training or none for validation: give more.")
    return Catalogue(pixels, ids, names, [rows[id] for id in ids], digests, validation)


def load_photos(source, first_bucket, width, height):
    """Photos in folders named by class: pixels of those that train, their class numbers, and the number of classes."""
    names, read = files_of(source)
    names = [name for name in names if bucket(Path(name).stem) >= first_bucket]
    pixels, names, _ = read_pictures(source, names, read, width, height)
    folders = sorted({Path(name).parent.name for name in names})
    return pixels, torch.tensor([folders.index(Path(name).parent.name) for name in names]), len(folders)

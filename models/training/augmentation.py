"""Changes of pictures that leave their labels true, on whichever device holds them."""
import torch
from torch.nn import functional

# Channels above this are the white that product photos stand on.
WHITE = 0.93


def uniform(count, low, high, device):
    return torch.rand(count, device=device) * (high - low) + low


def chosen(count, probability, device):
    return (torch.rand(count, device=device) < probability).view(-1, 1, 1, 1)


def moved(pictures):
    """Scaled, stretched, turned, mirrored and shifted."""
    count, _, height, width = pictures.shape
    device = pictures.device
    angle = uniform(count, -0.2, 0.2, device)
    zoom = torch.exp(uniform(count, -0.18, 0.22, device))
    aspect = torch.exp(uniform(count, -0.1, 0.1, device))
    flip = torch.where(torch.rand(count, device=device) < 0.5, -1.0, 1.0)
    cos, sin, ratio = torch.cos(angle), torch.sin(angle), height / width
    transform = torch.stack([
        torch.stack([flip * zoom * aspect * cos, -zoom * sin * ratio, uniform(count, -0.12, 0.12, device)], 1),
        torch.stack([flip * zoom * sin / ratio, zoom / aspect * cos, uniform(count, -0.12, 0.12, device)], 1),
    ], 1)
    grid = functional.affine_grid(transform, list(pictures.shape), align_corners=False)
    return functional.grid_sample(pictures, grid, mode="bilinear", padding_mode="border", align_corners=False)


def recoloured(pictures):
    """Brighter or darker, more or less contrast and saturation: little, since colour is one of the labels."""
    count, device = len(pictures), pictures.device
    grey = pictures.mean(1, keepdim=True)
    pictures = grey + (pictures - grey) * uniform(count, 0.85, 1.15, device).view(-1, 1, 1, 1)
    middle = pictures.mean((1, 2, 3), keepdim=True)
    pictures = middle + (pictures - middle) * uniform(count, 0.85, 1.15, device).view(-1, 1, 1, 1)
    return (pictures * uniform(count, 0.88, 1.12, device).view(-1, 1, 1, 1)).clamp(0, 1)


def on_other_ground(pictures, probability=0.15):
    """A plain colour, from light to dark, in place of a white background."""
    count, device = len(pictures), pictures.device
    ground = torch.rand(count, 3, 1, 1, device=device)
    white = (pictures.amin(1, keepdim=True) > WHITE) & chosen(count, probability, device)
    return torch.where(white, ground, pictures)


def erased(pictures, probability=0.25):
    """A rectangle of up to a third of each side painted over."""
    count, _, height, width = pictures.shape
    device = pictures.device
    y, x = torch.arange(height, device=device).view(1, -1, 1), torch.arange(width, device=device).view(1, 1, -1)

    def within(place, length):
        size = (uniform(count, 0.1, 0.35, device) * length).view(-1, 1, 1)
        start = torch.rand(count, 1, 1, device=device) * (length - size)
        return (place >= start) & (place < start + size)

    mask = (within(y, height) & within(x, width)).unsqueeze(1) & chosen(count, probability, device)
    return torch.where(mask, torch.rand(count, 3, 1, 1, device=device), pictures)


def blurred(pictures, probability=0.1):
    return torch.where(chosen(len(pictures), probability, pictures.device), functional.avg_pool2d(pictures, 3, 1, 1, count_include_pad=False), pictures)


def augment(pixels):
    """uint8 pixels [pictures, 3, height, width] as floats from 0 to 255, changed by chance."""
    with torch.no_grad():
        return erased(blurred(recoloured(on_other_ground(moved(pixels.float() / 255))))) * 255

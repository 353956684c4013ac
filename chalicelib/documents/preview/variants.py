"""A picture in the sizes that clients show, and as a blur for the moment before."""

from pathlib import Path

import blurhash
from PIL import Image

SIZES = (320, 960, 1920)  # pixels of the longer side
QUALITY = 80
_BLUR = (
    4,
    3,
)  # components: https://github.com/woltapp/blurhash#how-do-i-pick-the-number-of-x-and-y-components


def write(image: Image.Image, folder: Path) -> list[int]:
    """Largest first, each made from the one before; the smallest always. Returns the sizes, ascending."""
    made = []
    for size in reversed(SIZES):
        if size != SIZES[0] and max(image.size) <= SIZES[SIZES.index(size) - 1]:
            continue
        image.thumbnail((size, size), Image.Resampling.LANCZOS)
        # Nothing but the pixels: Pillow writes of EXIF and XMP what it is told to, and is told nothing.
        image.save(folder / f"{size}.webp", "WEBP", quality=QUALITY, method=2, exif=b"", xmp=b"")
        made.append(size)
    return sorted(made)


def blur(image: Image.Image) -> str:
    side = 32
    raw = image.convert("RGB").resize((side, side), Image.Resampling.BILINEAR).tobytes()
    pixels = [list(raw[at : at + 3]) for at in range(0, len(raw), 3)]
    rows = [pixels[at : at + side] for at in range(0, len(pixels), side)]
    text: str = blurhash.encode(rows, *_BLUR)
    return text

"""Pictures: measured before anything is decoded, shown upright, and rid of what they say besides."""

import struct
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from chalicelib.core import strip
from chalicelib.documents.preview import blank, variants
from chalicelib.documents.preview.seen import NotTaken, Seen

MOST_PIXELS = 100_000_000  # a photo of the largest cameras; 400 MB while it is decoded
MOST_FRAMES = 1000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "AVIF")
TURNED = 0x0112  # EXIF's orientation
UPRIGHT = 1

Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow warns of it, and stops at twice as many
warnings.simplefilter("ignore")

# All that Pillow's readers raise at broken files.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, struct.error)


def look(source: Path, folder: Path) -> Seen:
    """Raises NotTaken."""
    try:
        with Image.open(source, formats=FORMATS) as image:
            _check(image)
            turned = _orientation(image)
            seen = _shown(image, turned, folder)
        seen.stripped = _strip(source, turned, folder)
    except UnidentifiedImageError:
        if _is_heic(source):
            # Nobody here can show it; it is kept as a file, with how it is turned in its own boxes.
            return Seen(stripped=_strip(source, UPRIGHT, folder))
        raise _damaged() from None
    except Image.DecompressionBombError:
        raise _too_large() from None
    except _BROKEN:
        raise _damaged() from None
    return seen


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_large()
    if getattr(image, "n_frames", 1) > MOST_FRAMES:
        raise NotTaken(f"A picture has at most {MOST_FRAMES} frames")


def _shown(image: Image.Image, turned: int, folder: Path) -> Seen:
    width, height = image.size
    if image.mode not in ("RGB", "RGBA", "L", "LA", "CMYK", "YCbCr"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    largest = variants.SIZES[-1]
    image.thumbnail((largest, largest), Image.Resampling.LANCZOS, reducing_gap=2)
    image = _upright(image, turned)
    if turned >= 5:  # noqa: PLR2004  the turns by a quarter
        width, height = height, width
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info.clear()
    return Seen(width=width, height=height, blur=variants.blur(plain), sizes=variants.write(plain, folder))


def _orientation(image: Image.Image) -> int:
    try:
        found = int(image.getexif().get(TURNED, UPRIGHT))
    except _BROKEN:
        return UPRIGHT
    return found if UPRIGHT <= found <= 8 else UPRIGHT  # noqa: PLR2004


def _upright(image: Image.Image, turned: int) -> Image.Image:
    plain = image.copy()
    plain.info.clear()
    plain.getexif().clear()
    plain.getexif()[TURNED] = turned
    return ImageOps.exif_transpose(plain)


def _strip(source: Path, turned: int, folder: Path) -> bool:
    """Writes `stripped`: without what it says of place, time and camera, pixel for pixel the same."""
    content = source.read_bytes()
    silent = strip.silent(content, turned) or blank.silent(content)
    if silent == content:
        return False
    (folder / "stripped").write_bytes(silent)
    return True


def _is_heic(source: Path) -> bool:
    with source.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and not head.startswith((b"avif", b"avis"), 8)


def _too_large() -> NotTaken:
    return NotTaken(f"A picture has at most {MOST_PIXELS // 1_000_000} million pixels")


def _damaged() -> NotTaken:
    return NotTaken("The picture is cut off or damaged")

"""Pictures: measured before anything is decoded, shown upright, and rid of what they say besides."""

import struct
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from chalicelib.core import strip
from chalicelib.documents.preview import blank, shrink, variants
from chalicelib.documents.preview.seen import NotTaken, Seen

MOST_PIXELS = 100_000_000  # a photo of the largest cameras
MOST_ICON_PIXELS = 4_000_000  # it says itself to have 256 a side at most, and is decoded as it is opened
MOST_FRAMES = 1000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "AVIF")
TURNED = 0x0112  # EXIF's orientation
UPRIGHT = 1
_ICON = b"\0\0\1\0"

Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow warns of it, and stops at twice as many
warnings.simplefilter("ignore")

# All that Pillow's readers raise at broken files.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, struct.error)


def look(source: Path, folder: Path) -> Seen:
    """Raises NotTaken."""
    head = _head(source)
    if head.startswith(_ICON):
        Image.MAX_IMAGE_PIXELS = MOST_ICON_PIXELS // 2
    try:
        seen, turned = _see(source, folder)
        seen.stripped = _strip(source, turned, folder)
    except UnidentifiedImageError:
        if _is_heic(head):
            # Not shown: docs/decisions/0031. Kept as a file, with how it is turned in its own boxes.
            return Seen(stripped=_strip(source, UPRIGHT, folder))
        raise _damaged() from None
    except Image.DecompressionBombError:
        raise _too_large() from None
    except _BROKEN:
        raise _damaged() from None
    return seen


def _head(source: Path) -> bytes:
    with source.open("rb") as file:
        return file.read(12)


def _is_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and not head.startswith((b"avif", b"avis"), 8)


def _see(source: Path, folder: Path) -> tuple[Seen, int]:
    """And how it is turned. What was decoded is forgotten with it."""
    with Image.open(source, formats=FORMATS) as image:
        _check(image)
        width, height = image.size
        is_light = shrink.weight(image, variants.SIZES[-1]) <= shrink.MEMORY
        turned = _orientation(image, may_decode=is_light)
        if turned >= 5:  # noqa: PLR2004  the turns by a quarter
            width, height = height, width
        if not is_light:  # kept as a file: who looks at it is shown the file itself
            return Seen(width=width, height=height), turned
        plain = _upright(shrink.small(image, variants.SIZES[-1]), turned)
    plain.info.clear()
    blur = variants.blur(plain)
    return Seen(width=width, height=height, blur=blur, sizes=variants.write(plain, folder)), turned


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_large()
    if getattr(image, "n_frames", 1) > MOST_FRAMES:
        raise NotTaken(f"A picture has at most {MOST_FRAMES} frames")


def _orientation(image: Image.Image, *, may_decode: bool) -> int:
    try:
        # A PNG may say it after its pixels, for which Pillow decodes them.
        exif = image.getexif() if may_decode else Image.Image.getexif(image)
        found = int(exif.get(TURNED, UPRIGHT))
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
    made = strip.silent(content, turned) or blank.silent(content)
    if made == content:
        return False
    (folder / "stripped").write_bytes(made)
    return True


def _too_large() -> NotTaken:
    return NotTaken(f"A picture has at most {MOST_PIXELS // 1_000_000} million pixels")


def _damaged() -> NotTaken:
    return NotTaken("The picture is cut off or damaged")

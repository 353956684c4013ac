"""A large picture made small, with little of it in memory at a time.

JPEGs are decoded at a fraction. All others are decoded whole, and whatever else that takes (colours in place
of indices, their product with the alpha) is done band by band.
"""

from PIL import Image, JpegImagePlugin, TiffImagePlugin

MEMORY = 250_000_000  # bytes; with the process itself and what it writes below 300 MB
BAND = 1_000_000  # pixels

_PLAIN = ("RGB", "RGBA", "L", "LA", "CMYK", "YCbCr", "RGBX")
_GREY_16 = ("I;16", "I;16L", "I;16B")
# Bytes of a pixel as Pillow holds it; in all other modes it is four.
_NARROW = {"1": 1, "L": 1, "P": 1} | dict.fromkeys(_GREY_16, 2)
# Bytes of a pixel that the format's own library holds beside that. Measured: docs/decisions/0031.
_BESIDE = {"WEBP": 13, "AVIF": 12}
_ROWS, _TILE_WIDTH, _TILE_HEIGHT = 278, 322, 323  # TIFF's tags


def weight(image: Image.Image, longest: int) -> float:
    """How many bytes it takes to decode the picture and to make it small.

    From here on a JPEG is decoded at the least fraction that has twice as many pixels as are wanted.
    """
    beside = _beside(image)
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        scale = 2 * longest / max(image.size)
        image.draft(None, (int(image.width * scale) or 1, int(image.height * scale) or 1))
    factor, pixels = _factor(image, longest), image.width * image.height
    own = reduced = pixels * _NARROW.get(image.mode, 4)
    decoding = own + beside
    if factor > 1 or not _is_plain(image):
        reduced = 4 * pixels // factor**2
        decoding = own + max(beside, reduced)
    # A filter goes over its rows first, and multiplies with the alpha before.
    rows = 4 * pixels / factor * min(1 / factor, longest / max(image.size))
    return max(decoding, reduced * (1 + image.has_transparency_data) + rows)


def small(image: Image.Image, longest: int) -> Image.Image:
    """Its longer side has at most so many pixels; RGB, or RGBA where one can see through."""
    factor = _factor(image, longest)
    made = _reduced(image, factor) if factor > 1 else _plain(image)
    if made is not image:
        image.close()  # its pixels are needed no more
    made.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=None)
    return made.convert("RGBA" if made.has_transparency_data else "RGB")


def _factor(image: Image.Image, longest: int) -> int:
    """What is left for a better filter has still twice as many pixels as are wanted."""
    return max(1, max(image.size) // (2 * longest))


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    width, height = image.size
    rows = max(1, BAND // width // factor) * factor
    made: Image.Image | None = None
    for top in range(0, height, rows):
        band = _plain(image.crop((0, top, width, min(top + rows, height)))).reduce(factor)
        made = made or Image.new(band.mode, (band.width, -(-height // factor)))
        made.paste(band, (0, top // factor))
    return made or image


def _is_plain(image: Image.Image) -> bool:
    """Whether pixels can be mixed: they are no indices, and none stands for what one sees through."""
    return image.mode in _PLAIN and "transparency" not in image.info


def _plain(image: Image.Image) -> Image.Image:
    if _is_plain(image):
        return image
    if image.mode in _GREY_16:
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _beside(image: Image.Image) -> float:
    pixels = image.width * image.height
    if isinstance(image, JpegImagePlugin.JpegImageFile) and "progressive" in image.info:
        # It comes in many passes over all of the picture, which are held until the last.
        layers = [across * down for _, across, down, _ in image.layer]
        most = max(one[1] for one in image.layer) * max(one[2] for one in image.layer)
        return 2 * pixels * sum(layers) / most
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return len(image.getbands()) * _piece(image)
    return _BESIDE.get(str(image.format), 0) * pixels


def _piece(image: TiffImagePlugin.TiffImageFile) -> int:
    """Pixels of a TIFF that are unpacked at once: a strip, or a tile."""
    rows = min(image.tag_v2.get(_ROWS, image.height), image.height)
    return int(image.tag_v2.get(_TILE_WIDTH, image.width) * image.tag_v2.get(_TILE_HEIGHT, rows))

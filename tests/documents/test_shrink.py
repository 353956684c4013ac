"""Large pictures made small: they look as they did, and what they take is known before."""

import io

import pytest
from PIL import Image

from chalicelib.documents.preview import shrink

LONGEST = 100
RED, GREEN = (255, 0, 0), (0, 128, 0)


def halves(size: tuple[int, int]) -> Image.Image:
    """Red above, green below."""
    image = Image.new("RGB", size, RED)
    image.paste(GREEN, (0, size[1] // 2, *size))
    return image


def small(image: Image.Image, kind: str = "PNG", **said: object) -> Image.Image:
    written = io.BytesIO()
    image.save(written, kind, **said)
    opened = Image.open(io.BytesIO(written.getvalue()))
    shrink.weight(opened, LONGEST)
    return shrink.small(opened, LONGEST)


def weight(image: Image.Image, kind: str, **said: object) -> float:
    written = io.BytesIO()
    image.save(written, kind, **said)
    return shrink.weight(Image.open(io.BytesIO(written.getvalue())), LONGEST)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP", "GIF", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(90, 60), (150, 100), (1333, 777)])
def test_it_looks_as_before(kind: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrink, "BAND", 10_000)  # so that there are several
    made = small(halves(size), kind)
    assert made.mode == "RGB"
    assert max(made.size) == min(LONGEST, max(size))
    above, below = (made.getpixel((made.width // 2, made.height * part // 4)) for part in (1, 3))
    assert above[0] > 230
    assert above[1] < 30
    assert below[0] < 30
    assert 110 < below[1] < 150


@pytest.mark.parametrize("size", [(90, 60), (1333, 777)])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_one_sees_through_stays_so(mode: str, size: tuple[int, int]) -> None:
    image = Image.new("RGBA", size, (0, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, size[0], size[1] // 2))
    made = small(image.quantize() if mode == "P" else image.convert(mode))
    assert made.mode == "RGBA"
    assert made.getpixel((40, 5))[3] == 0
    assert made.getpixel((40, made.height - 5))[3] == 255


@pytest.mark.parametrize("size", [(90, 60), (1333, 777)])
def test_a_colour_that_one_sees_through_stays_so(size: tuple[int, int]) -> None:
    made = small(halves(size), transparency=GREEN)
    assert (made.getpixel((40, 5))[3], made.getpixel((40, made.height - 5))[3]) == (255, 0)


@pytest.mark.parametrize("size", [(90, 60), (1333, 777)])
def test_grey_of_sixteen_bits_is_not_white(size: tuple[int, int]) -> None:
    assert small(Image.new("I;16", size, 0x8000)).getpixel((5, 5)) == (128, 128, 128)


def test_a_line_of_pixels_is_none_too_few() -> None:
    assert small(halves((3000, 2)), "JPEG").size == (100, 1)


def test_a_jpeg_takes_a_fraction() -> None:
    image = halves((1600, 1600))
    assert weight(image, "JPEG") < weight(image, "PNG") / 10


def test_a_jpeg_in_passes_takes_all_of_them() -> None:
    image = halves((1600, 1600))
    assert weight(image, "JPEG", progressive=True, subsampling=0) > 6 * 1600 * 1600


def test_indices_take_less_than_colours() -> None:
    image = halves((1600, 1600))
    assert weight(image.quantize(), "PNG") < weight(image, "PNG") / 2


def test_a_tiff_in_one_strip_takes_more(monkeypatch: pytest.MonkeyPatch) -> None:
    image = halves((1600, 1600))
    strips = weight(image, "TIFF", compression="tiff_lzw")
    monkeypatch.setattr("PIL.TiffImagePlugin.STRIP_SIZE", 2**30)
    assert weight(image, "TIFF", compression="tiff_lzw") > strips + 2 * 1600 * 1600

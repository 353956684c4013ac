"""Pictures that are rid of what they say keep how they are turned."""

import io

import pytest
from PIL import Image

from chalicelib.core import strip

ORIENTATION = 0x0112
CAMERA = 0x0110


def picture(kind: str, turned: int | None) -> bytes:
    """Of a camera that says its name."""
    exif = Image.Exif()
    exif[CAMERA] = "Larkmoor 1"
    if turned is not None:
        exif[ORIENTATION] = turned
    made = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(made, kind, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_how_it_is_turned_is_found_and_kept(kind: str, turned: int) -> None:
    content = picture(kind, turned)
    assert strip.turned(content) == turned
    silent = bytes(strip.silent(content, strip.turned(content)) or b"")
    said = Image.open(io.BytesIO(silent)).getexif()
    assert said.get(ORIENTATION, 1) == turned
    assert CAMERA not in said


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_does_not_say_is_upright(kind: str) -> None:
    assert strip.turned(picture(kind, None)) == 1


@pytest.mark.parametrize("turned", [0, 9, 60_000])
def test_what_no_picture_can_be_turned_by_is_not_believed(turned: int) -> None:
    assert strip.turned(picture("JPEG", turned)) == 1


def test_what_is_cut_off_is_upright() -> None:
    whole = picture("JPEG", 6)
    at = whole.index(b"Exif\0\0")
    assert [strip.turned(whole[:end]) for end in range(at, at + 18)] == [1] * 18

"""Files of all kinds, made here."""

import base64
import io
import struct
import zipfile

import pypdfium2
from PIL import Image, ImageDraw

EICAR = base64.b64decode(
    "WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo="
)
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>47,30.5N</exif:GPSLatitude></x:xmpmeta>'
CAMERA = "Secretcam"


def photo(kind: str = "JPEG", size: tuple[int, int] = (64, 32), turned: int = 1) -> bytes:
    """Green, with a red upper left; with a place, a camera and an XMP."""
    image = Image.new("RGB", size, "green")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 2), fill="red")
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = turned, CAMERA
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 30.0, 30.0), 3: "E", 4: (19.0, 2.0, 24.0)})
    written = io.BytesIO()
    image.save(written, kind, exif=exif, xmp=XMP)
    return written.getvalue()


def is_red(image: Image.Image, at: tuple[float, float]) -> bool:
    red, green, *_ = image.convert("RGB").getpixel((int(at[0] * image.width), int(at[1] * image.height)))
    return bool(red > 150 and green < 100)


def noise(kind: str) -> bytes:
    """A picture whose pixels take most of its bytes."""
    written = io.BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(written, kind)
    return written.getvalue()


def declared_gif(width: int, height: int) -> bytes:
    """It says to be so large, in fifty bytes."""
    size = struct.pack("<HH", width, height)
    frame = b"\x2c" + bytes(4) + size + b"\0\x02\x02\x4c\x01\0"
    return b"GIF89a" + size + b"\x80\0\0" + bytes(3) + b"\xff\xff\xff" + frame + b"\x3b"


def gif_of(frames: int) -> bytes:
    one = b"\x2c" + bytes(4) + struct.pack("<HH", 1, 1) + b"\0\x02\x02\x4c\x01\0"
    return b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0" + bytes(6) + one * frames + b"\x3b"


def docx(words: str, before: str = "") -> bytes:
    text = f"{before}<w:document xmlns:w='urn:w'><w:p><w:t>{words}</w:t></w:p></w:document>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        # With a time of its own: tests are called by it, and all processes must call them the same.
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>", zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("word/document.xml"), text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def pdf(pages: int) -> bytes:
    """Blank ones."""
    file = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        file.new_page(200, 200)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()

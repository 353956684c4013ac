"""Files of all kinds, made here."""

import base64
import io
import struct
import zipfile
import zlib

import pypdfium2
from PIL import Image, ImageDraw

EICAR = base64.b64decode(
    "WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo="
)
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>47,30.5N</exif:GPSLatitude></x:xmpmeta>'
CAMERA = "Secretcam"
# The photo below as an iPhone would send it, turned by 6; Pillow writes none.
HEIC = zlib.decompress(
    base64.b85decode(
        "c-m!C&1(};5TCc3##GuGnhF&priE&W)ol6+OANub)`Km@dKKNi-6c<UlgDN)t6o|tew-`_g5tr06};Gk2W>Cv(UYkEfCni>d"
        "hpOg4$3<3?KVgqGMSm*eC*rbyaj;cwttIPEk*&wWp+{cE;DQZrQ5Z910w0GnvNIyz!~-7fLvfsT@IP5fC@x-%6Mc^DxgSYsf"
        "Fxe6^eSJg<M5lWUOY(NMw&<V97?TsV>nX`~wm(aynqLJl_IU@fxlL2Imf=hR^D?f@j*N1J{vryEyY*h-Z>RjC&mYZN_OG?Gi"
        "p^lBfb&lSSEI@cU1*32;Qcjvc)f(m}#d6sV#?6~FA3QZX=@KTpVk%=6qz+vA@<UT(fiRka*Ks`!JxMJ!KFk&lfJ5AY!wT6eq"
        "}bpk{?A-RlD4{LC%MP8(X)G>JM3(|72mCS}=_+41kG-m;m9Hvq!H0{i*`-0D7jJx{_B|wrZirTh%S4?J}WygswYBng&A#!#U"
        "sZm6pxTYaCUm7GEnPoHI`7nI5eQoFR=RLbOHF+vb-?>81ocy%=?S!)a=-KO?w{w}HjaTmnOkSMXwAY*IFHbw>u|FB@ZFUy&7"
        "^NUV((>eoQOl%TE*}X3xW^z7zvadI11*159CX2=p5;>mx2deDvcCt_eo>TuJL+vwH>?eh>snFQhI878u8r#281{P1a3&@&or"
        "rD{D07lWXp1l37DO|ZX^>U>_}7@HLVT9&0h@`f65C#3OMxD^TzpSCyoj}i9-Qkp%=)6Gqc7k>f4O8KDf-O(!X>=5{!P;=k4_"
        "AYXlKXfN`?PYr9x|B`7it=uu%"
    )
)


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


def black_png(width: int, height: int, kind: int, bits: int = 8) -> bytes:
    """`kind` 0: grey, 2: RGB, 6: RGBA. Made row by row, so that many pixels take little memory here."""
    row = bytes(1 + width * bits // 8 * {0: 1, 2: 3, 6: 4}[kind])
    packer = zlib.compressobj(1)
    pixels = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    said = ((struct.pack(">I", len(part)), name + part) for name, part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        length + one + struct.pack(">I", zlib.crc32(one)) for length, one in said
    )


def icon(picture: bytes) -> bytes:
    """It says that the picture in it has 256 pixels a side."""
    entry = struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, len(picture), 22)
    return struct.pack("<HHH", 0, 1, 1) + entry + picture


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

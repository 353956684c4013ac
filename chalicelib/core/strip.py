# ruff: noqa: PLR2004  the formats' own numbers
"""JPEG, PNG, WebP and GIF without EXIF, XMP, comments and what follows their end. The pixels stay.

What is kept is named, all else goes: a camera's maker can put a place anywhere. How the picture is turned is
kept, in an EXIF that says nothing else.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_ORIENTATION = 0x0112
_SHORT = 3
# https://www.w3.org/TR/png-3/#11Chunks: what pixels and colours need, and animations.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_SAYS = 0x08 | 0x04  # the bits of VP8X for EXIF and XMP
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often it is repeated
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # none that stands among pixels
# Where JPEG, PNG and WebP have it. The TIFF's beginning follows, which pixels hardly are.
_EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF.{4}(?:Exif\0\0)?)(?=II\*\0|MM\0\*)", re.DOTALL)
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG's markers without a length


def silent(content: bytes, turned: int) -> bytearray | None:
    """None where it is of another kind. What is cut off stays cut off.

    What is made is all that is in memory beside the file: of parts, views are taken.
    """
    if content.startswith(b"\xff\xd8"):
        return _of_jpeg(content, turned)
    if content.startswith(b"\x89PNG"):
        return _of_png(content, turned)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _of_webp(content, turned)
    if content.startswith(b"GIF8"):
        return _of_gif(content)
    return None


def turned(content: bytes) -> int:
    """How the picture is to be turned, by EXIF's number; 1, upright, where it does not say."""
    said = _EXIF.search(content)
    if not said:
        return 1
    try:
        return _turned(content, said.end())
    except struct.error:
        return 1


def _turned(content: bytes, start: int) -> int:
    """By the first directory of the TIFF that begins there. Raises struct.error."""
    order = "<" if content[start : start + 2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", content, start + 4)
    (count,) = struct.unpack_from(f"{order}H", content, start + first)
    for at in range(start + first + 2, start + first + 2 + 12 * min(count, 100), 12):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", content, at)
        if (tag, kind) == (_ORIENTATION, _SHORT):
            return int(value) if 1 <= value <= 8 else 1
    return 1


def _exif(turned: int) -> bytes:
    """A TIFF of one directory with one entry. CIPA DC-008, 4.6"""
    entry = struct.pack(">HHIHxx", _ORIENTATION, _SHORT, 1, turned)
    return struct.pack(">2sHIH", b"MM", 42, 8, 1) + entry + bytes(4)


def _of_jpeg(content: bytes, turned: int) -> bytearray:
    """https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1"""
    view, made = memoryview(content), bytearray(content[:2])
    if turned > 1:
        said = b"Exif\0\0" + _exif(turned)
        made += struct.pack(">BBH", 0xFF, 0xE1, len(said) + 2) + said
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:  # no marker: readers look for the next one
            at += 1
            continue
        marker = content[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker in _ALONE:
            made += view[at : at + 2]
            at += 2
            continue
        if marker == 0xD9:  # the end: what follows is another picture, or a film
            break
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if _jpeg_keeps(marker, content[at + 4 : at + 16]):
            made += view[at:end]
        if marker == 0xDA:  # pixels follow
            begin, end = end, _after_pixels(content, end)
            made += view[begin:end]
        at = end
    if content.rfind(b"\xff\xd9") > 0:
        made += b"\xff\xd9"
    return made


def _jpeg_keeps(marker: int, begins: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:  # applications' own
        return (
            (marker == 0xE0 and begins.startswith(b"JFIF\0"))
            or (marker == 0xE2 and begins.startswith(b"ICC_PROFILE\0"))
            or (marker == 0xEE and begins.startswith(b"Adobe"))
        )
    return marker != 0xFE  # a comment


def _after_pixels(content: bytes, at: int) -> int:
    """Where the next marker is that is none of the pixels' own."""
    found = _MARKER.search(content, at)
    return found.start() if found else len(content)


def _of_png(content: bytes, turned: int) -> bytearray:
    made = bytearray(content[:8])
    for kind, chunk in _png_chunks(content):
        if kind in _PNG_KEPT:
            made += chunk
        if kind == b"IHDR" and turned > 1:
            said = b"eXIf" + _exif(turned)
            made += struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
        if kind == b"IEND":
            break
    return made


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    view, at = memoryview(content), 8
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        yield kind, view[at : at + 12 + length]
        at += 12 + length


def _of_webp(content: bytes, turned: int) -> bytearray:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    view, made, at = memoryview(content), bytearray(b"RIFF\0\0\0\0WEBP"), 12
    end = min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", content, at)
        after = at + 8 + length + length % 2
        if kind in _WEBP_KEPT:
            begins = len(made)
            made += view[at:after]
            if kind == b"VP8X" and len(made) > begins + 8:
                made[begins + 8] = made[begins + 8] & ~_WEBP_SAYS | (0x08 if turned > 1 else 0)
        at = after
    if turned > 1:
        said = _exif(turned)
        made += struct.pack("<4sI", b"EXIF", len(said)) + said + bytes(len(said) % 2)
    struct.pack_into("<I", made, 4, len(made) - 8)
    return made


def _of_gif(content: bytes) -> bytearray:
    """https://www.w3.org/Graphics/GIF/spec-gif89a.txt"""
    at = 13 + _colours(content[10]) if len(content) > 13 else len(content)
    view, made = memoryview(content), bytearray(content[:at])
    while at < len(content):
        begin, kind = at, content[at]
        if kind == 0x21 and at + 2 < len(content):  # an extension
            at = _after_blocks(content, at + 2)
            is_said = content[begin + 1] == 0xFE or (
                content[begin + 1] == 0xFF and content[begin + 3 : begin + 14] not in _GIF_KEPT
            )
            if is_said:
                continue
        elif kind == 0x2C and at + 9 < len(content):  # a picture
            at = _after_blocks(content, at + 11 + _colours(content[at + 9]))
        else:
            made += b"\x3b" if kind == 0x3B else b""  # the end
            break
        made += view[begin:at]
    return made


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1

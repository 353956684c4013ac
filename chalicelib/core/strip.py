# ruff: noqa: PLR2004  the formats' own numbers
"""JPEG, PNG, WebP and GIF without EXIF, XMP, comments and what follows their end. The pixels stay.

What is kept is named, all else goes: a camera's maker can put a place anywhere. How the picture is turned is
kept, in an EXIF that says nothing else.
"""

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
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG's markers without a length


def silent(content: bytes, turned: int) -> bytes | None:
    """None where it is of another kind. What is cut off stays cut off."""
    if content.startswith(b"\xff\xd8"):
        return _of_jpeg(content, turned)
    if content.startswith(b"\x89PNG"):
        return _of_png(content, turned)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _of_webp(content, turned)
    if content.startswith(b"GIF8"):
        return _of_gif(content)
    return None


def _exif(turned: int) -> bytes:
    """A TIFF of one directory with one entry. CIPA DC-008, 4.6"""
    entry = struct.pack(">HHIHxx", _ORIENTATION, _SHORT, 1, turned)
    return struct.pack(">2sHIH", b"MM", 42, 8, 1) + entry + bytes(4)


def _of_jpeg(content: bytes, turned: int) -> bytes:
    """https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1"""
    kept = [content[:2]]
    if turned > 1:
        said = b"Exif\0\0" + _exif(turned)
        kept.append(struct.pack(">BBH", 0xFF, 0xE1, len(said) + 2) + said)
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
            kept.append(content[at : at + 2])
            at += 2
            continue
        if marker == 0xD9:  # the end: what follows is another picture, or a film
            break
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if _jpeg_keeps(marker, content[at + 4 : at + 16]):
            kept.append(content[at:end])
        if marker == 0xDA:  # pixels follow
            begin, end = end, _after_pixels(content, end)
            kept.append(content[begin:end])
        at = end
    return b"".join([*kept, b"\xff\xd9"] if content.rfind(b"\xff\xd9") > 0 else kept)


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
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _of_png(content: bytes, turned: int) -> bytes:
    kept = [content[:8]]
    for kind, chunk in _png_chunks(content):
        if kind in _PNG_KEPT:
            kept.append(chunk)
        if kind == b"IHDR" and turned > 1:
            said = b"eXIf" + _exif(turned)
            kept.append(struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said)))
        if kind == b"IEND":
            break
    return b"".join(kept)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        yield kind, content[at : at + 12 + length]
        at += 12 + length


def _of_webp(content: bytes, turned: int) -> bytes:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    kept, at = [], 12
    end = min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + length + length % 2]
        if kind == b"VP8X" and len(chunk) > 8:
            says = chunk[8] & ~_WEBP_SAYS | (0x08 if turned > 1 else 0)
            chunk = chunk[:8] + bytes([says]) + chunk[9:]
        if kind in _WEBP_KEPT:
            kept.append(chunk)
        at += 8 + length + length % 2
    if turned > 1:
        said = _exif(turned)
        kept.append(struct.pack("<4sI", b"EXIF", len(said)) + said + bytes(len(said) % 2))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _of_gif(content: bytes) -> bytes:
    """https://www.w3.org/Graphics/GIF/spec-gif89a.txt"""
    at = 13 + _colours(content[10]) if len(content) > 13 else len(content)
    kept = [content[:at]]
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
            kept.append(b"\x3b" if kind == 0x3B else b"")  # the end
            break
        kept.append(content[begin:at])
    return b"".join(kept)


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1

"""What a file is, by its own first bytes, and how large a picture. Pixels are never decoded."""

import struct
import zlib
from collections.abc import Callable
from typing import NamedTuple

from chalicelib.tenants import svg

LONGEST_SIDE = 4096  # pixels


class Unsuitable(Exception):
    """Not a picture that we show; says why, to the person who sent it."""


class Image(NamedTuple):
    content_type: str
    ending: str
    size: str  # "<width>x<height>", or "any" of an SVG


Size = tuple[int, int]


def look_at(content: bytes) -> Image:
    """Raises Unsuitable."""
    for begins, content_type, ending, measure in _KINDS:
        if content.startswith(begins):
            try:
                width, height = measure(content)
            except (struct.error, IndexError):
                raise Unsuitable("The file is cut off or damaged") from None
            if not 1 <= min(width, height) <= max(width, height) <= LONGEST_SIDE:
                raise Unsuitable(f"It has {width} x {height} pixels; at most {LONGEST_SIDE} a side are taken")
            return Image(content_type, ending, f"{width}x{height}")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = svg.refusal(content)
        if found:
            raise Unsuitable(found)
        return Image("image/svg+xml", "svg", "any")
    raise Unsuitable("It is no PNG, JPEG, WebP or SVG")


def _png(content: bytes) -> Size:
    """https://www.w3.org/TR/png-3/#5DataRep"""
    at, size, kind = 8, (0, 0), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", content, at + 8 + length)
        if checksum != zlib.crc32(kind + data):
            raise Unsuitable("The PNG is damaged")
        if (kind == b"IHDR") != (at == 8):  # noqa: PLR2004  first, and once
            raise Unsuitable("The PNG is damaged")
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data)
        at += 12 + length
    if at != len(content):
        raise Unsuitable("Something follows the end of the PNG")
    return size


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame; the others are tables
_ALONE = frozenset(range(0xD0, 0xDA)) | {0x01}  # markers without a segment
_SCAN, _END = 0xDA, b"\xff\xd9"


def _jpeg(content: bytes) -> Size:
    """https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B"""
    if _END not in content[-1024:]:  # cameras put a little behind it
        raise Unsuitable("The JPEG is cut off")
    at = 2
    while True:
        if content[at] != 0xFF:  # noqa: PLR2004
            raise Unsuitable("The JPEG is damaged")
        marker = content[at + 1]
        if marker == 0xFF:  # noqa: PLR2004  fill
            at += 1
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        elif marker == _SCAN:
            raise Unsuitable("The JPEG is damaged")
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + max(2, *struct.unpack_from(">H", content, at + 2))


def _webp(content: bytes) -> Size:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    if not b"WEBP".startswith(content[8:12]):
        raise Unsuitable("It is no PNG, JPEG, WebP or SVG")
    length, kind = struct.unpack_from("<I4x4s", content, 4)
    if length + 8 != len(content):
        raise Unsuitable("The WebP is cut off, or something follows its end")
    match kind:
        case b"VP8X":
            low_width, high_width, low_height, high_height = struct.unpack_from("<HBHB", content, 24)
            return (high_width << 16 | low_width) + 1, (high_height << 16 | low_height) + 1
        case b"VP8L":
            signature, bits = struct.unpack_from("<BI", content, 20)
            if signature == 0x2F:  # noqa: PLR2004
                return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            start, width, height = struct.unpack_from("<3sHH", content, 23)
            if start == b"\x9d\x01\x2a":
                return width & 0x3FFF, height & 0x3FFF
    raise Unsuitable("The WebP is damaged")


_KINDS: list[tuple[bytes, str, str, Callable[[bytes], Size]]] = [
    (b"\x89PNG\r\n\x1a\n", "image/png", "png", _png),
    (b"\xff\xd8\xff", "image/jpeg", "jpg", _jpeg),
    (b"RIFF", "image/webp", "webp", _webp),
]

"""TIFF, AVIF and HEIC: zeros where they say a place. Their parts stand at fixed positions, so none goes."""

import re
import struct

_TIFF = (b"II*\0", b"MM\0*")
# Within a file, as all writers begin it: by fewer bytes, pixels would be taken for one.
_EMBEDDED = re.compile(rb"II\*\0\x08\0\0\0|MM\0\*\0\0\0\x08")
_XMP = re.compile(rb"<(\w+:)?xmpmeta\b.*?</(\w+:)?xmpmeta>|<rdf:RDF\b.*?</rdf:RDF>", re.DOTALL)
_SAYING = {0x8825, 0x8769}  # GPS and EXIF: each points to a directory of its own, which no pixel needs
# XMP, IPTC, Photoshop, what people wrote; by which camera, program and computer, and when
_TEXTS = {700, 33723, 34377, 37510, 270, 315, 271, 272, 305, 306, 316}
_WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST = 100  # directories in one file
_INLINE = 4  # bytes that stand in the entry itself


def silent(content: bytes) -> bytearray:
    """Of whatever kind: each TIFF directory and each XMP that is found in it."""
    blanked = bytearray(content)
    starts = [0] if content.startswith(_TIFF) else []
    starts += [found.start() for found in _EMBEDDED.finditer(content, 1)][:_MOST]
    for start in starts:
        _directories(blanked, start)
    for found in _XMP.finditer(content):
        blanked[found.start() : found.end()] = b" " * len(found[0])
    return blanked


def _directories(content: bytearray, start: int) -> None:
    order = "<" if content[start : start + 2] == b"II" else ">"
    try:
        (at,) = struct.unpack_from(f"{order}I", content, start + 4)
        for _ in range(_MOST):
            if not at:
                return
            at = _directory(content, start, start + at, order)
    except struct.error:
        return  # no directory after all, or cut off


def _directory(content: bytearray, start: int, at: int, order: str, *, all_of_it: bool = False) -> int:
    """Returns where the next one begins."""
    (count,) = struct.unpack_from(f"{order}H", content, at)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, values = struct.unpack_from(f"{order}HHI", content, entry)
        (place,) = struct.unpack_from(f"{order}I", content, entry + 8)
        if tag in _SAYING and not all_of_it:
            _directory(content, start, start + place, order, all_of_it=True)
        elif all_of_it or tag in _TEXTS:
            length = _WIDTHS.get(kind, 1) * values
            begin = entry + 8 if length <= _INLINE else start + place
            end = min(begin + length, len(content))
            content[begin:end] = bytes(max(0, end - begin))
    (following,) = struct.unpack_from(f"{order}I", content, at + 2 + 12 * count)
    if all_of_it:
        content[at : at + 2 + 12 * count] = bytes(2 + 12 * count)  # a directory of nothing
    return int(following)

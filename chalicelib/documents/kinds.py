"""What a file is, by its own first bytes: its sender may say anything, and browsers believe what we say.

Only what matters is told apart: what is shown in place, what previews are made of, and what could run. A type
that its bytes would show, and do not, is not believed.
"""

import re

HEAD = 4096  # bytes that are enough
UNKNOWN = "application/octet-stream"
ZIP = "application/zip"

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
# Office documents that are zip files; which of them, their parts tell: preview/office.py.
ZIPPED = frozenset(
    {
        f"{_OOXML}.{kind}"
        for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
    }
    | {f"{_ODF}.{kind}" for kind in ("text", "spreadsheet", "presentation")}
)

_BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"\0\0\1\0", "image/x-icon"),
    (0, b"PK\3\4", ZIP),
    (0, b"PK\5\6", ZIP),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\7", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
    (257, b"ustar", "application/x-tar"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007
_OLE_TYPES = frozenset({"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"})
# The brand of an ISO file: https://mp4ra.org/registered-types/brands
_BRANDS = {
    b"avif": "image/avif", b"avis": "image/avif",
    b"heic": "image/heic", b"heix": "image/heic", b"hevc": "image/heic",
    b"mif1": "image/heic", b"msf1": "image/heic",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4",
}  # fmt: skip
# Containers hold sound or pictures or both; which, the sender may say.
_SIBLINGS = {
    "video/webm": {"audio/webm", "video/x-matroska", "audio/x-matroska"},
    "audio/ogg": {"video/ogg", "application/ogg"},
    "video/mp4": {"audio/mp4"},
}
SAYING_WHERE = ("image", "film")  # what its reader takes out of it
_SHOWN_BY_BYTES = ("image/", "video/", "audio/", "text/")
_PDF_WITHIN = 1024  # readers look as far
_MARKUP = (
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), "image/svg+xml"),
    (re.compile(rb"<(!doctype html|html|head|body|script|iframe)[\s>]", re.IGNORECASE), "text/html"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def of(head: bytes, claimed: str) -> str:
    """The media type of a file that begins so, and was sent as `claimed`."""
    found = _binary(head)
    if found:
        return claimed if claimed in _SIBLINGS.get(found, ()) else found
    if head.startswith(_OLE):
        return claimed if claimed in _OLE_TYPES else UNKNOWN
    if is_text(head):
        return _text(head, claimed)
    is_known = claimed.startswith(_SHOWN_BY_BYTES) or claimed in {kind for *_, kind in _BEGINNINGS}
    return UNKNOWN if is_known or claimed == "application/pdf" else claimed


def reader(content_type: str) -> str:
    """Which of our readers looks into such a file: "image", "film", "pdf", "office", "text" or none."""
    if content_type == "application/pdf":
        return "pdf"
    if content_type == ZIP:
        return "office"
    kind = content_type.partition("/")[0]
    if kind in ("video", "audio"):
        return "film"
    if kind == "image" and content_type != "image/svg+xml":
        return "image"
    return kind if kind == "text" else ""


def is_text(head: bytes) -> bool:
    """In UTF-8, whose last character may be cut, or in UTF-16 with its mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "\0" not in head.decode("utf-16", "replace")
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(head) or len(head) < HEAD:
            return False
        text = head[: error.start].decode("utf-8")
    return not _CONTROLS.search(text)


def _binary(head: bytes) -> str:
    for at, begins, content_type in _BEGINNINGS:
        if head.startswith(begins, at) and (at != 8 or head.startswith(b"RIFF")):  # noqa: PLR2004
            return content_type
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "image/bmp"
    return "application/pdf" if b"%PDF-" in head[:_PDF_WITHIN] else ""


def _text(head: bytes, claimed: str) -> str:
    for begins, content_type in _MARKUP:
        if begins.search(head):
            return content_type
    if head.startswith(b"#!"):
        return "text/x-shellscript"
    is_markup = claimed in ("text/html", "image/svg+xml", "application/xhtml+xml")
    if claimed.startswith(("image/", "video/", "audio/")) and not is_markup:
        return "text/plain"
    return "text/plain" if claimed in (UNKNOWN, "application/pdf") else claimed

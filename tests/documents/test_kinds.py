"""What a file is, is told by its bytes."""

import pytest

from chalicelib.documents import kinds, storage
from tests.documents import samples

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "webp", "bmp", "tiff", "avif"])
def test_pictures_are_known_whatever_they_are_called(kind: str) -> None:
    assert kinds.of(samples.noise(kind.upper())[: kinds.HEAD], "text/html") == f"image/{kind}"


@pytest.mark.parametrize(
    ("begins", "claimed", "found"),
    [
        (b"<html><script>alert(1)</script>", "image/png", "text/html"),
        (b"<!-- --><svg onload='alert(1)'>", "text/plain", "image/svg+xml"),
        (b"#!/bin/sh\nrm -rf /", "text/plain", "text/x-shellscript"),
        (b"MZ\x90\0\3\0", "image/jpeg", "application/vnd.microsoft.portable-executable"),
        (b"\x7fELF\2\1\1", "application/pdf", "application/x-executable"),
        (b"\0\1\2\3", "image/png", "application/octet-stream"),
        (b"\0\1\2\3", "application/x-drawing", "application/x-drawing"),
        (b"%PDF-1.7\n", "application/octet-stream", "application/pdf"),
        (b"a,b\n1,2\n", "text/csv", "text/csv"),
        (b"a,b\n1,2\n", "image/png", "text/plain"),
        ("Grüße".encode(), "application/octet-stream", "text/plain"),
        (b"\xff\xfeG\0r\0", "application/octet-stream", "text/plain"),
        (b"\0\0\0\x18ftypqt  ", "video/mp4", "video/quicktime"),
        (b"\x1aE\xdf\xa3", "audio/webm", "audio/webm"),
        (samples.docx("words")[:100], WORD, "application/zip"),
    ],
)
def test_a_type_is_believed_where_the_bytes_agree(begins: bytes, claimed: str, found: str) -> None:
    assert kinds.of(begins, claimed) == found


@pytest.mark.parametrize("begins", [b"<svg>", b"<html>", b"#!/bin/sh", b"MZ\x90", b"\0\1\2"])
@pytest.mark.parametrize("claimed", ["text/plain", "image/png", "application/pdf", "video/mp4"])
def test_nothing_that_could_run_is_shown_in_place(begins: bytes, claimed: str) -> None:
    assert not storage.is_harmless(kinds.of(begins, claimed))


def test_a_letter_that_is_cut_is_still_text() -> None:
    text = "ä" * kinds.HEAD
    assert kinds.of(("x" + text).encode()[: kinds.HEAD], kinds.UNKNOWN) == "text/plain"

"""What is taken for a picture: by its content, whatever it is called, without decoding it."""

import json
from pathlib import Path

import pytest

from chalicelib.tenants import images, svg
from tests.tenants import pictures

SHARED = Path(__file__).parents[3] / "shared/data"
MEDIA = SHARED / "media-samples"
HOSTILE = SHARED / "bad-html-dompurify/expect.json"
NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def refused(content: bytes) -> str:
    with pytest.raises(images.Unsuitable) as reason:
        images.look_at(content)
    return str(reason.value)


def in_svg(inside: str) -> bytes:
    return f"<svg {NAMES}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("content", "content_type", "size"),
    [
        (pictures.png(30, 20), "image/png", "30x20"),
        (pictures.jpeg(30, 20), "image/jpeg", "30x20"),
        (pictures.webp(30, 20), "image/webp", "30x20"),
        (pictures.SVG, "image/svg+xml", "any"),
    ],
)
def test_a_picture_tells_what_it_is_and_how_large(content: bytes, content_type: str, size: str) -> None:
    found = images.look_at(content)
    assert (found.content_type, found.size) == (content_type, size)


@pytest.mark.parametrize("make", [pictures.png, pictures.jpeg, pictures.webp])
def test_a_side_has_4096_pixels_at_most(make: pictures.Make) -> None:
    assert images.look_at(make(4096, 1)).size == "4096x1"
    assert "4096 a side" in refused(make(1, 4097))


def test_a_picture_without_pixels_is_refused() -> None:
    assert "0 x 8 pixels" in refused(pictures.png(0, 8))


@pytest.mark.parametrize("make", [pictures.png, pictures.jpeg, pictures.webp])
def test_no_cut_of_a_picture_is_a_picture(make: pictures.Make) -> None:
    content = make(8, 8)
    for end in range(1, len(content)):
        assert refused(content[:end])


@pytest.mark.parametrize("make", [pictures.png, pictures.webp])
def test_nothing_follows_the_end(make: pictures.Make) -> None:
    assert "follows" in refused(make(8, 8) + b"<script>alert(1)</script>")


def test_a_png_with_one_bit_turned_is_damaged() -> None:
    content = bytearray(pictures.png())
    content[17] ^= 1
    assert "damaged" in refused(bytes(content))


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a\1\0\1\0", b"%PDF-1.7", b"MZ", b"\0" * 40, b"RIFF\4\0\0\0WAVE", b"plain words"]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert refused(content) == "It is no PNG, JPEG, WebP or SVG"


@pytest.mark.parametrize(
    "page", [b"<!doctype html><html></html>", b"<html><body/></html>", b"<script>1</script>"]
)
def test_a_page_is_no_picture(page: bytes) -> None:
    assert refused(page)


# SVG

STILL = [
    '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><path fill="url(#g)"/>',
    '<style>.a{fill:#123abc}@media (prefers-color-scheme:dark){.a{fill:#fff}}</style><path class="a"/>',
    "<style>.a{fill:url(#g);transform:rotate(3deg)}/* (c) Acme */</style>",
    '<symbol id="s"><path d="M0 0"/></symbol><use href="#s"/><use xlink:href="#s" x="4"/>',
    "<title>Acme (Berlin)</title><desc>javascript: is a word here</desc>",
    '<g aria-label="Acme(tm)" data-name="url(x)" role="img"/>',
    '<g style="fill:url(&quot;#g&quot;);mix-blend-mode:multiply" transform="matrix(1 0 0 1 0 0)"/>',
    '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about=""/></metadata>',
]  # fmt: skip


@pytest.mark.parametrize("inside", STILL)
def test_what_drawing_programs_write_is_a_picture(inside: str) -> None:
    assert svg.refusal(in_svg(inside)) is None


def test_a_doctype_alone_does_no_harm() -> None:
    doctype = b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.test/d.dtd">'
    assert svg.refusal(doctype + pictures.SVG) is None


ACTIVE = [
    ("<script>alert(1)</script>", "<script>"),
    ('<path onload="alert(1)"/>', "onload"),
    ('<path ONCLICK="alert(1)"/>', "ONCLICK"),
    ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
    ('<a href="javascript:alert(1)"><path/></a>', "<a>"),
    ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', "<script>"),
    ('<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>', "<math>"),
    ('<image href="https://elsewhere.test/x.png"/>', "<image>"),
    ('<image href="data:image/png;base64,AAAA"/>', "<image>"),
    ('<use href="https://elsewhere.test/x.svg#a"/>', "outside the file"),
    ('<use xlink:href="data:image/svg+xml,x#a"/>', "outside the file"),
    ('<use href=" javascript:alert(1)"/>', "outside the file"),
    ('<textPath href="//elsewhere.test"/>', "outside the file"),
    ('<set attributeName="href" to="javascript:alert(1)"/>', "<set>"),
    ('<animate attributeName="href" values="javascript:alert(1)"/>', "<animate>"),
    ('<path fill="url(https://elsewhere.test/p.svg#a)"/>', "url()"),
    ('<path fill="URL( &quot;//elsewhere.test&quot; )"/>', "url()"),
    ('<path style="fill:url(data:x)"/>', "url()"),
    ('<path style="fill:u\\72l(//elsewhere.test)"/>', "backslash"),
    ("<style>@import '//elsewhere.test/a.css';</style>", "@import"),
    ("<style>@IMPORT url(a.css)</style>", "@IMPORT"),
    ("<style>@font-face{src:url(#a)}</style>", "@font-face"),
    ("<style>a{fill:url(//elsewhere.test)}</style>", "url()"),
    ("<style>a{x:image-set('//elsewhere.test' 1x)}</style>", "image-set()"),
    ("<style>a{width:expression(alert(1))}</style>", "expression()"),
    ("<style>a{x:u<![CDATA[rl(//elsewhere.test)]]></style>", "url()"),
    ("<style>@<!-- -->import 'a.css';</style>", "@import"),
    ('<style type="text/css"><path/></style>', "<path>"),
    ('<g xml:base="https://elsewhere.test/"/>', "base"),
    ("<handler>1</handler>", "<handler>"),
    ("<?xml-stylesheet href='//elsewhere.test/a.css'?>", "<?xml-stylesheet?>"),
    ("<iframe/>", "<iframe>"),
]


@pytest.mark.parametrize(("inside", "words"), ACTIVE)
def test_what_is_active_or_from_elsewhere_is_refused_and_named(inside: str, words: str) -> None:
    assert words in refused(in_svg(inside))


def test_a_stylesheet_before_the_picture_is_refused() -> None:
    assert "xml-stylesheet" in refused(b"<?xml-stylesheet href='a.css'?>" + pictures.SVG)


def test_entities_are_refused_before_they_grow() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(8))
    bomb = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg {NAMES}>&l8;</svg>'
    assert "entities" in refused(bomb.encode())


def test_a_file_of_this_machine_does_not_come_in() -> None:
    assert "entities" in refused(
        f'<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/hostname">]><svg {NAMES}>&f;</svg>'.encode()
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "iso-8859-1"])
def test_another_encoding_than_utf_8_is_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><svg {NAMES}><title>\u00e9</title></svg>'
    assert refused(text.encode(encoding))


def test_a_use_of_a_use_is_refused() -> None:
    levels = "".join(f'<g id="a{n + 1}"><use href="#a{n}"/><use href="#a{n}"/></g>' for n in range(30))
    assert "grows" in refused(in_svg(f'<g id="a0"><path/></g>{levels}'))


def test_a_thousand_levels_are_refused() -> None:
    assert "too many" in refused(in_svg("<g>" * 1000 + "</g>" * 1000))


@pytest.mark.parametrize("piece", ["a", "/* ", "/*", "url(", "url( #", "@", "@media ", " ", "-", "(", "'"])
def test_no_style_sheet_takes_long_to_look_at(piece: str) -> None:
    """A pattern that goes back and forth would take minutes here, and the test its time limit."""
    text = piece * (500_000 // len(piece))
    svg.refusal(in_svg(f"<style>{text}</style>"))
    svg.refusal(in_svg(f"<style>url({text}#</style>"))


def test_the_root_is_an_svg() -> None:
    assert "first element" in refused(b'<g xmlns="http://www.w3.org/2000/svg"/>')
    assert refused(b"<svg/>")


# What others collected


@pytest.mark.skipif(not MEDIA.exists(), reason="the shared data are not here")
def test_real_pictures_are_taken_and_nothing_else_is() -> None:
    taken = set()
    for file in MEDIA.rglob("*"):
        if file.is_file():
            try:
                images.look_at(file.read_bytes())
            except images.Unsuitable:
                continue
            taken.add(file.relative_to(MEDIA).as_posix())
    pictures_there = {f"image/{f.name}" for f in (MEDIA / "image").iterdir() if f.suffix != ".gif"}
    assert taken == pictures_there | {"bad/broken_exif_dpi.jpg", "bad/empty_gps_ifd.jpg"}


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared data are not here")
def test_of_hostile_markup_only_what_is_still_is_taken() -> None:
    payloads = [one["payload"] for one in json.loads(HOSTILE.read_text("utf-8"))]
    documents = [in_svg(payload) for payload in payloads]
    documents += [
        payload.replace("<svg", f"<svg {NAMES}", 1).encode() for payload in payloads if "<svg" in payload
    ]
    taken = [document.decode() for document in documents if svg.refusal(document) is None]
    assert len(documents) > 200
    assert 0 < len(taken) < 20
    for document in taken:
        for sign in ("script", " on", "href", "data:", "@", "foreign", "<set", "animate", "<a", "<image"):
            assert sign not in document.lower(), document

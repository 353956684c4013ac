"""What CloudFront does for the web client, played here: on files made for it."""

import gzip
from pathlib import Path

import brotli
import pytest

from infra import files, template
from infra.local.events import Request
from infra.local.gateway import Response
from infra.local.web import Site

PAGE = b"<!doctype html><title>Atrium</title>"
SCRIPT = b"export const much = 1;\n" * 200
LIVE, UPLOADS = "ws://127.0.0.1:1", "http://127.0.0.1:2"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (tmp_path / "secret.txt").write_bytes(b"not yours")
    for name, content in {
        "index.html": PAGE,
        "sw.js": SCRIPT,
        "manifest.webmanifest": b"{}",
        "assets/app-1a2b.js": SCRIPT,
        "assets/small-1a2b.js": b"1;",
        "assets/inter-1a2b.woff2": b"\0" * 2000,
    }.items():
        (dist / name).write_bytes(content)
    return Site(LIVE, UPLOADS, dist)


def get(site: Site, path: str, **headers: str) -> Response:
    sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return site.answer(Request("GET", path, "", sent, b"", "127.0.0.1"))


def header(answer: Response, name: str) -> str | None:
    found = [value for key, value in answer.headers if key.lower() == name]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    "path", ["/", "/at/acme/", "/at/acme/posts/01J", "/invitations/01AB.01CD." + "x" * 43, "/no/such/page"]
)
def test_every_address_without_an_extension_is_the_page(site: Site, path: str) -> None:
    answer = get(site, path)
    assert (answer.status, answer.body) == (200, PAGE)
    assert header(answer, "content-type") == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/assets/gone-1a2b.js", "/robots.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/a%00.js"]
)
def test_a_file_that_is_not_there_is_not_the_page(site: Site, path: str) -> None:
    assert get(site, path).status == 404


def test_a_name_longer_than_a_file_can_have_is_not_there(site: Site) -> None:
    assert get(site, f"/{'a' * 5000}.js").status == 404


def test_only_what_has_a_hash_in_its_name_is_kept_without_asking(site: Site) -> None:
    assert header(get(site, "/assets/app-1a2b.js"), "cache-control") == "public, max-age=31536000, immutable"
    for path in ("/", "/sw.js", "/manifest.webmanifest"):
        assert header(get(site, path), "cache-control") == "no-cache", path


def test_kinds_of_files_are_told() -> None:
    kinds = {
        name: files.headers(name)["Content-Type"] for name in ("a.webmanifest", "a.woff2", "a.mjs", "a.png")
    }
    assert list(kinds.values()) == [
        "application/manifest+json",
        "font/woff2",
        "text/javascript; charset=utf-8",
        "image/png",
    ]


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_what_is_large_comes_packed(site: Site, encoding: str, unpack: object) -> None:
    answer = get(site, "/assets/app-1a2b.js", accept_encoding=f"deflate, {encoding}")
    assert header(answer, "content-encoding") == encoding
    assert header(answer, "vary") == "accept-encoding"
    assert len(answer.body) < len(SCRIPT)
    assert callable(unpack)
    assert unpack(answer.body) == SCRIPT


@pytest.mark.parametrize("path", ["/assets/small-1a2b.js", "/assets/inter-1a2b.woff2"])
def test_what_is_small_or_packed_already_comes_as_it_is(site: Site, path: str) -> None:
    assert header(get(site, path, accept_encoding="br"), "content-encoding") is None


@pytest.mark.parametrize("encoding", ["", "br"])
def test_what_one_has_is_not_sent_again(site: Site, encoding: str) -> None:
    etag = header(get(site, "/sw.js", accept_encoding=encoding), "etag")
    assert etag
    again = get(site, "/sw.js", accept_encoding=encoding, if_none_match=etag)
    assert (again.status, again.body) == (304, b"")


def test_a_file_that_changed_has_another_etag(site: Site, tmp_path: Path) -> None:
    before = header(get(site, "/"), "etag")
    (tmp_path / "dist/index.html").write_bytes(PAGE + b"<p>New")
    assert header(get(site, "/"), "etag") != before


@pytest.mark.parametrize("path", ["/", "/sw.js", "/gone.js"])
def test_pages_and_files_say_what_they_may_do(site: Site, path: str) -> None:
    answer = get(site, path)
    policy = header(answer, "content-security-policy")
    assert policy
    directives = dict(directive.strip().partition(" ")[::2] for directive in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert set(directives["connect-src"].split()) == {"'self'", LIVE, UPLOADS}
    assert "unsafe" not in policy
    assert header(answer, "referrer-policy") == "no-referrer"
    assert header(answer, "x-content-type-options") == "nosniff"


def test_pages_reach_amazon_chime_only_where_meetings_are_set_up(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "chime" not in (header(get(site, "/"), "content-security-policy") or "")
    monkeypatch.setenv("CHIME_REGION", "eu-central-1")
    policy = header(get(site, "/"), "content-security-policy") or ""
    assert f"connect-src 'self' {LIVE} {UPLOADS} {UPLOADS} wss://*.chime.aws;" in policy


def test_cloudfront_knows_a_file_as_we_do() -> None:
    code = template.load("web")["Resources"]["WebPages"]["Properties"]["FunctionCode"]
    assert f"/{files.FILE}/" in code

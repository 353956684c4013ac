"""Plays CloudFront for the built web client: one page for all its addresses, files, headers, compression."""

import gzip
import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import brotli

from chalicelib.core import settings
from infra import files, template
from infra.local.events import Request
from infra.local.gateway import Response
from infra.web import DIST

# What CloudFront compresses: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
SMALLEST = 1000
PACKED = ("text/", "application/json", "application/manifest+json", "image/svg+xml", "image/x-icon")
NOT_FOUND = b"There is no such file. (No page at all? `make web` builds the web client.)\n"
LEVEL = 5  # of Brotli, as servers that compress while one waits choose it


class Site:
    """`live` and `s3` are the origins, besides our own, that pages may connect to."""

    def __init__(self, live: str, s3: str, dist: Path = DIST) -> None:
        self._dist = dist.resolve()
        self._origins = live, s3

    def answer(self, request: Request) -> Response:
        common = _headers(*self._origins, has_meetings=bool(settings.chime_region()))
        path = unquote(request.path).lstrip("/")
        file = self._find(path if files.is_file(path) else "index.html")
        if file is None:
            return Response(404, [*common, ("content-type", "text/plain")], NOT_FOUND)
        asked = {name.lower(): value for name, value in request.headers}
        told = files.headers(file.relative_to(self._dist).as_posix())
        encoding = _encoding(asked.get("accept-encoding", ""), told["Content-Type"])
        changed = file.stat()
        body, etag, encoding = _content(file, changed.st_mtime_ns, changed.st_size, encoding)
        headers = [*common, *told.items(), ("etag", etag), ("vary", "accept-encoding")]
        if etag in [one.strip() for one in asked.get("if-none-match", "").split(",")]:
            return Response(304, headers)
        return Response(200, [*headers, *([("content-encoding", encoding)] if encoding else [])], body)

    def _find(self, path: str) -> Path | None:
        try:
            file = (self._dist / path).resolve()
            return file if file.is_relative_to(self._dist) and file.is_file() else None
        except (OSError, ValueError):  # a name that no file can have
            return None


@lru_cache(maxsize=256)
def _content(file: Path, _changed: int, size: int, encoding: str) -> tuple[bytes, str, str]:
    """The bytes to send, their ETag, and how they are packed, if they are."""
    plain = file.read_bytes()
    etag = f'"{hashlib.sha256(plain).hexdigest()[:32]}"'
    if size < SMALLEST or not encoding:
        return plain, etag, ""
    packed = brotli.compress(plain, quality=LEVEL) if encoding == "br" else gzip.compress(plain)
    return packed, f"W/{etag}", encoding


def _encoding(accepted: str, kind: str) -> str:
    if not kind.startswith(PACKED):
        return ""
    offered = {part.partition(";")[0].strip() for part in accepted.split(",")}
    return next((encoding for encoding in ("br", "gzip") if encoding in offered), "")


@cache
def _headers(live: str, s3: str, *, has_meetings: bool) -> list[tuple[str, str]]:
    """Those of the template's policy. HSTS is left out: here is no TLS."""
    policy = _policy()
    secure = policy["SecurityHeadersConfig"]
    text, given = secure["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    _, with_them, without = given["Meetings"]["Fn::If"]
    for name, value in {
        "Live": live,
        "Uploads": s3,
        "Documents": s3,
        "Meetings": with_them if has_meetings else without,
    }.items():
        text = text.replace(f"${{{name}}}", value)
    return [
        ("Content-Security-Policy", text),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", secure["FrameOptions"]["FrameOption"]),
        ("Referrer-Policy", secure["ReferrerPolicy"]["ReferrerPolicy"]),
        *((item["Header"], item["Value"]) for item in policy["CustomHeadersConfig"]["Items"]),
    ]


@cache
def _policy() -> dict[str, Any]:
    resources = template.load("web")["Resources"]
    found: dict[str, Any] = resources["WebHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    return found

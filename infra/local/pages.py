"""Plain pages for people: the mails, and where their links lead as long as there is no web client."""

import re
import shlex
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from infra.local.gateway import Response

WEB = Path(__file__).parents[2] / "web/dist"  # the built web client
_STYLE = "body{font:16px/1.5 system-ui;max-width:46em;margin:2em auto;padding:0 1em}pre{white-space:pre-wrap}"
_LINK = re.compile(r"https?://[^\s<>\"]+")
# The page's path -> what it is for, the operation, and what that takes.
_LINKS = {
    "invitations": (
        "An invitation to a network",
        "/accept",
        '{"name": "Your name", "password": "a long password"}',
    ),
    "password-resets": ("A new password", "", '{"password": "a long password"}'),
}


def mails(found: list[dict[str, Any]]) -> Response:
    return _page("Mails sent", "".join(map(_mail, found)) or "<p>None yet.</p>")


def link(path: str, url: str) -> Response | None:
    """The page for a link of a mail, or None. `path` is as the browser sent it, percent-encoded."""
    room, _, token = path.strip("/").partition("/")
    if room not in _LINKS or not token or "/" in token:
        return None
    title, operation, body = _LINKS[room]
    address = shlex.quote(f"{url}/v1/{room}/{token}{operation}")
    curl = f"curl -s {address} -H 'Content-Type: application/json' -d '{body}'"
    return _page(
        title, f"<p>There is no web page for it yet. This accepts it by the API:</p><pre>{escape(curl)}</pre>"
    )


def _mail(mail: dict[str, Any]) -> str:
    at = datetime.fromtimestamp(float(mail["at"])).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    to = ", ".join(mail["recipients"])
    return (
        f"<hr><h2>{escape(mail['subject'])}</h2>"
        f"<p>{escape(mail['from'])} to {escape(to)}, {at}</p><pre>{_with_links(mail['text'])}</pre>"
    )


def _with_links(text: str) -> str:
    """Escaped, and its addresses clickable."""
    parts, end = [], 0
    for found in _LINK.finditer(text):
        address = escape(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _page(title: str, body: str) -> Response:
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1>{body}</html>"
    )
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"),
    ]
    return Response(200, headers, page.encode())

"""A plain page for people: the mails that were sent."""

import re
from datetime import datetime
from html import escape
from typing import Any

from infra.local.gateway import Response

_STYLE = (
    "body{font:16px/1.5 system-ui;max-width:46em;margin:2em auto;padding:0 1em}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere}"
    "iframe{width:100%;height:32em;border:1px solid #ccc;background:#fff}"
)
_LINK = re.compile(r"https?://[^\s<>\"]+")


def mails(found: list[dict[str, Any]]) -> Response:
    return _page("Mails sent", "".join(map(_mail, found)) or "<p>None yet.</p>")


def _mail(mail: dict[str, Any]) -> str:
    at = datetime.fromtimestamp(float(mail["at"])).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    to = ", ".join(mail["recipients"])
    return (
        f"<hr><h2>{escape(mail['subject'])}</h2>"
        f"<p>{escape(mail['from'])} to {escape(to)}, {at}</p><pre>{_with_links(mail['text'])}</pre>"
        f"{_as_html(mail['html'])}"
    )


def _as_html(html: str | None) -> str:
    """As a mail program shows it: without scripts, forms or this page's origin; its links open beside it."""
    if not html:
        return ""
    document = escape(html + '<base target="_blank">')
    may = "allow-popups allow-popups-to-escape-sandbox"  # what a link opens is a page as any other
    return f'<iframe title="As HTML" sandbox="{may}" srcdoc="{document}"></iframe>'


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
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"),
    ]
    return Response(200, headers, page.encode())

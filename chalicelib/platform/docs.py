"""The page at /docs: the OpenAPI document, readable, without anything from elsewhere."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path


@cache
def page() -> tuple[str, dict[str, str]]:
    """The HTML and its headers: the page may run its own script and nothing else."""
    html = (Path(__file__).parent / "docs.html").read_text("utf-8")
    policy = (
        f"default-src 'none'; script-src {_hash_of('script', html)}; style-src {_hash_of('style', html)}; "
        "connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    )
    return html, {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
    }


def _hash_of(tag: str, html: str) -> str:
    (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"

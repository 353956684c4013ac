"""What a browser is told of each file of the web client, by the local server as by S3."""

import mimetypes
import re
from pathlib import Path

# A page has no extension. The token of an invitation has dots, but what follows the last is longer.
# infra/template/web.yaml tells CloudFront the same.
FILE = r"\.[a-z0-9]{1,11}$"
# Not in every machine's own table.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


def is_file(path: str) -> bool:
    """Whether an address is one of a file, and not of a page of the client."""
    return re.search(FILE, path) is not None


def headers(path: str) -> dict[str, str]:
    """Of a file by its path in web/dist."""
    extension = "." + path.rpartition(".")[2]
    kind = _TYPES.get(extension) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    # Vite puts a hash of what is in an asset into its name.
    return {"Content-Type": kind, "Cache-Control": _FOREVER if path.startswith("assets/") else _ASK_AGAIN}


def uploads(dist: Path) -> list[dict[str, str]]:
    """Each file's path and headers, in the order in which they are to be put into S3.

    Pages last: who opens one meanwhile finds all that it names.
    """
    paths = (path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file())
    in_order = sorted(paths, key=lambda path: (not path.startswith("assets/"), path == "index.html", path))
    return [{"path": path, **headers(path)} for path in in_order]

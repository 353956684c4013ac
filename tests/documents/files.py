"""What tests of documents share: files, sent as a client sends them."""

import hashlib
from typing import Any

import httpx

from tests.people import Network, Person


def announced(content: bytes, name: str = "Plan.txt", **more: Any) -> Any:
    body = {
        "name": name,
        "size": len(content),
        "content_type": "text/plain",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return body | more


def begin(person: Person, content: bytes, name: str = "Plan.txt", **more: Any) -> Any:
    return person.post("/v1/documents", announced(content, name, **more))


def send(upload: Any, content: bytes) -> httpx.Response:
    """By the form, straight to S3."""
    form = upload["form"]
    return httpx.post(form["url"], data=form["fields"], files={"file": ("file", content)}, timeout=30)


def complete(person: Person, upload: Any, **more: Any) -> httpx.Response:
    return person.ask("POST", f"/v1/uploads/{upload['id']}/completion", more)


def put(person: Person, content: bytes = b"words", name: str = "Plan.txt", **more: Any) -> Any:
    """A document, from its announcement to the end."""
    upload = begin(person, content, name, **more)
    sent = send(upload, content)
    assert sent.is_success, sent.text
    done = complete(person, upload)
    assert done.is_success, done.text
    return done.json()


def looked_at(network: Network, person: Person, content: bytes, name: str, **more: Any) -> Any:
    """A document once S3's news of it were answered; they come after it."""
    network.cloud.pause()
    try:
        made = put(person, content, name, **more)
    finally:
        network.cloud.resume()
    network.cloud.wait_idle()
    return person.get(f"/v1/documents/{made['id']}")


def folder(person: Person, name: str, **where: str) -> str:
    """Its id."""
    return str(person.post("/v1/folders", {"name": name} | where)["id"])


def names(person: Person, query: str) -> list[str]:
    return [one["name"] for one in person.all(f"/v1/documents?{query}")]


def content_of(person: Person, document: str, query: str = "") -> httpx.Response:
    """What S3 gives for the link."""
    return httpx.get(person.get(f"/v1/documents/{document}/content{query}")["url"], timeout=30)


def stored(person: Person) -> tuple[int, int]:
    """Bytes: (by the person, by the company)."""
    used = person.get("/v1/me/storage")
    return used["mine"]["bytes"], used["company"]["bytes"]

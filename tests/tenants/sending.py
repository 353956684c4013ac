"""An admin's browser: asks for a form, sends a file with it to S3, and takes it into use."""

from typing import Any

import httpx

from tests.people import Person

KINDS = {b"\x89P": "image/png", b"\xff\xd8": "image/jpeg", b"RI": "image/webp"}


def kind_of(content: bytes) -> str:
    return KINDS.get(content[:2], "image/svg+xml")


def offer(person: Person, content: bytes, slot: str = "logo") -> dict[str, Any]:
    wanted = {"slot": slot, "content_type": kind_of(content), "size": len(content)}
    made: dict[str, Any] = person.post("/v1/branding/uploads", wanted)
    return made


def send(offered: dict[str, Any], content: bytes, **headers: str) -> httpx.Response:
    files = {"file": ("logo", content, offered["fields"]["Content-Type"])}
    return httpx.post(offered["url"], data=offered["fields"], files=files, headers=headers)


def upload(person: Person, content: bytes, slot: str = "logo") -> str:
    """The id of something that lies in S3."""
    offered = offer(person, content, slot)
    answer = send(offered, content)
    assert answer.status_code == 204, answer.text
    return str(offered["id"])


def wear(person: Person, content: bytes, slot: str = "logo") -> httpx.Response:
    return person.ask("PUT", "/v1/branding", {slot: upload(person, content, slot)})

"""What belongs to no room: whether it runs, and how the API is described."""

from typing import Any

from chalice import Response

from chalicelib.core import settings
from chalicelib.core.http import Room
from chalicelib.core.schema import Answer
from chalicelib.platform import docs

room = Room("platform")


class Health(Answer):
    status: str
    stage: str
    build: str


@room.get("/v1/health", answer=Health, public=True)
def health() -> Health:
    """Whether it runs, and which build."""
    return Health(status="ok", stage=settings.stage(), build=settings.build())


@room.get("/v1/openapi.json", answer=dict[str, Any], public=True)
def openapi() -> dict[str, Any]:
    """This document."""
    from chalicelib.core import openapi

    return openapi.document(settings.build())


@room.get("/v1/keys", answer=dict[str, Any], public=True)
def signing_keys() -> dict[str, Any]:
    """The public keys of our access tokens, as a JWK set."""
    from chalicelib.core import auth

    return auth.public_jwks()


@room.route("/docs", methods=["GET"])
def browse() -> Response:
    html, headers = docs.page()
    return Response(html, headers=headers)

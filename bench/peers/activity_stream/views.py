"""`POST /groups/<id>/posts` and `GET /feed`, as the library's documentation has one write them."""

import json
from typing import Any

from actstream import action
from actstream.models import user_stream
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from bench.peers.company import PAGE


def publish(request: HttpRequest, group: int) -> JsonResponse:
    user = _who(request)
    mine = get_object_or_404(user.groups, pk=group)
    body = json.loads(request.body)["body"]
    [(_, made)] = action.send(user, verb="posted", target=mine, description=body)
    return JsonResponse({"id": made.pk}, status=201)


def feed(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"items": [_entry(one) for one in user_stream(_who(request))[:PAGE]]})


def _who(request: HttpRequest) -> Any:
    """The person of a signed token, read anew."""
    number = signing.loads(request.headers["Authorization"].removeprefix("Bearer "))
    return User.objects.get(pk=number)


def _entry(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "body": one.description,
        "created": one.timestamp.isoformat(),
        "by": {"id": one.actor.pk, "name": one.actor.get_full_name()},
        "group": {"id": one.target.pk, "name": one.target.name},
    }


urlpatterns = [path("groups/<int:group>/posts", publish), path("feed", feed)]

"""For every route with text in its body: how to send it, and where the answer gives it back."""

from collections.abc import Callable
from typing import Any, NamedTuple

import httpx

from tests.house.examples import WITH_BODY, Field, example, fields
from tests.house.routes import NOWHERE, Ids, filled
from tests.house.world import World
from tests.people import PASSWORD


class Trial(NamedTuple):
    """`back` is where a field stands in the answer; None: it is compared or looked up, and not shown.

    `told` are the answers to a text that may be there but leads nowhere.
    """

    ids: Callable[[World], Ids] = lambda _: {}
    fresh: Callable[[World], dict[str, Any]] = lambda _: {}  # what must be new in each body
    back: dict[str, str | None] = {}
    by: str = "writer"
    told: tuple[int, ...] = ()
    apart: bool = False  # a bad text in one field would keep the others from being looked at


def new_tenant(w: World) -> dict[str, Any]:
    slug = w.new_slug()
    return {"slug": slug, "owner": {"name": "N", "email": f"n@{slug}.test", "password": PASSWORD}}


def with_file(w: World) -> dict[str, Any]:
    return {"attachments": [w.writers_file]}


TRIALS: dict[str, Trial] = {
    "POST /v1/tenants": Trial(
        fresh=new_tenant,
        back={
            "name": "tenant.name",
            "slug": "tenant.slug",
            "owner.name": "session.user.name",
            "owner.email": "session.user.email",
            "owner.password": None,
        },
    ),
    "POST /v1/sessions": Trial(
        fresh=lambda w: {"tenant": w.home.slug, "email": w.new_email()},
        back={"tenant": None, "email": None, "password": None},
        told=(401,),
        apart=True,
    ),
    "POST /v1/sessions/refresh": Trial(
        fresh=lambda _: {"tenant": None},  # one of the two
        back={"refresh_token": None, "tenant": None},
        told=(401,),
        apart=True,
    ),
    "POST /v1/password-resets": Trial(
        fresh=lambda w: {"tenant": w.home.slug}, back={"tenant": None, "email": None}, apart=True
    ),
    "POST /v1/password-resets/{token}": Trial(back={"password": None}, told=(404,)),
    "POST /v1/invites": Trial(
        fresh=lambda w: {"email": w.new_email()}, back={"groups[0]": None}, by="owner", told=(404,)
    ),
    "POST /v1/invites/bulk": Trial(
        back={"invites[0].email": "items[0].email", "invites[0].groups[0]": None}, by="owner"
    ),
    "POST /v1/invitations/{token}/accept": Trial(
        ids=lambda w: {"token": w.new_link()}, back={"name": "user.name", "password": None}
    ),
    "PATCH /v1/me": Trial(by="renamed"),
    # Uploads are looked up.
    "PUT /v1/me/pictures/avatar": Trial(by="renamed", back={"upload": None}),
    "PUT /v1/me/pictures/cover": Trial(by="renamed", back={"upload": None}),
    "PUT /v1/groups/{group}/pictures/avatar": Trial(
        ids=lambda w: {"group": w.scratch_group}, back={"upload": None}
    ),
    "PUT /v1/groups/{group}/pictures/cover": Trial(
        ids=lambda w: {"group": w.scratch_group}, back={"upload": None}
    ),
    # Uploads are looked up.
    "PUT /v1/branding": Trial(by="foreign", back={"logo": None, "logo_dark": None, "favicon": None}),
    "POST /v1/branding/previews": Trial(
        by="foreign", back={"accent": None, "accent_dark": None, "header": None, "header_dark": None}
    ),
    "POST /v1/groups": Trial(),
    "PATCH /v1/groups/{group}": Trial(ids=lambda w: {"group": w.scratch_group}),
    "POST /v1/groups/{group}/requests": Trial(ids=lambda w: {"group": w.private}),
    "POST /v1/groups/{group}/invitations": Trial(
        ids=lambda w: {"group": w.scratch_group}, back={"user": None}
    ),
    "POST /v1/groups/{group}/posts": Trial(
        ids=lambda w: {"group": w.scratch_group}, fresh=with_file, back={"attachments[0]": None}
    ),
    "POST /v1/people/{user}/posts": Trial(
        ids=lambda w: {"user": w.writer.id}, fresh=with_file, back={"attachments[0]": None}
    ),
    "PATCH /v1/posts/{post}": Trial(
        ids=lambda w: {"post": w.scratch_post}, fresh=with_file, back={"attachments[0]": None}
    ),
    "POST /v1/posts/{post}/comments": Trial(
        ids=lambda w: {"post": w.scratch_post},
        fresh=with_file,
        back={"reply_to": None, "attachments[0]": None},
    ),
    "PATCH /v1/comments/{comment}": Trial(
        ids=lambda w: {"comment": w.scratch_comment}, fresh=with_file, back={"attachments[0]": None}
    ),
    # Names are kept as NFC; what is looked for is found nowhere.
    "POST /v1/documents": Trial(
        fresh=lambda w: {"name": f"{w.new_slug()}.txt"},
        back=dict.fromkeys(("name", "content_type", "sha256", "space", "folder", "document", "note")),
        told=(404, 409),
        apart=True,
    ),
    "POST /v1/folders": Trial(
        fresh=lambda w: {"name": w.new_slug()},
        back=dict.fromkeys(("name", "space", "folder")),
        told=(404, 409),
        apart=True,
    ),
    "PATCH /v1/documents/{document}": Trial(told=(404,), apart=True),
    "POST /v1/documents/{document}/copies": Trial(told=(404,), apart=True),
    "POST /v1/documents/{document}/links": Trial(told=(404,), apart=True),
    "POST /v1/shared/{token}/content": Trial(told=(404,), apart=True),
    "POST /v1/uploads/{upload}/parts": Trial(told=(404,), apart=True),
    "POST /v1/uploads/{upload}/completion": Trial(told=(404,), apart=True),
    "POST /v1/conversations": Trial(
        fresh=lambda w: {"people": [w.renamed.id]},
        back={"people[0]": None, "group": None},
        told=(404,),
        apart=True,
    ),
    "PATCH /v1/conversations/{conversation}": Trial(ids=lambda w: {"conversation": w.scratch_conversation}),
    "POST /v1/conversations/{conversation}/messages": Trial(
        ids=lambda w: {"conversation": w.scratch_conversation},
        fresh=lambda w: {"client_id": w.new_slug()} | with_file(w),
        back={"attachments[0]": None},
    ),
    "POST /v1/conversations/{conversation}/forwards": Trial(
        ids=lambda w: {"conversation": w.scratch_conversation},
        fresh=lambda w: {"conversation": w.scratch_conversation, "client_id": w.new_slug()},
        back={"conversation": None},
        by="renamed",  # the writer's own names for messages are taken, by the texts above
        told=(404,),
        apart=True,
    ),
    "PATCH /v1/conversations/{conversation}/messages/{number}": Trial(
        ids=lambda w: {"conversation": w.scratch_conversation, "number": "1"}
    ),
    "POST /v1/conversations/{conversation}/calls": Trial(
        ids=lambda w: {"conversation": w.scratch_conversation},
        back={"device": "call.participants[0].device"},
    ),
    # Passed on to another device, and not told back.
    "POST /v1/calls/{call}/signals": Trial(
        back=dict.fromkeys(
            (
                "device",
                "to",
                "description.sdp",
                "candidates[0].candidate",
                "candidates[0].sdpMid",
                "candidates[0].usernameFragment",
            )
        ),
        told=(404,),
        apart=True,
    ),
    "PUT /v1/feed/seen": Trial(back={"entry": None}),
}


def text_fields(route: str) -> list[Field]:
    return [field for field in fields(WITH_BODY[route].body) if field.is_text]


def send(world: World, route: str, texts: dict[str, str]) -> httpx.Response:
    """A good body with these texts in these places."""
    trial = TRIALS[route]
    body = example(WITH_BODY[route]) | trial.fresh(world)
    for field in text_fields(route):
        if field.name in texts:
            body = field.put(body, texts[field.name])
    method, path = filled(route, NOWHERE | trial.ids(world))
    if WITH_BODY[route].public:
        return world.home.client.request(method, path, json=body)
    answer: httpx.Response = getattr(world, trial.by).ask(method, path, body)
    return answer


def check_given_back(world: World, route: str, texts: dict[str, str]) -> None:
    """Each text comes back unchanged, or is refused by the name of its field; then the others go alone."""
    left = dict(texts)
    while left:
        answer = send(world, route, left)
        if answer.status_code == 422:
            assert answer.json()["field"] in left, answer.text
            del left[answer.json()["field"]]
            continue
        assert answer.is_success or answer.status_code in TRIALS[route].told, answer.text
        if answer.is_success:
            assert given_back(route, answer, left) == {name: left[name] for name in shown(route, left)}
        return


def shown(route: str, texts: dict[str, str]) -> list[str]:
    return [name for name in texts if TRIALS[route].back.get(name, name) is not None]


def given_back(route: str, answer: httpx.Response, texts: dict[str, str]) -> dict[str, str]:
    places = {name: TRIALS[route].back.get(name, name) for name in shown(route, texts)}
    return {
        name: Field(place, str, required=False).take(answer.json()) for name, place in places.items() if place
    }

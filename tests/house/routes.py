"""Every route of the API: with real ids, who may use it, and what strangers are told.

A new route needs an entry in one of the three tables; a test sees to it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

from chalicelib.core.ids import ulid
from tests.house.world import SECRET, World
from tests.people import PASSWORD

Ids = dict[str, str]
MAY = 200  # these strangers may as well


def filled(route: str, ids: Ids) -> tuple[str, str]:
    """(method, path) with these ids in their places."""
    method, _, template = route.partition(" ")
    return method, template.format_map({name: quote(id_, safe="") for name, id_ in ids.items()})


_NOBODY = ulid()
# Well-formed ids of nothing.
NOWHERE = {
    "group": _NOBODY,
    "user": _NOBODY,
    "session": _NOBODY,
    "invite": _NOBODY,
    "post": f"{_NOBODY}g{_NOBODY}",
    "comment": f"{_NOBODY}{_NOBODY}g{_NOBODY}",
    "conversation": f"c{_NOBODY}",
    "number": "1",
    "call": f"{_NOBODY}c{_NOBODY}",
    "device": "a-device-of-mine",
    "document": _NOBODY,
    "upload": _NOBODY,
    "link": _NOBODY,
    "space": f"g{_NOBODY}",
    "emoji": "👍",
    "token": "a.b.c",
    "slug": "nobody-has-this",
}


STRANGERS = ("foreign", "owner", "colleague", "guest")
PICTURE = {"slot": "avatar", "content_type": "image/png", "size": 1000}


class Held(NamedTuple):
    """A route to something that not everybody may reach. A stranger from another network is told 404."""

    ids: Callable[[World], Ids]
    body: Callable[[World], Any] = lambda _: None
    by: str = "keeper"
    owner: int | None = 404  # the network's owner; None: they would use it up
    colleague: int = 404
    guest: int = 404

    def told(self) -> dict[str, int]:
        """By stranger, the status."""
        told = {"foreign": 404, "colleague": self.colleague, "guest": self.guest}
        return told if self.owner is None or self.by == "owner" else told | {"owner": self.owner}


class Mine(NamedTuple):
    """A route that answers everybody about themselves; nobody finds another's secrets in it."""

    body: Callable[[World], Any] = lambda _: None
    by: str = "keeper"
    forbidden: tuple[str, ...] = ()
    told: int = 403  # these


class Public(NamedTuple):
    """A route without a token. `wrong` are ids or a body that must not get in."""

    ids: Callable[[World], Ids] = lambda _: {}
    body: Callable[[World], Any] = lambda _: None
    wrong_ids: Callable[[World], Ids] | None = None
    wrong_body: Callable[[World], Any] | None = None
    refused: int = 404


def secret(w: World) -> Ids:
    return {"group": w.secret}


def private(w: World) -> Ids:
    return {"group": w.private}


def post(w: World) -> Ids:
    return {"post": w.post}


def comment(w: World) -> Ids:
    return {"comment": w.comment}


def talk(w: World) -> Ids:
    return {"conversation": w.conversation}


def message(w: World) -> Ids:
    return talk(w) | {"number": w.new_message()}


def document(w: World) -> Ids:
    return {"document": w.document}


def must_read(w: World) -> Ids:
    w.keeper.put(f"/v1/documents/{w.document}/must_read")
    return document(w)


def attached(w: World) -> Ids:
    return w.attached


def new_document(w: World) -> Ids:
    return {"document": w.new_document()}


def binned(w: World) -> Ids:
    return {"document": w.new_binned()}


def upload(w: World) -> Ids:
    return {"upload": w.new_upload()}


def call(w: World) -> Ids:
    """Of the keeper and the insider."""
    return {"call": w.new_call(), "device": "the-keeper-here"}


def keeper(w: World) -> Ids:
    return {"user": w.keeper.id}


def insider(w: World) -> Ids:
    return {"user": w.insider.id}


def link(w: World, token: str) -> Ids:
    """A link whose tenant was swapped for another."""
    return {"token": f"{w.away.tenant}.{token.partition('.')[2]}"}


TEXT = {"body": f"{SECRET}: words"}

HELD: dict[str, Held] = {
    "GET /v1/groups/{group}": Held(secret),
    "POST /v1/groups/{group}/pictures": Held(secret, lambda _: PICTURE),
    "PUT /v1/groups/{group}/pictures/avatar": Held(secret, lambda w: {"upload": w.new_picture(w.secret)}),
    "DELETE /v1/groups/{group}/pictures/avatar": Held(secret),
    "PUT /v1/groups/{group}/pictures/cover": Held(
        secret, lambda w: {"upload": w.new_picture(w.secret, "cover")}
    ),
    "DELETE /v1/groups/{group}/pictures/cover": Held(secret),
    "PATCH /v1/groups/{group}": Held(secret, lambda _: {"kind": "team"}),
    "DELETE /v1/groups/{group}": Held(lambda w: {"group": w.new_group("secret")}),
    "GET /v1/groups/{group}/members": Held(secret),
    "PUT /v1/groups/{group}/members/{user}": Held(
        lambda w: secret(w) | insider(w), lambda _: {"role": "member"}
    ),
    "DELETE /v1/groups/{group}/members/{user}": Held(lambda w: {"group": w.new_group("secret")} | insider(w)),
    # To a secret group nobody can ask; that a private one is there, every colleague knows.
    "POST /v1/groups/{group}/requests": Held(
        private, lambda _: {"message": "let me in"}, by="asker", owner=MAY, colleague=MAY
    ),
    "GET /v1/groups/{group}/requests": Held(secret),
    "DELETE /v1/groups/{group}/requests/{user}": Held(
        lambda w: private(w) | {"user": w.asker.id}, owner=403, colleague=403
    ),
    "POST /v1/groups/{group}/invitations": Held(secret, lambda w: {"user": w.invitee.id}),
    "GET /v1/groups/{group}/invitations": Held(secret),
    "DELETE /v1/groups/{group}/invitations/{user}": Held(lambda w: secret(w) | {"user": w.invitee.id}),
    "POST /v1/groups/{group}/posts": Held(secret, lambda _: TEXT),
    "GET /v1/groups/{group}/posts": Held(secret),
    "GET /v1/posts/{post}": Held(post),
    "PATCH /v1/posts/{post}": Held(post, lambda _: TEXT),
    "DELETE /v1/posts/{post}": Held(lambda w: {"post": w.new_post()}),
    "GET /v1/posts/{post}/revisions": Held(post),
    "PUT /v1/posts/{post}/pin": Held(post),
    "DELETE /v1/posts/{post}/pin": Held(post),
    "GET /v1/posts/{post}/participants": Held(post),
    "GET /v1/posts/{post}/attachments/{document}": Held(attached),
    "GET /v1/comments/{comment}/attachments/{document}": Held(attached),
    "GET /v1/conversations/{conversation}/messages/{number}/attachments/{document}": Held(attached),
    "GET /v1/posts/{post}/reactions": Held(post),
    "PUT /v1/posts/{post}/reactions/{emoji}": Held(lambda w: post(w) | {"emoji": "👍"}),
    "DELETE /v1/posts/{post}/reactions/{emoji}": Held(lambda w: post(w) | {"emoji": "👍"}),
    "POST /v1/posts/{post}/comments": Held(post, lambda _: TEXT),
    "GET /v1/posts/{post}/comments": Held(post),
    "GET /v1/comments/{comment}": Held(comment),
    "PATCH /v1/comments/{comment}": Held(comment, lambda _: TEXT),
    "DELETE /v1/comments/{comment}": Held(lambda w: {"comment": w.new_comment()}),
    "GET /v1/comments/{comment}/reactions": Held(comment),
    "PUT /v1/comments/{comment}/reactions/{emoji}": Held(lambda w: comment(w) | {"emoji": "👍"}),
    "DELETE /v1/comments/{comment}/reactions/{emoji}": Held(lambda w: comment(w) | {"emoji": "👍"}),
    # Colleagues see each other; a guest does not see who is in none of their groups.
    "GET /v1/people/{user}": Held(keeper, owner=MAY, colleague=MAY),
    "PUT /v1/people/{user}/follow": Held(insider, owner=MAY, colleague=MAY),
    "DELETE /v1/people/{user}/follow": Held(insider, owner=MAY, colleague=MAY),
    "GET /v1/people/{user}/followers": Held(keeper, owner=MAY, colleague=MAY),
    "GET /v1/people/{user}/following": Held(keeper, owner=MAY, colleague=MAY),
    "POST /v1/people/{user}/posts": Held(keeper, lambda _: {"body": "to all"}, owner=403, colleague=403),
    "GET /v1/people/{user}/posts": Held(keeper, owner=MAY, colleague=MAY),
    "PUT /v1/people/{user}/role": Held(insider, lambda _: {"role": "member"}, by="owner", colleague=403),
    "PUT /v1/people/{user}/deactivation": Held(lambda w: {"user": w.leaver.id}, by="owner", colleague=403),
    "DELETE /v1/people/{user}/deactivation": Held(lambda w: {"user": w.leaver.id}, by="owner", colleague=403),
    "DELETE /v1/sessions/{session}": Held(lambda w: {"session": w.new_session()["id"]}),
    # A guest does not see who is in none of their groups.
    "POST /v1/conversations": Held(
        lambda _: {}, lambda w: {"people": [w.insider.id]}, owner=MAY, colleague=MAY
    ),
    "GET /v1/conversations/{conversation}": Held(talk),
    "PATCH /v1/conversations/{conversation}": Held(talk, lambda _: {"avatar": "picture"}),
    "PUT /v1/conversations/{conversation}/mute": Held(talk),
    "DELETE /v1/conversations/{conversation}/mute": Held(talk),
    "PUT /v1/conversations/{conversation}/read": Held(talk, lambda _: {"message": 1}),
    "GET /v1/conversations/{conversation}/members": Held(talk),
    "PUT /v1/conversations/{conversation}/members/{user}": Held(
        lambda w: talk(w) | {"user": w.asker.id}, lambda _: {"history": True}
    ),
    "DELETE /v1/conversations/{conversation}/members/{user}": Held(
        lambda w: {"conversation": w.new_conversation()} | insider(w)
    ),
    "POST /v1/conversations/{conversation}/messages": Held(talk, lambda _: TEXT),
    "POST /v1/conversations/{conversation}/forwards": Held(
        talk, lambda w: {"conversation": w.conversation, "message": 1}
    ),
    "GET /v1/conversations/{conversation}/messages": Held(talk),
    "GET /v1/conversations/{conversation}/search": Held(talk),
    "GET /v1/conversations/{conversation}/messages/{number}": Held(message),
    "PATCH /v1/conversations/{conversation}/messages/{number}": Held(message, lambda _: TEXT),
    "DELETE /v1/conversations/{conversation}/messages/{number}": Held(message),
    "PUT /v1/conversations/{conversation}/messages/{number}/reactions/{emoji}": Held(
        lambda w: message(w) | {"emoji": "👍"}
    ),
    "DELETE /v1/conversations/{conversation}/messages/{number}/reactions/{emoji}": Held(
        lambda w: message(w) | {"emoji": "👍"}
    ),
    "POST /v1/conversations/{conversation}/calls": Held(talk, lambda _: {"device": "the-keeper-here"}),
    "GET /v1/conversations/{conversation}/calls": Held(talk),
    "GET /v1/calls/{call}": Held(call),
    "PUT /v1/calls/{call}/decline": Held(call),
    "PUT /v1/calls/{call}/participants/{device}": Held(call, lambda _: {}),
    "PATCH /v1/calls/{call}/participants/{device}": Held(call, lambda _: {"muted": True}),
    "DELETE /v1/calls/{call}/participants/{device}": Held(call),
    "POST /v1/calls/{call}/signals": Held(
        call,
        lambda _: {
            "device": "the-keeper-here",
            "to": "the-insider-here",
            "description": {"type": "offer", "sdp": ""},
        },
    ),
    "GET /v1/spaces/{space}": Held(lambda w: {"space": f"g{w.secret}"}),
    "GET /v1/documents/{document}": Held(document),
    "PATCH /v1/documents/{document}": Held(new_document, lambda w: {"name": w.new_slug()}),
    "DELETE /v1/documents/{document}": Held(new_document),
    "GET /v1/documents/{document}/content": Held(document),
    "PUT /v1/documents/{document}/must_read": Held(document),
    "DELETE /v1/documents/{document}/must_read": Held(document),
    "PUT /v1/documents/{document}/opened": Held(document),
    "GET /v1/documents/{document}/readers": Held(must_read),
    "GET /v1/documents/{document}/preview": Held(lambda w: {"document": w.picture}),
    "GET /v1/documents/{document}/versions": Held(document),
    "POST /v1/documents/{document}/versions": Held(document, lambda _: {"number": 1}),
    "POST /v1/documents/{document}/copies": Held(document),
    "POST /v1/documents/{document}/links": Held(document, lambda _: {"days": 3}),
    "GET /v1/documents/{document}/links": Held(document),
    "DELETE /v1/documents/{document}/links/{link}": Held(
        lambda w: document(w) | {"link": w.new_share(w.document)["id"]}
    ),
    "DELETE /v1/bin/{document}": Held(binned),
    "PUT /v1/bin/{document}/restored": Held(binned),
    "GET /v1/uploads/{upload}": Held(upload),
    "DELETE /v1/uploads/{upload}": Held(upload),
    "POST /v1/uploads/{upload}/completion": Held(upload),
    "POST /v1/uploads/{upload}/parts": Held(
        lambda w: {"upload": w.new_upload(40_000_000)},
        lambda _: {"parts": [{"number": 1, "sha256": "0" * 64}]},
    ),
    # Admins see every invitation.
    "GET /v1/invites/{invite}": Held(lambda w: {"invite": w.new_invite()}, owner=MAY),
    "POST /v1/invites/{invite}/sendings": Held(lambda w: {"invite": w.new_invite()}, owner=MAY),
    "DELETE /v1/invites/{invite}": Held(lambda w: {"invite": w.new_invite()}, owner=None),
    "POST /v1/invites": Held(
        lambda _: {}, lambda w: {"email": w.new_email(), "groups": [w.secret]}, guest=403
    ),
}

MINE: dict[str, Mine] = {
    "GET /v1/me": Mine(),
    "POST /v1/me/pictures": Mine(lambda _: PICTURE),
    "PUT /v1/me/pictures/avatar": Mine(lambda w: {"upload": w.new_picture()}, forbidden=STRANGERS, told=422),
    "DELETE /v1/me/pictures/avatar": Mine(),
    "PUT /v1/me/pictures/cover": Mine(
        lambda w: {"upload": w.new_picture("", "cover")}, forbidden=STRANGERS, told=422
    ),
    "DELETE /v1/me/pictures/cover": Mine(),
    "PATCH /v1/me": Mine(lambda _: {"title": "Engineer"}),
    "GET /v1/me/sessions": Mine(),
    "GET /v1/me/group-invitations": Mine(),
    "GET /v1/people": Mine(),
    "GET /v1/people/facets": Mine(),
    "GET /v1/groups": Mine(),
    "POST /v1/groups": Mine(lambda _: {"name": "Another"}, forbidden=("guest",)),
    "GET /v1/feed": Mine(),
    "PUT /v1/feed/seen": Mine(lambda w: {"entry": w.post}),  # takes any post's id, and tells nothing of it
    "GET /v1/invites": Mine(),
    "POST /v1/invites/bulk": Mine(lambda w: {"invites": [{"email": w.new_email(), "groups": [w.private]}]}),
    "POST /v1/live/tickets": Mine(),
    "GET /v1/conversations": Mine(),
    "GET /v1/documents": Mine(),
    "POST /v1/documents": Mine(lambda w: {"name": w.new_slug(), "size": 9, "sha256": "0" * 64}),
    "POST /v1/folders": Mine(lambda w: {"name": w.new_slug()}),
    "DELETE /v1/bin": Mine(),
    "GET /v1/bin": Mine(),
    "GET /v1/me/storage": Mine(),
    "GET /v1/me/chat": Mine(),
    "PATCH /v1/me/chat": Mine(lambda _: {"receipts": True}),
    "GET /v1/me/chat/changes": Mine(),
    "PUT /v1/me/presence": Mine(lambda _: {"status": "online"}),
    "GET /v1/presence": Mine(),
    "GET /v1/settings": Mine(),
    "PATCH /v1/settings": Mine(
        lambda _: {"share_links": True}, by="owner", forbidden=("keeper", "colleague", "guest")
    ),
    "GET /v1/branding": Mine(),
    "PUT /v1/branding": Mine(
        lambda _: {"accent": "#123456"}, by="owner", forbidden=("keeper", "colleague", "guest")
    ),
    "POST /v1/branding/previews": Mine(
        lambda _: {"accent": "#123456"}, by="owner", forbidden=("keeper", "colleague", "guest")
    ),
    "POST /v1/branding/uploads": Mine(
        lambda _: {"slot": "logo", "content_type": "image/png", "size": 100},
        by="owner",
        forbidden=("keeper", "colleague", "guest"),
    ),
}

PUBLIC: dict[str, Public] = {
    "GET /docs": Public(),
    "GET /v1/health": Public(),
    "GET /v1/openapi.json": Public(),
    "GET /v1/keys": Public(),
    "POST /v1/tenants": Public(
        body=lambda w: {
            "name": "New",
            "slug": f"{w.home.slug}-new",
            "owner": {"name": "N", "email": "n@new.test", "password": PASSWORD},
        },
        wrong_body=lambda w: {
            "name": "New",
            "slug": w.home.slug,
            "owner": {"name": "N", "email": "n@new.test", "password": PASSWORD},
        },
        refused=409,
    ),
    "POST /v1/sessions": Public(
        body=lambda w: w.credentials(),
        wrong_body=lambda w: w.credentials() | {"tenant": w.away.slug},
        refused=401,
    ),
    "POST /v1/sessions/refresh": Public(
        body=lambda w: {"refresh_token": w.new_session()["refresh_token"]},
        wrong_body=lambda w: {
            "refresh_token": w.new_session()["refresh_token"].replace(w.home.tenant, w.away.tenant)
        },
        refused=401,
    ),
    # Answers the same whatever address it is.
    "POST /v1/password-resets": Public(body=lambda w: {"tenant": w.home.slug, "email": "nobody@here.test"}),
    "POST /v1/password-resets/{token}": Public(
        ids=lambda w: {"token": w.new_reset()},
        body=lambda _: {"password": PASSWORD},
        wrong_ids=lambda w: link(w, w.new_reset()),
    ),
    "GET /v1/invitations/{token}": Public(
        ids=lambda w: {"token": w.new_link()}, wrong_ids=lambda w: link(w, w.new_link())
    ),
    "POST /v1/invitations/{token}/accept": Public(
        ids=lambda w: {"token": w.new_link()},
        body=lambda _: {"name": "New", "password": PASSWORD},
        wrong_ids=lambda w: link(w, w.new_link()),
    ),
    "GET /v1/shared/{token}": Public(
        ids=lambda w: {"token": w.shared}, wrong_ids=lambda w: link(w, w.shared)
    ),
    "POST /v1/shared/{token}/content": Public(
        ids=lambda w: {"token": w.shared}, wrong_ids=lambda w: link(w, w.shared)
    ),
    "GET /v1/tenants/{slug}/branding": Public(
        ids=lambda w: {"slug": w.home.slug}, wrong_ids=lambda _: {"slug": "nobody-has-this"}
    ),
    "GET /v1/tenants/{slug}/manifest.webmanifest": Public(
        ids=lambda w: {"slug": w.home.slug}, wrong_ids=lambda _: {"slug": "nobody-has-this"}
    ),
}

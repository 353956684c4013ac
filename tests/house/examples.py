"""A good body of every kind, and what its fields are made of."""

import json
import types
import typing
from typing import Any, NamedTuple

import msgspec

from chalicelib.core.http import Operation
from chalicelib.core.ids import ulid
from tests.house.answers import NAMED
from tests.people import PASSWORD

SOMEBODY = ulid()
OWNER = {"name": "Olga Owner", "email": "olga@example.test", "password": PASSWORD}

EXAMPLES: dict[str, dict[str, Any]] = {
    "NewTenant": {"name": "Acme", "slug": "acme", "owner": OWNER},
    "SignIn": {"tenant": "acme", "email": OWNER["email"], "password": PASSWORD},
    "Refresh": {"refresh_token": "a.b.c.1.d", "tenant": "acme"},
    "ResetRequest": {"tenant": "acme", "email": OWNER["email"]},
    "NewPassword": {"password": PASSWORD},
    "NewRole": {"role": "member"},
    "NewInvite": {"email": "new@example.test", "role": "member", "groups": [SOMEBODY]},
    "BulkInvites": {"invites": [{"email": "new@example.test", "role": "member", "groups": [SOMEBODY]}]},
    "Acceptance": {"name": "Nora New", "password": PASSWORD},
    "ProfilePatch": {
        "name": "Olga Owner",
        "title": "Head of Everything",
        "department": "Board",
        "location": "Berlin",
        "about": "Hello",
        "avatar": "picture",
        "time_zone": "Europe/Berlin",
    },
    "NewGroup": {"name": "Team", "description": "Us", "kind": "team", "visibility": "open"},
    "GroupPatch": {"name": "Team", "description": "Us", "kind": "team", "visibility": "open"},
    "NewMember": {"role": "member"},
    "JoinRequest": {"message": "Please"},
    "GroupInvitation": {"user": SOMEBODY},
    "NewPost": {"body": "Hello", "kind": "update", "attachments": [SOMEBODY]},
    "PostPatch": {"body": "Hello", "kind": "update", "attachments": [SOMEBODY]},
    "NewComment": {"body": "Yes", "reply_to": None, "attachments": [SOMEBODY]},
    "CommentPatch": {"body": "No", "attachments": [SOMEBODY]},
    "Seen": {"entry": f"{SOMEBODY}u{SOMEBODY}"},
    "NewConversation": {"people": [SOMEBODY], "group": None, "name": "Lunch", "avatar": "soup"},
    "ConversationPatch": {"name": "Lunch", "avatar": "soup"},
    "NewSeat": {"history": True, "role": "member"},
    "NewMessage": {"body": "Hello", "client_id": "abc", "reply_to": None, "attachments": [SOMEBODY]},
    "NewForward": {"conversation": f"c{SOMEBODY}", "message": 1, "client_id": "abc"},
    "MessagePatch": {"body": "Hello"},
    "NewCall": {
        "device": "a-device-of-mine",
        "media": "video",
        "muted": True,
        "camera": False,
        "meetings": True,
    },
    "NewPlace": {"muted": True, "camera": False, "meetings": True},
    "PlacePatch": {"muted": True, "camera": True, "screen": False},
    "NewSignal": {
        "device": "a-device-of-mine",
        "to": "another-device",
        "description": {"type": "offer", "sdp": "v=0"},
        "candidates": [{"candidate": "candidate:1", "sdpMid": "0", "usernameFragment": "abcd"}],
    },
    "Read": {"message": 1},
    "NewPresence": {"status": "online"},
    "ChatPatch": {"receipts": True},
    "NewBranding": {
        "name": "Acme",
        "welcome": "Come in",
        "accent": "#336699",
        "accent_dark": "#99bbee",
        "header": "#102030",
        "header_dark": "#102030",
        "logo": None,
        "logo_dark": None,
        "favicon": None,
    },
    "OwnColours": {"accent": "#336699", "accent_dark": None, "header": "#102030", "header_dark": "#102030"},
    "NewFolder": {"name": "Plans", "album": True},
    "NewDocument": {
        "name": "Plan.txt",
        "size": 5,
        "sha256": "0" * 64,
        "content_type": "text/plain",
        "note": "First",
    },
    "NewShareLink": {"days": 7, "password": PASSWORD},
    "SharePassword": {"password": PASSWORD},
    "NetworkSettingsPatch": {"share_links": True},
    "NewCopy": {"name": "Plan (2).txt"},
    "DocumentPatch": {"name": "Plan.txt"},
    "Restoring": {"number": 1},
    "PartsAsked": {"parts": [{"number": 1, "sha256": "0" * 64}]},
    "Completion": {"parts": [{"number": 1, "etag": "x", "sha256": "0" * 64}]},
    "NewPicture": {"slot": "avatar", "content_type": "image/png", "size": 1000},
    "Picture": {"upload": SOMEBODY},
    "NewUpload": {"slot": "logo", "content_type": "image/png", "size": 1000},
}

WITH_BODY = {name: operation for name, operation in NAMED.items() if operation.body}


def example(operation: Operation) -> dict[str, Any]:
    """A good body for an operation, for the test to spoil."""
    assert operation.body
    copied: dict[str, Any] = json.loads(json.dumps(EXAMPLES[operation.body.__name__]))
    return copied


class Field(NamedTuple):
    """A place in a body, named as problems name it: "owner.name", "invites[0].email"."""

    name: str
    type: Any
    required: bool

    def put(self, body: Any, value: Any) -> Any:
        """The body with this value in this place."""
        spoilt = json.loads(json.dumps(body))
        *way, last = self._path()
        _walk(spoilt, way)[last] = value
        return spoilt

    def drop(self, body: Any) -> Any:
        """The body without this field."""
        spoilt = json.loads(json.dumps(body))
        *way, last = self._path()
        del _walk(spoilt, way)[last]
        return spoilt

    def take(self, body: Any) -> Any:
        return _walk(body, self._path())

    def _path(self) -> list[str | int]:
        parts = self.name.replace("[0]", ".0").split(".")
        return [int(part) if part == "0" else part for part in parts]

    def take_attribute(self, body: Any) -> Any:
        """The same of the struct that was read."""
        for part in self._path():
            body = body[part] if isinstance(part, int) else getattr(body, part)
        return body

    @property
    def is_text(self) -> bool:
        return any(one is str for one in _options(self.type))

    @property
    def is_number(self) -> bool:
        return int in _options(self.type)

    @property
    def is_flag(self) -> bool:
        return bool in _options(self.type)

    @property
    def longest(self) -> int:
        """Characters that it takes; where a pattern alone decides, a few more than that."""
        return int(self._schema().get("maxLength", 40))

    @property
    def has_form(self) -> bool:
        return "pattern" in self._schema()

    def _schema(self) -> dict[str, Any]:
        schema = msgspec.json.schema(self.type)
        (text,) = [one for one in schema.get("anyOf", [schema]) if one.get("type") == "string"]
        return dict(text)


def fields(kind: Any, prefix: str = "") -> list[Field]:
    """The leaves of a struct, those of lists and of structs within it among them."""
    found = []
    for field in msgspec.structs.fields(kind):
        name = prefix + field.encode_name
        inner = [one for one in _options(field.type) if _is_struct(one) or typing.get_origin(one) is list]
        if not inner:
            found.append(Field(name, field.type, field.required))
        for one in inner:
            (item,) = typing.get_args(one) or (None,)
            if _is_struct(one):
                found += fields(one, f"{name}.")
            elif _is_struct(item):
                found += fields(item, f"{name}[0].")
            else:
                found.append(Field(f"{name}[0]", item, required=False))
    return found


def _walk(body: Any, path: list[str | int]) -> Any:
    for part in path:
        body = body[part]
    return body


def _options(kind: Any) -> list[Any]:
    """What a type may be, without its Annotated shells."""
    if typing.get_origin(kind) is typing.Annotated:
        return _options(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return [option for one in typing.get_args(kind) for option in _options(one)]
    return [kind]


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)

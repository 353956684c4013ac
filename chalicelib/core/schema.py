"""What bodies and answers are made of: msgspec structs, and the kinds of text they hold."""

from typing import Annotated, Generic, Protocol, TypeVar

import msgspec
from msgspec import Meta

from chalicelib.core.errors import Stale

T = TypeVar("T")


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a client sends. Unknown fields are refused, so a typing mistake is not lost silently."""


class Answer(msgspec.Struct, kw_only=True):
    """What a client gets."""


class Query(Body):
    """Parameters behind the question mark."""


class Paging(Query):
    limit: Annotated[int, Meta(ge=1, le=100, description="How many, at most")] = 20
    cursor: Annotated[str, Meta(max_length=1000, description="`next` of the page before")] | None = None


class Page(msgspec.Struct, Generic[T], kw_only=True):
    items: list[T]
    next: str | None = None


class Versioned(Protocol):
    version: int


V = TypeVar("V", bound=Versioned)


def unchanged(answer: V, version: int | None) -> V:
    """The answer to a change without changes. Raises Stale where If-Match names another version."""
    if version not in (None, answer.version):
        raise Stale
    return answer


class Accepted(Answer):
    """202: it will be done, and no more is told."""

    status: str = "accepted"


# In patterns: Python's `$` also stands before a newline at the end; `$(?!\n)` is the end, in JavaScript too.

# No control characters, and none that turns the line around for what stands beside it.
_UNFIT = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
# Characters that show nothing, but may stand within a name: in emojis, or to join and part letters.
_UNSEEN = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0"
)
# A name that people read: one line, with something to see in it.
Name = Annotated[
    str,
    Meta(min_length=1, max_length=80, pattern=rf"^[^{_UNFIT}]*[^{_UNFIT}{_UNSEEN}][^{_UNFIT}]*$(?!\n)"),
]
Line = Annotated[str, Meta(max_length=120, pattern=rf"^[^{_UNFIT}]*$(?!\n)")]
Text = Annotated[str, Meta(max_length=4000)]
# Empty where files say it all.
Markdown = Annotated[str, Meta(max_length=20_000, description="Markdown (CommonMark)")]
# What HTML calls a valid e-mail address, with a dot in the domain; SES takes no other characters.
# https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
Email = Annotated[
    str,
    Meta(
        min_length=3,
        max_length=254,
        pattern=r"^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
        r"(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)+$(?!\n)",
    ),
]
Password = Annotated[str, Meta(min_length=10, max_length=200)]
Slug = Annotated[
    str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$(?!\n)", description="3 to 32 of a-z, 0-9 and -")
]
Id = Annotated[str, Meta(min_length=1, max_length=128)]

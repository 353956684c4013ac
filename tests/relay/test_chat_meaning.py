"""What changes of conversations mean, without a table."""

from typing import Any

import pytest

from chalicelib.core.events import (
    AnyEvent,
    CallChanged,
    CallStarted,
    ConversationChanged,
    ConversationRead,
    MessageChanged,
    MessageSent,
)
from chalicelib.relay.model import meaning, read
from tests.relay.test_meaning import BASE, record

SAID = {"body": {"S": "Hello"}}
SEAT = {"read": {"N": "1"}, "last": {"N": "3"}}
CALL: dict[str, Any] = {"id": {"S": "7"}, "version": {"N": "1"}}
HEAD = {"name": {"S": "Lunch"}, "people": {"N": "3"}}
A_FEW: dict[str, Any] = {"conversation": "cX", **BASE}


@pytest.mark.parametrize(
    ("pk", "sk", "before", "after", "expected"),
    [
        pytest.param("C#cX", "M#00000007", None, SAID, MessageSent(number=7, **A_FEW), id="sent"),
        pytest.param(
            "C#cX",
            "M#00000007",
            SAID,
            {"body": {"S": "Bye"}},
            MessageChanged(number=7, **A_FEW),
            id="edited",
        ),
        pytest.param(
            "C#cX",
            "M#00000007",
            SAID,
            SAID | {"reactions": {"SS": ["👍 ada"]}},
            MessageChanged(number=7, **A_FEW),
            id="reacted to",
        ),
        pytest.param("C#cX", "M#00000007", SAID, None, None, id="gone for good"),
        pytest.param("C#cX", "C", None, HEAD, None, id="begun: the seats say so"),
        pytest.param(
            "C#cX", "C", HEAD, HEAD | {"name": {"S": "Dinner"}}, ConversationChanged(**A_FEW), id="named"
        ),
        pytest.param("C#cX", "C", HEAD, HEAD | {"people": {"N": "4"}}, None, id="counted"),
        pytest.param("S#cX", "S#ada", None, SEAT, ConversationChanged(user="ada", **A_FEW), id="came"),
        pytest.param("S#cX", "S#ada", SEAT, None, ConversationChanged(user="ada", **A_FEW), id="left"),
        pytest.param(
            "S#cX",
            "S#ada",
            SEAT,
            SEAT | {"read": {"N": "2"}},
            ConversationRead(user="ada", **A_FEW),
            id="read",
        ),
        pytest.param(
            "S#cX",
            "S#ada",
            SEAT,
            SEAT | {"muted": {"BOOL": True}},
            ConversationChanged(user="ada", private=True, **A_FEW),
            id="muted",
        ),
        pytest.param(
            "S#cX",
            "S#ada",
            SEAT,
            SEAT | {"role": {"S": "owner"}},
            ConversationChanged(user="ada", **A_FEW),
            id="given a role",
        ),
        pytest.param("C#cX", "V", None, CALL, CallStarted(call="7", **A_FEW), id="a call begins"),
        pytest.param(
            "C#cX",
            "V",
            CALL,
            CALL | {"version": {"N": "2"}},
            CallChanged(call="7", **A_FEW),
            id="a call changes",
        ),
        pytest.param("C#cX", "V", CALL, None, None, id="a call is gone"),
        pytest.param("S#dX", "S#ada", None, SEAT, None, id="two begin to talk"),
        pytest.param("S#gX", "S#ada", None, SEAT, None, id="a member looks into a channel"),
    ],
)
def test_a_change_of_a_conversation_means(
    pk: str, sk: str, before: Any, after: Any, expected: AnyEvent | None
) -> None:
    assert meaning(read(record(pk, sk, before, after))) == ([expected] if expected else [])

"""What changes of the table mean, without a table."""

from typing import Any

import pytest

from chalicelib.core import events
from chalicelib.relay.model import meaning, read

BASE: dict[str, Any] = {"tenant": "TENANT01", "id": "change-1", "at": 1_700_000_000}
POST = {"by": {"M": {"id": {"S": "ada"}}}, "body": {"S": "Hello"}, "version": {"N": "1"}}
COMMENT = {"by": {"S": "ada"}, "place": {"S": "POSTgGROUP"}, "mentions": {"L": [{"S": "ben"}]}}
REACTION = {"place": {"S": "POSTgGROUP"}, "at": {"N": "1"}}
GROUP = {"name": {"S": "One"}, "visibility": {"S": "open"}}
PERSON = {"name": {"S": "Ada"}, "role": {"S": "member"}}
INVITE = {"email": {"S": "ada@acme.test"}}
ITEM = {"at": {"N": "1"}}


def record(
    pk: str, sk: str, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
) -> dict[str, Any]:
    images = {"OldImage": before, "NewImage": after}
    return {
        "eventID": "change-1",
        "dynamodb": {
            "Keys": {"pk": {"S": f"TENANT01#{pk}"}, "sk": {"S": sk}},
            "SequenceNumber": "300000000000000000001",
            "ApproximateCreationDateTime": 1_700_000_000.5,
        }
        | {name: image for name, image in images.items() if image is not None},
    }


@pytest.mark.parametrize(
    ("pk", "sk", "before", "after", "expected"),
    [
        (
            "w#gGROUP",
            "p#POST",
            None,
            POST | {"mentions": {"L": [{"S": "ben"}]}},
            events.PostPublished(container="gGROUP", post="POST", author="ada", mentions=["ben"], **BASE),
        ),
        (
            "w#uada",
            "p#POST",
            POST,
            POST | {"version": {"N": "2"}},
            events.PostChanged(container="uada", post="POST", **BASE),
        ),
        (
            "w#gGROUP",
            "p#POST",
            POST,
            POST | {"version": {"N": "2"}, "deleted": {"N": "1"}},
            events.PostDeleted(container="gGROUP", post="POST", **BASE),
        ),
        (
            "p#POST",
            "c#COMMENT",
            None,
            COMMENT,
            events.CommentAdded(
                post="POSTgGROUP", comment="COMMENTPOSTgGROUP", author="ada", mentions=["ben"], **BASE
            ),
        ),
        (
            "p#POST",
            "r#POST##️⃣#ada",
            None,
            REACTION,
            events.Reacted(post="POSTgGROUP", target="POST", emoji="#️⃣", user="ada", **BASE),
        ),
        ("g#GROUP", "m#ada", None, ITEM, events.MemberJoined(group="GROUP", user="ada", **BASE)),
        ("g#GROUP", "m#ada", ITEM, None, events.MemberLeft(group="GROUP", user="ada", **BASE)),
        ("g#GROUP", "g", GROUP, GROUP | {"name": {"S": "Two"}}, events.GroupChanged(group="GROUP", **BASE)),
        (
            "g#GROUP",
            "g",
            GROUP,
            GROUP | {"deleted": {"BOOL": True}},
            events.GroupDeleted(group="GROUP", **BASE),
        ),
        ("u#ada", "u", None, PERSON, events.PersonJoined(user="ada", **BASE)),
        ("u#ada", "u", PERSON, PERSON | {"name": {"S": "Eve"}}, events.PersonChanged(user="ada", **BASE)),
        ("F#ben", "f>ada", None, ITEM, events.PersonFollowed(follower="ada", followee="ben", **BASE)),
        ("F#ben", "f>ada", ITEM, None, events.PersonUnfollowed(follower="ada", followee="ben", **BASE)),
        ("i#1", "i#1", None, INVITE, events.PersonInvited(invite="1", **BASE)),
        ("i#1", "i#1", INVITE, INVITE | {"sends": {"N": "2"}}, events.PersonInvited(invite="1", **BASE)),
        ("x#1", "x#1", None, ITEM, events.PasswordResetRequested(reset="1", **BASE)),
        ("t", "t", None, ITEM, events.TenantSignedUp(**BASE)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, events.Event) else "",
)
def test_a_change_is_one_event(
    pk: str, sk: str, before: dict[str, Any] | None, after: dict[str, Any] | None, expected: events.Event
) -> None:
    assert meaning(read(record(pk, sk, before, after))) == [expected]


@pytest.mark.parametrize(
    ("pk", "sk", "before", "after"),
    [
        pytest.param("w#gGROUP", "p#POST", POST, POST | {"seq": {"S": "1"}}, id="a count"),
        pytest.param("w#gGROUP", "p#POST", POST, None, id="a post expunged"),
        pytest.param("p#POST", "c#COMMENT", COMMENT, COMMENT | {"body": {"S": "x"}}, id="a comment edited"),
        pytest.param("p#POST", "r#POST#👍#ada", REACTION, None, id="a reaction taken back"),
        pytest.param("p#POST", "w#ada", None, ITEM, id="taking part"),
        pytest.param("g#GROUP", "m#ada", ITEM, ITEM | {"r": {"S": "o"}}, id="a role given"),
        pytest.param("g#GROUP", "g", None, GROUP, id="a group made"),
        pytest.param("g#GROUP", "g", GROUP, GROUP | {"owners": {"N": "2"}}, id="another owner"),
        pytest.param("u#ada", "u", PERSON, PERSON | {"about": {"S": "x"}}, id="a profile edited"),
        pytest.param(
            "i#1", "i#1", INVITE, INVITE | {"status": {"S": "accepted"}}, id="an invitation accepted"
        ),
        pytest.param("x#1", "x#1", ITEM, None, id="a reset used"),
        pytest.param("f#uada", "f#POST", None, ITEM, id="a feed row"),
    ],
)
def test_other_changes_are_no_news(
    pk: str, sk: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    assert meaning(read(record(pk, sk, before, after))) == []


def test_a_post_without_an_author_cannot_be_told() -> None:
    with pytest.raises(KeyError):
        meaning(read(record("w#gGROUP", "p#POST", None, {"body": {"S": "Hello"}})))


def test_sequence_numbers_compare_as_text() -> None:
    small, large = record("t", "t"), record("t", "t")
    small["dynamodb"]["SequenceNumber"], large["dynamodb"]["SequenceNumber"] = "9", "10"
    assert read(small).sequence < read(large).sequence

"""Larger meetings: Amazon Chime SDK mixes for more people than browsers can send to each other.

https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_Operations_Amazon_Chime_SDK_Meetings.html
"""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.calls.model import CallItem, Place
from chalicelib.calls.shapes import Meeting
from chalicelib.core import aws, settings
from chalicelib.core.actor import Actor


class Gone(Exception):
    """The meeting has ended by itself: five minutes without anybody in it, or after a day.

    https://aws.github.io/amazon-chime-sdk-js/modules/faqs.html#when-does-an-amazon-chime-sdk-meeting-end
    """


def is_set_up() -> bool:
    return bool(settings.chime_region())


def begin(item: CallItem) -> str:
    """A meeting for a call, as JSON: for those who ask at once the same, after one has ended another."""
    ended = json.loads(item.meeting)["MeetingId"] if item.meeting else "first"
    answer = _client().create_meeting(
        ClientRequestToken=f"{item.id}-{ended}",  # 64 characters at most
        MediaRegion=settings.chime_region(),
        ExternalMeetingId=item.id,
    )
    return json.dumps(answer["Meeting"])


def join(actor: Actor, item: CallItem, device: str) -> Meeting:
    """What the actor's browser joins with; the token in it is theirs alone. Raises Gone."""
    meeting: dict[str, Any] = json.loads(item.meeting)
    with _unless_gone():
        answer = _client().create_attendee(
            MeetingId=meeting["MeetingId"], ExternalUserId=_external(actor.user, device)
        )
    return Meeting(meeting=meeting, attendee=answer["Attendee"])


def put_out(item: CallItem, gone: list[Place]) -> None:
    """Whose place was taken from them neither hears nor is heard any more, whatever their app does."""
    theirs = {_external(one.person.id, one.device) for one in gone}
    meeting = json.loads(item.meeting)["MeetingId"]
    with contextlib.suppress(Gone), _unless_gone():
        for one in _attendees(meeting):
            if one["ExternalUserId"] in theirs:
                _client().delete_attendee(MeetingId=meeting, AttendeeId=one["AttendeeId"])


def _attendees(meeting: str) -> list[dict[str, str]]:
    """Who joined twice is in it twice."""
    found: list[dict[str, str]] = []
    asked = {"MeetingId": meeting}
    while True:
        answer = _client().list_attendees(**asked)
        found += answer["Attendees"]
        if not answer.get("NextToken"):
            return found
        asked["NextToken"] = answer["NextToken"]


def end(item: CallItem) -> None:
    with contextlib.suppress(Gone), _unless_gone():
        _client().delete_meeting(MeetingId=json.loads(item.meeting)["MeetingId"])


def _external(user: str, device: str) -> str:
    """By it apps find the person of an attendee; Chime takes 64 characters."""
    return f"{user[-20:]}#{device}"


@contextlib.contextmanager
def _unless_gone() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] != "NotFoundException":
            raise
        raise Gone from error


def _client() -> Any:
    return aws.client("chime-sdk-meetings", settings.chime_region())

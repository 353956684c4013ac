"""Larger meetings: Amazon Chime SDK mixes for more people than browsers can send to each other.

https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_Operations_Amazon_Chime_SDK_Meetings.html
"""

import json
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.calls.model import CallItem
from chalicelib.calls.shapes import Meeting
from chalicelib.core import aws, settings
from chalicelib.core.actor import Actor


def is_set_up() -> bool:
    return bool(settings.chime_region())


def begin(item: CallItem) -> str:
    """The meeting of a call, as JSON. Asked for twice it is the same one."""
    answer = _client().create_meeting(
        ClientRequestToken=item.id, MediaRegion=settings.chime_region(), ExternalMeetingId=item.id
    )
    return json.dumps(answer["Meeting"])


def join(actor: Actor, item: CallItem, device: str) -> Meeting:
    """What the actor's browser joins with; the token in it is theirs alone."""
    meeting: dict[str, Any] = json.loads(item.meeting)
    answer = _client().create_attendee(
        MeetingId=meeting["MeetingId"], ExternalUserId=f"{actor.user[-20:]}#{device}"
    )
    return Meeting(meeting=meeting, attendee=answer["Attendee"])


def end(item: CallItem) -> None:
    try:
        _client().delete_meeting(MeetingId=json.loads(item.meeting)["MeetingId"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "NotFoundException":  # it ends by itself when it is empty
            raise


def _client() -> Any:
    return aws.client("chime-sdk-meetings", settings.chime_region())

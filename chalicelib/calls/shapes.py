"""What clients send and get of calls."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.calls.model import Media
from chalicelib.core.schema import Answer, Body, Id
from chalicelib.people.service import Card

MOST_CANDIDATES = 30  # in one signal: their texts fit into a frame
DEVICE = r"^[A-Za-z0-9_-]{8,40}$(?!\n)"

Device = Annotated[
    str, Meta(max_length=40, pattern=DEVICE, description="A name of the client's own for this tab, by chance")
]
Sdp = Annotated[str, Meta(max_length=24_000)]
# What browsers write into these is ASCII.
Token = Annotated[str, Meta(max_length=256, pattern=r"^[\x20-\x7e]*$(?!\n)")]

# In


class NewCall(Body):
    """With sound, or with pictures too. `muted` and `camera`: how I come in; `meetings`: this app can go on
    in a meeting of Amazon Chime SDK."""

    device: Device
    media: Media = "audio"
    muted: bool = False
    camera: bool = False
    meetings: bool = False


class NewPlace(Body):
    muted: bool = False
    camera: bool = False
    meetings: bool = False


class PlacePatch(Body):
    """Empty, it says that I am still there: to be said every 30 seconds. `away`: the page
    goes, and may come back within 15 seconds, by joining again; after them I am taken out."""

    muted: bool | UnsetType = UNSET
    camera: bool | UnsetType = UNSET
    screen: bool | UnsetType = UNSET
    away: bool | UnsetType = UNSET


class Description(Body):
    """A session description of WebRTC."""

    type: Literal["offer", "answer", "pranswer", "rollback"]
    sdp: Sdp = ""


class Candidate(Body):
    """Of a browser's RTCIceCandidate; `sdpMid` says where it belongs."""

    candidate: Annotated[str, Meta(max_length=500, pattern=r"^[\x20-\x7e]*$(?!\n)")]
    sdpMid: Annotated[str, Meta(max_length=64, pattern=r"^[\x20-\x7e]*$(?!\n)")] | None = None  # noqa: N815
    usernameFragment: Token | None = None  # noqa: N815


class NewSignal(Body):
    """From my device to another in the call: a description, or candidates, several at once."""

    device: Device
    to: Device
    description: Description | None = None
    candidates: Annotated[list[Candidate], Meta(max_length=MOST_CANDIDATES)] = []


class Signal(NewSignal, kw_only=True):
    """As a frame."""

    call: Id


# Out


class CallParticipant(msgspec.Struct):
    person: Card
    device: str
    joined_at: str
    muted: bool
    camera: bool
    screen: bool
    away: bool


class Call(Answer):
    """`rings` until `ring_until`; of two frames the one with the higher `version` is newer. `meeting`: it has
    grown beyond six and goes on in a meeting of Amazon Chime SDK; each joins again to be told how."""

    id: str
    conversation: str
    by: Card
    media: Media
    started_at: str
    ring_until: str | None
    answered_at: str | None
    declined: list[str]
    participants: list[CallParticipant]
    meeting: bool
    version: int


class IceServer(msgspec.Struct, omit_defaults=True):
    """As RTCPeerConnection takes it."""

    urls: list[str]
    username: str = ""
    credential: str = ""


class Meeting(msgspec.Struct):
    """As MeetingSessionConfiguration of amazon-chime-sdk-js takes it: what AWS answered, unchanged."""

    meeting: dict[str, Any]
    attendee: dict[str, Any]


class Joined(Answer):
    """`servers` are good for `servers_seconds`; joining again gives new ones."""

    call: Call
    servers: list[IceServer]
    servers_seconds: int
    meeting: Meeting | None


class Running(Answer):
    """`larger`: whether more than `most` can take part here."""

    call: Call | None
    most: int
    larger: bool

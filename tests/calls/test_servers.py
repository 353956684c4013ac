"""STUN and TURN servers from the settings, and meetings of Amazon Chime SDK."""

import base64
import hmac
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.stub import ANY, Stubber

from chalicelib.calls import chime
from chalicelib.core import clock, secrets, settings
from tests.calls.ringing import call, device, join, leave, notes, people_in, running
from tests.chat.talk import some
from tests.people import Network, Person


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUN_URLS", "stun:stun.example.com:3478")
    monkeypatch.setenv("TURN_URLS", "turn:turn.example.com:3478, turns:turn.example.com:5349?transport=tcp")


def shared() -> str:
    """What the TURN servers know too."""
    return secrets.secret(settings.turn_secret())["secret"]


def test_without_servers_in_the_settings_browsers_find_each_other_by_themselves(trio: list[Person]) -> None:
    begun = trio[0].post(f"{some(*trio)}/calls", {"device": "a-device-of-mine"})
    assert begun["servers"] == []


@pytest.mark.usefixtures("turn")
def test_whoever_joins_is_told_the_servers_with_credentials_for_some_hours(trio: list[Person]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    answer = join(trio[1], begun).json()
    stun, relay = answer["servers"]
    assert stun == {"urls": ["stun:stun.example.com:3478"]}
    assert relay["urls"] == ["turn:turn.example.com:3478", "turns:turn.example.com:5349?transport=tcp"]
    expires, _, user = relay["username"].partition(":")
    assert user == trio[1].id
    assert 0 < int(expires) - clock.now() <= answer["servers_seconds"] == 4 * 3600
    expected = hmac.digest(shared().encode(), relay["username"].encode(), "sha1")
    assert base64.b64decode(relay["credential"]) == expected


@pytest.mark.usefixtures("turn")
def test_credentials_are_for_those_in_the_call_alone(trio: list[Person]) -> None:
    path = some(*trio)
    begun = call(trio[0], path)
    told = json.dumps([trio[2].get(f"{path}/calls"), trio[2].get(f"/v1/calls/{begun['id']}")])
    assert "credential" not in told
    assert "turn" not in told


@pytest.mark.usefixtures("turn")
def test_no_credential_is_logged(trio: list[Person], logged: io.StringIO) -> None:
    begun = trio[0].post(f"{some(*trio)}/calls", {"device": "a-device-of-mine"})
    assert '"route":"/v1/conversations/{conversation}/calls"' in logged.getvalue()
    assert begun["servers"][1]["credential"] not in logged.getvalue()
    assert shared() not in logged.getvalue()


# Larger meetings. There is no Amazon Chime SDK in the local cloud: botocore's own stub plays it, and checks
# what it is asked against the model of the service.

MEETING = {
    "MeetingId": "11111111-2222-3333-4444-555555555555",
    "ExternalMeetingId": "a call",
    "MediaRegion": "eu-central-1",
    "MediaPlacement": {"AudioHostUrl": "audio.example", "SignalingUrl": "wss://signal.example"},
}


@pytest.fixture
def meetings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    monkeypatch.setenv("CHIME_REGION", "eu-central-1")
    import botocore.session

    client = botocore.session.get_session().create_client("chime-sdk-meetings", region_name="eu-central-1")
    monkeypatch.setattr(chime, "_client", lambda: client)
    with Stubber(client) as stub:
        yield stub


ANOTHER = "66666666-7777-8888-9999-000000000000"
ATTENDEE = {"ExternalUserId": "somebody", "AttendeeId": "a-1", "JoinToken": "token"}


def known(id_: str, external: str) -> dict[str, str]:
    return {"AttendeeId": id_, "ExternalUserId": external}


def attendee(stub: Stubber) -> None:
    stub.add_response(
        "create_attendee",
        {"Attendee": ATTENDEE},
        {"MeetingId": MEETING["MeetingId"], "ExternalUserId": ANY},
    )


def test_the_seventh_makes_it_a_meeting_that_the_others_are_told_of(
    network: Network, meetings: Stubber
) -> None:
    people = network.people(*(f"Person {n}" for n in range(8)))
    path = some(*people)
    begun = call(people[0], path)
    for person in people[1:6]:
        assert join(person, begun).json()["meeting"] is None
    id_ = begun["id"][:26]
    asked = {"ClientRequestToken": ANY, "ExternalMeetingId": id_, "MediaRegion": "eu-central-1"}
    meetings.add_response("create_meeting", {"Meeting": MEETING}, asked)
    attendee(meetings)
    seventh = join(people[6], begun).json()
    assert seventh["meeting"]["meeting"]["MediaPlacement"] == MEETING["MediaPlacement"]
    assert seventh["meeting"]["attendee"]["JoinToken"] == "token"
    shown = running(people[0], path)
    assert (shown["meeting"], len(people_in(shown))) == (True, 7)
    assert "JoinToken" not in json.dumps(shown)
    # The others join it too; an eighth needs no other meeting.
    attendee(meetings)
    assert join(people[0], begun).json()["meeting"]
    attendee(meetings)
    assert join(people[7], begun).json()["meeting"]
    assert people[0].get(f"{path}/calls")["most"] == 50
    meetings.add_response("delete_meeting", {}, {"MeetingId": MEETING["MeetingId"]})
    for person in people:
        leave(person, begun)
    (left,) = notes(people[0], path)
    assert left["people"] == 8
    meetings.assert_no_pending_responses()


def test_a_meeting_that_has_ended_by_itself_is_none_to_end(
    network: Network, meetings: Stubber, later: Callable[[float], None]
) -> None:
    people = network.people(*(f"Person {n}" for n in range(7)))
    path = some(*people)
    begun = call(people[0], path)
    for person in people[1:6]:
        join(person, begun)
    meetings.add_response("create_meeting", {"Meeting": MEETING})
    attendee(meetings)
    join(people[6], begun)
    later(200)
    meetings.add_client_error("delete_meeting", "NotFoundException")
    another: Any = call(people[0], path)
    assert another["id"] != begun["id"]
    meetings.assert_no_pending_responses()


def test_a_meeting_that_has_ended_by_itself_is_begun_again_for_who_joins(
    network: Network, meetings: Stubber
) -> None:
    """Chime answers who asks with the same token with the same meeting, though it has ended."""
    people = network.people(*(f"Person {n}" for n in range(7)))
    begun = call(people[0], some(*people))
    for person in people[1:6]:
        join(person, begun)
    tokens: list[str] = []
    meetings.client.meta.events.register(
        "provide-client-params.chime-sdk-meetings.CreateMeeting",
        lambda params, **_: tokens.append(params["ClientRequestToken"]),
    )
    meetings.add_response("create_meeting", {"Meeting": MEETING})
    attendee(meetings)
    join(people[6], begun)
    meetings.add_client_error("create_attendee", "NotFoundException")
    meetings.add_response("create_meeting", {"Meeting": MEETING | {"MeetingId": ANOTHER}})
    meetings.add_response(
        "create_attendee", {"Attendee": ATTENDEE}, {"MeetingId": ANOTHER, "ExternalUserId": ANY}
    )
    again = join(people[0], begun).json()
    assert again["meeting"]["meeting"]["MeetingId"] == ANOTHER
    assert len({*tokens}) == 2
    meetings.add_response(
        "create_attendee", {"Attendee": ATTENDEE}, {"MeetingId": ANOTHER, "ExternalUserId": ANY}
    )
    assert join(people[1], begun).json()["meeting"]["meeting"]["MeetingId"] == ANOTHER
    meetings.assert_no_pending_responses()


def test_whoever_may_no_longer_take_part_is_put_out_of_the_meeting(
    network: Network, meetings: Stubber
) -> None:
    """As often as they joined: an app of theirs that does not leave hears nothing more."""
    people = network.people(*(f"Person {n}" for n in range(7)))
    path = some(*people)
    begun = call(people[0], path)
    for person in people[1:6]:
        join(person, begun)
    meetings.add_response("create_meeting", {"Meeting": MEETING})
    attendee(meetings)
    join(people[6], begun)
    gone = f"{people[3].id[-20:]}#{device(people[3])}"
    another = f"{people[2].id[-20:]}#{device(people[2])}"
    first = {"Attendees": [known("a-1", gone), known("a-2", another)], "NextToken": "more"}
    meetings.add_response("list_attendees", first, {"MeetingId": MEETING["MeetingId"]})
    second = {"MeetingId": MEETING["MeetingId"], "NextToken": "more"}
    meetings.add_response("list_attendees", {"Attendees": [known("a-3", gone)]}, second)
    for id_ in ("a-1", "a-3"):
        meetings.add_response("delete_attendee", {}, {"MeetingId": MEETING["MeetingId"], "AttendeeId": id_})
    people[3].delete(f"{path}/members/{people[3].id}")
    network.cloud.wait_idle()
    assert people[3].id not in people_in(running(people[0], path))
    meetings.assert_no_pending_responses()


@pytest.mark.usefixtures("meetings")
def test_an_app_that_holds_no_larger_meetings_keeps_a_call_at_six(network: Network) -> None:
    people = network.people(*(f"Person {n}" for n in range(7)))
    begun = call(people[0], some(*people))
    for person in people[1:6]:
        join(person, begun, meetings=False)
    answer = join(people[6], begun)
    assert (answer.status_code, answer.json()["limit"]) == (409, 6)

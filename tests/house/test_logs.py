"""The logs of a whole run hold ids and numbers: no password, token, address, name or word of a post."""

import io
import json
from collections.abc import Callable

import pytest
from websockets.sync.client import connect

from tests.people import Network

PASSWORD = "a password in no log"
WORDS = "words that people wrote"
NAME = "Namenlos"
# What a line may say: ids, numbers and our own names of things. Think before you add to it.
MEMBERS = {
    *("level", "location", "message", "timestamp", "service"),
    *("request_id", "message_id", "event_id", "tenant", "actor", "post"),
    *("method", "route", "status", "ms", "event", "messages", "type", "readers"),
    *("exception", "exception_name"),
    *("_aws", "stack", "Faults", "DeliveredPostAge"),
}


def test_a_run_writes_no_secret_into_its_logs(sign_up: Callable[[], Network], logged: io.StringIO) -> None:
    secrets = run(sign_up())
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert {"/v1/sessions", "/v1/posts/{post}"} <= {line.get("route") for line in lines}
    assert {line.get("event") for line in lines} >= {"PersonInvited", "Slice", "MessageSent", "CallStarted"}
    assert {line.get("type") for line in lines} >= {"watch", "typing"}
    assert {member for line in lines for member in line} - MEMBERS == set()
    told = logged.getvalue()
    assert [
        what for what, secret in secrets.items() if secret in told or json.dumps(secret)[1:-1] in told
    ] == []


def test_each_line_names_its_request_and_whose_it_is(network: Network, logged: io.StringIO) -> None:
    post = network.owner.publish(network.owner.make_group(), WORDS)
    network.cloud.wait_idle()
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    ours = [line for line in lines if line.get("tenant") == network.tenant]
    assert {line["actor"] for line in ours if line["message"] == "request"} == {network.owner.id}
    assert {line["event"] for line in ours if line["message"] == "message"} >= {"PostPublished", "Slice"}
    assert [post.startswith(line["post"]) for line in ours if line["message"] == "delivered"] == [True]
    assert [line for line in ours if not line["request_id"]] == []


def run(network: Network) -> dict[str, str]:
    """A day in a network, with its mistakes. Answers what must stay out of the logs."""
    client, owner = network.client, network.owner
    email = f"secret-address@{network.slug}.test"
    owner.post("/v1/invites", {"email": email})
    link = network.link_to(email)
    person = client.post(f"/v1{link}/accept", json={"name": NAME, "password": PASSWORD}).json()
    headers = {"Authorization": f"Bearer {person['access_token']}"}
    given = {"tenant": network.slug, "email": email, "password": PASSWORD}
    signed_in = client.post("/v1/sessions", json=given, headers={"Idempotency-Key": "secret-key"}).json()
    client.post("/v1/sessions", json=given | {"password": PASSWORD + " wrong"})
    client.post("/v1/sessions", json=given | {"emial": email})
    client.post("/v1/sessions", content=json.dumps(given)[:-1].encode())
    refreshed = client.post("/v1/sessions/refresh", json={"refresh_token": signed_in["refresh_token"]}).json()
    client.post("/v1/sessions/refresh", json={"refresh_token": signed_in["refresh_token"]})
    client.get("/v1/me", headers={"Authorization": f"Bearer {signed_in['access_token']}"})
    client.post("/v1/sessions", json=given | {"keep": "cookie"})
    cookie = client.cookies[f"atrium-{network.slug}"]
    client.post("/v1/sessions/refresh", json={"tenant": network.slug})
    group = client.post("/v1/groups", json={"name": WORDS}, headers=headers).json()["id"]
    post = client.post(f"/v1/groups/{group}/posts", json={"body": WORDS}, headers=headers).json()["id"]
    client.post(f"/v1/posts/{post}/comments", json={"body": WORDS}, headers=headers)
    client.patch(f"/v1/posts/{post}", json={"body": [WORDS]}, headers=headers)
    client.get(f"/v1/people?q={NAME}", headers=headers)
    client.get(f"/v1/posts/{WORDS}", headers=headers)
    client.patch("/v1/me", json={"about": WORDS}, headers=headers)
    talk = client.post("/v1/conversations", json={"people": [owner.id]}, headers=headers).json()["id"]
    ticket = client.post("/v1/live/tickets", headers=headers).json()["ticket"]
    with connect(f"{network.cloud.ws_url}?ticket={ticket}") as socket:
        for frame in (
            {"type": "watch", "posts": [post]},
            {"type": "typing", "conversation": talk},
            {"type": WORDS},
        ):
            socket.send(json.dumps({"id": 1, **frame}))
            socket.recv(10)
        message = {"body": WORDS, "client_id": "1"}
        client.post(f"/v1/conversations/{talk}/messages", json=message, headers=headers)
        client.post(f"/v1/conversations/{talk}/calls", json={"device": "secret-device-1"}, headers=headers)
        network.cloud.wait_idle()
    client.post("/v1/password-resets", json={"tenant": network.slug, "email": email})
    reset = network.link_to(email)
    client.post(f"/v1{reset}", json={"password": PASSWORD + " new"})
    network.cloud.wait_idle()
    return {
        "password": PASSWORD,
        "address": "secret-address",
        "name": NAME,
        "words": WORDS,
        "access token": person["access_token"],
        "refreshed token": refreshed["access_token"],
        "refresh token": signed_in["refresh_token"],
        "cookie": cookie,
        "invitation": link.rpartition("/")[2],
        "reset": reset.rpartition("/")[2],
        "ticket": ticket,
        "device": "secret-device",
        "idempotency key": "secret-key",
    }


def test_a_fault_is_logged_without_what_was_sent(
    network: Network, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.cloud.wait_idle()
    given = {"tenant": network.slug, "email": "secret-address@x.test", "password": PASSWORD}
    with monkeypatch.context() as broken:
        broken.setenv("TABLE_NAME", "no-such-table")
        answer = network.client.post("/v1/sessions", json=given)
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    (fault,) = [line for line in logged.getvalue().splitlines() if '"unhandled"' in line]
    assert json.loads(fault)["exception_name"] == "Refused"
    assert [secret for secret in given.values() if secret in logged.getvalue()] == []

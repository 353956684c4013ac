"""What tests of calls share: devices, and the verbs over REST."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.chat.talk import id_of
from tests.people import Person


def device(person: Person, number: int = 1) -> str:
    return f"device-{number}-{person.id[-12:]}"


def call(person: Person, path: str, media: str = "audio") -> Any:
    """Begins one in the conversation of this path, or joins the one that goes on."""
    body = {"device": device(person), "media": media, "meetings": True}
    return person.post(f"{path}/calls", body)["call"]


def seat_of(person: Person, call: Any, number: int = 1) -> str:
    return f"/v1/calls/{call['id']}/participants/{device(person, number)}"


def join(person: Person, call: Any, number: int = 1, *, meetings: bool = True) -> httpx.Response:
    return person.ask("PUT", seat_of(person, call, number), {"meetings": meetings})


def leave(person: Person, call: Any, number: int = 1) -> None:
    person.delete(seat_of(person, call, number))


def running(person: Person, path: str) -> Any:
    return person.get(f"{path}/calls")["call"]


def people_in(call: Any) -> list[str]:
    return [one["person"]["id"] for one in call["participants"]]


def notes(person: Person, path: str) -> list[Any]:
    """What calls have left in the conversation, once all is done."""
    person.network.cloud.wait_idle()
    found = person.get(f"{path}/messages?limit=100")["items"]
    return [message["call"] | {"body": message["body"]} for message in found if message["call"]]


def of(frames: list[dict[str, Any]], type_: str, path: str) -> list[dict[str, Any]]:
    """Frames of a type about the call of this conversation."""
    mine = [frame for frame in frames if frame["type"] == type_]
    return [
        frame
        for frame in mine
        if id_of(path)
        in (frame.get("conversation"), frame["call"]["conversation"] if "outcome" not in frame else "")
    ]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each answers, asked at the same moment."""
    ready = threading.Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        ready.wait(10)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))

"""A small company comes in, talks and chats while AWS falters: afterwards all of it is there, once."""

from typing import Any

import pytest

from bench.demo import cloud as demo
from bench.demo.model import Chat, Company, File, Group, Message, Person, Reply, Talk
from bench.faults.run import run
from chalicelib.core import patience
from infra.local.cloud import Cloud
from infra.local.faults import Plan

LONGEST = 29.0  # seconds: what API Gateway waits for an answer
ALL = ("ada", "bo", "cy", "di")


def company(slug: str) -> Company:
    everybody = Group("Everybody", "ada", ALL)
    few = Group("A few", "bo", ("bo", "cy", "di"), visibility="private")
    talks = [
        Talk(
            key=f"{place}",
            by=by,
            body=f"Post {place}",
            group=(None, "Everybody", "A few")[place % 3] if by != "ada" else "Everybody",
            pinned=place == 1,
            replies=tuple(
                Reply(who, f"Reply {place} {who}", reactions=(("di", "👍"),)) for who in ("bo", "cy")
            ),
            reactions=(("bo", "👍"), ("cy", "👍"), ("cy", "🎉")),
        )
        for place, by in enumerate(ALL * 2)
    ]
    return Company(
        name="Faltering",
        slug=slug,
        owner="ada",
        member="bo",
        people=tuple(Person(key, key.title(), f"{key}@{slug}.example") for key in ALL),
        groups=(everybody, few),
        follows={"ada": ("bo",), "bo": ("ada", "cy"), "cy": ("di",), "di": ("ada",)},
        talks=tuple(talk for talk in talks if talk.group != "A few" or talk.by in few.members),
        chats=(
            Chat(ALL, _said(12), name="Together"),
            Chat(("cy", "di"), _said(6, ("cy", "di"))),
            Chat(ALL, _said(8), group="Everybody"),
        ),
        files=(
            _file("ada", "Plan.txt", place="company", versions=(b"Second", b"Third")),
            _file("bo", "Notes.txt", place="Everybody", folder="Meetings/Spring"),
            _file("cy", "Old.txt", place="Everybody", folder="Meetings", binned=True),
            _file("di", "Mine.txt"),
        ),
        attached={"Post 0": (_file("ada", "Beside.txt"),), "Message 11": (_file("bo", "Said.txt"),)},
    )


def _file(by: str, name: str, **more: Any) -> File:
    return File(by, name, f"What {name} says".encode(), "text/plain", **more)


def _said(messages: int, among: tuple[str, ...] = ALL) -> tuple[Message, ...]:
    return tuple(
        Message(
            among[place % len(among)],
            f"Message {place}",
            to=place - 1 if place % 4 == 3 else None,
            reactions=((among[0], "👍"),) if place % 3 == 0 else (),
            at_first=f"Mesage {place}" if place % 5 == 4 else "",
            readers=among[1:2] if place == messages - 2 else (),
        )
        for place in range(messages)
    )


@pytest.mark.parametrize("rate", [0.05, 0.3])
def test_no_fact_is_lost_none_is_doubled_and_whoever_asks_is_told(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, rate: float
) -> None:
    monkeypatch.setattr(patience, "ANSWER", 0.5)
    monkeypatch.setattr(demo, "BUSY", 0.1)
    outcome = run(cloud, company(f"faults-{rate * 100:.0f}"), Plan(rate, seed=7))
    cloud.failures.clear()
    assert outcome.wrong == []
    assert outcome.left == 0
    assert outcome.told.slowest < LONGEST
    kinds = {fact[0] for fact in outcome.told.facts}
    assert kinds == {"post", "comment", "group", "message", "reaction", "member", "folder", "version"}
    failed = sum(outcome.plan.faults.values()) / sum(outcome.plan.calls.values())
    assert rate / 2 < failed < rate * 2, "the plan has to have been carried out for this to mean anything"

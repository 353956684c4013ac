"""The invented company in the test's cloud: filled once, looked at, filled again."""

from typing import Any

import httpx
import pytest

from bench import demo
from bench.demo import filler, invented
from bench.demo.cloud import Cloud as Filling
from bench.demo.model import PASSWORD, Company
from bench.demo.progress import Quiet
from chalicelib.core import aws
from infra.local.cloud import Cloud


@pytest.fixture(scope="module")
def told(cloud: Cloud) -> str:
    """What the first start tells, once it has filled the company in."""
    answer = demo.first_start(cloud.url)
    cloud.wait_idle()
    return answer


@pytest.fixture
def company(told: str) -> Company:
    assert told, "the company is there"
    return invented.company()


class Visitor:
    """Somebody of the company who has signed in."""

    def __init__(self, client: httpx.Client, slug: str, email: str) -> None:
        given = {"tenant": slug, "email": email, "password": PASSWORD}
        answer = client.post("/v1/sessions", json=given)
        assert answer.status_code == 201, answer.text
        self._client, self._token = client, answer.json()["access_token"]

    def list(self, path: str) -> list[Any]:
        answer = self._client.get(path, headers={"Authorization": f"Bearer {self._token}"})
        assert answer.status_code == 200, answer.text
        items: list[Any] = answer.json()["items"]
        return items


@pytest.fixture
def visit(client: httpx.Client, company: Company) -> Any:
    return lambda key: Visitor(client, company.slug, company.person(key).email)


def test_everybody_has_a_whole_profile(visit: Any, company: Company) -> None:
    shown = {person["email"]: person for person in visit("kofi").list("/v1/people?limit=100")}
    for person in company.people:
        assert person.profile.items() <= shown[person.email].items()


def test_the_secret_group_is_known_to_its_members_alone(visit: Any) -> None:
    def groups(key: str) -> set[str]:
        return {group["name"] for group in visit(key).list("/v1/groups?limit=100")}

    assert groups("lucia") - groups("marek") == {"Ten years of Marek"}


def test_a_member_finds_all_posts_of_their_groups_in_the_feed(visit: Any, company: Company) -> None:
    mine = {group.name for group in company.groups if "kofi" in group.members}
    shown = [entry["post"]["home"]["name"] for entry in visit("kofi").list("/v1/feed?limit=100")]
    for name in mine:
        assert shown.count(name) == sum(talk.group == name for talk in company.talks)


def test_mentions_name_people_who_are_here(visit: Any) -> None:
    people = {person["id"] for person in visit("priya").list("/v1/people?limit=100")}
    feed = visit("priya").list("/v1/feed?limit=100")
    mentioned = {person for entry in feed for person in entry["post"]["mentions"]}
    assert mentioned
    assert mentioned <= people
    assert not any("/people/@" in entry["post"]["body"] for entry in feed)


def test_what_is_pinned_stands_on_top_of_its_wall(visit: Any) -> None:
    marek = visit("marek")
    groups = {group["name"]: group["id"] for group in marek.list("/v1/groups?limit=100")}
    [pinned] = marek.list(f"/v1/groups/{groups['Everyone']}/posts?pinned=true")
    assert pinned["body"].startswith("**Welcome")


def test_talks_have_replies_and_reactions(visit: Any, company: Company) -> None:
    talk = next(talk for talk in company.talks if talk.body.startswith("Season opened"))
    kofi = visit("kofi")
    [post] = [
        entry["post"]
        for entry in kofi.list("/v1/feed?limit=100")
        if entry["post"]["body"].startswith("Season opened")
    ]
    comments = kofi.list(f"/v1/posts/{post['id']}/comments")
    assert [comment["body"] for comment in comments] == [reply.body for reply in talk.replies]
    assert comments[1]["reply_to"] == comments[0]["id"]
    assert {one["emoji"]: one["count"] for one in post["reactions"]} == {"💪": 3, "👀": 1}


def test_the_member_finds_conversations_in_which_something_is_unread(visit: Any) -> None:
    shown = {one["name"] or one["person"]["name"]: one for one in visit("kofi").list("/v1/conversations")}
    assert {name: (one["kind"], one["unread"]) for name, one in shown.items()} == {
        "Marek Zieliński": ("pair", 2),
        "Soup and kettle": ("group", 0),
        "The door of the barn": ("group", 3),
        "Field notes": ("channel", 4),
    }
    assert shown["The door of the barn"]["people"] == 4


def test_the_owner_has_something_unread_too(visit: Any) -> None:
    assert [one["unread"] for one in visit("ingrid").list("/v1/conversations") if one["unread"]] == [1, 1]


def test_a_conversation_stands_as_it_was_written(visit: Any, company: Company) -> None:
    marek, kofi = visit("marek"), visit("kofi")
    for name in ("Field notes", "The door of the barn", "Soup and kettle"):
        chat = next(chat for chat in company.chats if name in (chat.name, chat.group))
        [found] = [one for one in kofi.list("/v1/conversations") if one["name"] == name]
        messages = kofi.list(f"/v1/conversations/{found['id']}/messages?limit=100")
        assert [message["body"] for message in messages] == [message.body for message in chat.said]
        assert [message["reply_to"] for message in messages] == [
            None if message.to is None else message.to + 1 for message in chat.said
        ]
        assert [bool(message["edited_at"]) for message in messages] == [
            bool(message.at_first) for message in chat.said
        ]
        counted = [sum(one["count"] for one in message["reactions"]) for message in messages]
        assert counted == [len(message.reactions) for message in chat.said]
    assert "The door of the barn" not in {one["name"] for one in marek.list("/v1/conversations")}


def test_nobody_says_the_same_twice_in_a_conversation(company: Company) -> None:
    for chat in company.chats:
        said = [(message.by, message.at_first or message.body) for message in chat.said]
        assert len(set(said)) == len(said)


def test_a_second_time_nothing_is_new(cloud: Cloud, company: Company) -> None:
    with Filling(cloud.url) as filling:
        again = filler.fill(filling, company, Quiet())
    assert not any(again.new.values())
    assert (again.there["people"], again.there["groups"], again.there["posts"]) == (12, 5, 25)
    assert again.there["messages"] == sum(len(chat.said) for chat in company.chats)
    assert again.there["files"] == len(company.files)
    assert (again.failures, again.dead, filling.failures) == (0, 0, [])


def test_a_letter_that_lay_there_before_is_no_fault_of_the_company(cloud: Cloud, company: Company) -> None:
    sqs = aws.client("sqs")
    letters = [url for url in sqs.list_queues()["QueueUrls"] if "DeadLetters" in url]
    assert letters
    sqs.send_message(QueueUrl=letters[0], MessageBody="old")
    try:
        with Filling(cloud.url) as filling:
            assert filler.fill(filling, company, Quiet()).dead == 0
    finally:
        [old] = sqs.receive_message(QueueUrl=letters[0])["Messages"]
        sqs.delete_message(QueueUrl=letters[0], ReceiptHandle=old["ReceiptHandle"])


def test_owner_and_member_sign_in_as_they_are_told(client: httpx.Client, told: str, company: Company) -> None:
    for key in (company.owner, company.member):
        email = company.person(key).email
        assert email in told
        Visitor(client, company.slug, email)
    assert f"/at/{company.slug}/sign-in\n" in told
    assert PASSWORD in told


def test_files_lie_where_they_belong_and_faces_are_worn(visit: Any, company: Company) -> None:
    lucia = visit("lucia")
    groups = {group["name"]: group["id"] for group in lucia.list("/v1/groups?limit=100")}
    files = {one["name"]: one for one in lucia.list(f"/v1/documents?space=g{groups['Field notes']}")}
    assert files.keys() == {"Photographs", "Regions", "Season plan.md"}
    assert (files["Season plan.md"]["number"], files["Photographs"]["album"]) == (2, True)
    photographs = lucia.list(f"/v1/documents?folder={files['Photographs']['id']}")
    assert len(photographs) == 5
    company_files = {one["name"] for one in lucia.list("/v1/documents?space=company")}
    assert company_files == {"Forms", "Handbook.pdf", "Prices.csv", "Welcome.md"}
    faces = [person for person in lucia.list("/v1/people?limit=100") if person["avatar"]]
    assert len(faces) == len(company.faces)


def test_a_groups_folders_lie_in_folders(visit: Any) -> None:
    kofi = visit("kofi")
    [group] = [one["id"] for one in kofi.list("/v1/groups?limit=100") if one["name"] == "Field notes"]
    top = {one["name"]: one["id"] for one in kofi.list(f"/v1/documents?space=g{group}")}
    regions = {one["name"]: one["id"] for one in kofi.list(f"/v1/documents?folder={top['Regions']}")}
    assert regions.keys() == {"Alentejo", "Dunajec valley"}
    [masts] = kofi.list(f"/v1/documents?folder={regions['Dunajec valley']}")
    assert masts["name"] == "Masts.csv"


def test_messages_show_their_files(visit: Any) -> None:
    kofi = visit("kofi")
    shown = set()
    for one in kofi.list("/v1/conversations"):
        messages = kofi.list(f"/v1/conversations/{one['id']}/messages?limit=100")
        shown |= {file["name"] for message in messages for file in message["files"]}
    assert shown == {"Km 140.jpg", "Packed.csv"}


def test_a_post_shows_its_pictures(visit: Any) -> None:
    feed = visit("kofi").list("/v1/feed?limit=100")
    [post] = [entry["post"] for entry in feed if entry["post"]["body"].startswith("Season opened")]
    assert [file["kind"] for file in post["files"]] == ["image"] * 3

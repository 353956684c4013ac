"""The data sets, read from small files of the same form; and from the real ones where they are."""

from collections import Counter
from pathlib import Path

import pytest

from bench.demo import email_eu, hightech, racket
from bench.demo.__main__ import DATA
from bench.demo.model import Company, Reply

CHAT = """<slack><team_domain>t</team_domain>
<message conversation_id="1"><ts>1</ts><user>Ada</user><text>Does it &amp;lt;work&amp;gt;?</text></message>
<message conversation_id="2"><ts>2</ts><user>Bob</user><text>Good morning</text></message>
<message conversation_id="1"><ts>3</ts><user>Bob</user><text>&lt;@Ada&gt; yes, &lt;@Eve&gt;</text></message>
<message conversation_id="1"><ts>4</ts><user>Ada</user><text>:smile:</text></message>
<message conversation_id="1"><ts>5</ts><user>Ada</user><text>   </text></message>
</slack>"""
NODES = "id,age,tenure,level,dept\n1,33,9,1,E\n2,42,1,2,E\n3,40,0,1,E\n7,55,30,3,A\n"
TIES = "from,to,type\n1,2,friends\n1,2,advice\n1,2,reports\n2,7,reports\n3,2,reports\n"

real = pytest.mark.skipif(not DATA.is_dir(), reason="the data sets do not lie beside this clone")


@pytest.fixture
def chat(tmp_path: Path) -> list[list[racket.Message]]:
    (tmp_path / racket.FILE).write_text(CHAT, "utf-8")
    return racket.read(tmp_path)


@pytest.fixture
def institution(tmp_path: Path, chat: list[list[racket.Message]]) -> Company:
    (tmp_path / email_eu.DEPARTMENTS).write_text("0 1\n1 1\n2 1\n3 0\n", "utf-8")
    (tmp_path / email_eu.EDGES).write_text("0 1\n1 1\n2 1\n1 3\n3 1\n0 1", "utf-8")
    return email_eu.read(tmp_path, chat)


@pytest.fixture
def managers(tmp_path: Path) -> Company:
    (tmp_path / "nodes.csv").write_text(NODES, "utf-8")
    (tmp_path / "ties.csv").write_text(TIES, "utf-8")
    return hightech.read(tmp_path)


def test_a_conversation_holds_its_messages_in_order(chat: list[list[racket.Message]]) -> None:
    assert [[name for name, _ in conversation] for conversation in chat] == [["Ada", "Bob", "Ada"], ["Bob"]]


def test_who_writes_most_comes_first(chat: list[list[racket.Message]]) -> None:
    assert racket.chatters(chat) == ["Ada", "Bob"]


def test_people_without_a_pseudonym_are_named_by_their_number(institution: Company) -> None:
    assert [person.name for person in institution.people] == ["Person 0000", "Ada", "Person 0002", "Bob"]


def test_those_who_chat_sit_in_several_departments(institution: Company) -> None:
    assert [talk.group for talk in institution.talks] == ["Department 1", "Department 0"]


def test_a_department_is_a_group_of_its_people(institution: Company) -> None:
    groups = {group.name: sorted(group.members) for group in institution.groups}
    assert groups == {"Department 0": ["0003"], "Department 1": ["0000", "0001", "0002"]}


def test_an_edge_is_a_follow_and_a_loop_is_none(institution: Company) -> None:
    assert institution.follows == {"0000": ("0001",), "0002": ("0001",), "0001": ("0003",), "0003": ("0001",)}


def test_a_conversation_becomes_a_post_and_its_replies(institution: Company) -> None:
    talk = institution.talks[0]
    assert (talk.by, talk.body, talk.kind) == ("0001", r"Does it \<work>?", "question")
    assert talk.replies == (Reply("0003", "[@Ada](/people/@0001) yes, @Eve"),)


def test_a_reply_of_one_emoji_becomes_a_reaction(institution: Company) -> None:
    assert institution.talks[0].reactions == (("0001", "😄"),)


def test_the_head_of_the_managers_owns_the_network(managers: Company) -> None:
    assert (managers.owner, managers.person("07").profile["title"]) == ("07", "Chief executive")


def test_ties_of_several_kinds_are_one_follow(managers: Company) -> None:
    assert managers.follows == {"01": ("02",), "02": ("07",), "03": ("02",)}


def test_a_profile_tells_years_and_whom_one_reports_to(managers: Company) -> None:
    about = {person.key: person.profile["about"] for person in managers.people}
    assert about == {
        "01": "Here for 9 years. Reports to Person 02.",
        "02": "Here for 1 year. Reports to Person 07.",
        "03": "In the first year here. Reports to Person 02.",
        "07": "Here for 30 years.",
    }


@real
def test_the_real_institution_is_as_large_as_its_source_says() -> None:
    chat = racket.read(DATA / "chat-racket-2018")
    company = email_eu.read(DATA / "org-email-eu-core", chat)
    follows = sum(len(followees) for followees in company.follows.values())
    told = sum(1 + len(talk.replies) for talk in company.talks)
    assert (len(company.people), len(company.groups), follows) == (1005, 42, 25571 - 642)
    assert (len(company.talks), len({talk.group for talk in company.talks})) == (1088, 42)
    # Lone emoji are reactions; the same one twice below one post is one.
    assert 9709 - 30 < told + sum(len(talk.reactions) for talk in company.talks) <= 9709
    assert max(Counter(person.email for person in company.people).values()) == 1

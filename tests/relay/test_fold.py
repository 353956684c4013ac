"""Counters are folded from the stream: exact, whatever comes again."""

from typing import Any

import pytest

from chalicelib.core import bus, ids, keys
from chalicelib.core.keys import Key
from chalicelib.core.table import Item, Table
from chalicelib.relay import model
from chalicelib.relay.fold import Counted, counted_on, fold, step, touched
from infra.local.cloud import Cloud

TENANT = "F0LDTEST"
POST, OTHER, COMMENT, USER = (ids.ulid() for _ in range(4))
WALL = f"g{ids.ulid()}"
IN_POST = keys.post(WALL, POST)


class Quiet(Item):
    hush: str = ""


@pytest.fixture
def table(cloud: Cloud) -> Table:
    """With a post, a comment and a group that nobody has counted on; the stream is told nothing of them."""
    assert cloud
    table = Table(TENANT)
    for key in (IN_POST, keys.comment(POST, COMMENT), keys.group(WALL[1:])):
        table.put(key, Quiet(hush="1"))
    return table


def record(
    number: int, key: Key, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> dict[str, Any]:
    """A change as the stream tells it."""
    place = {"place": {"S": f"{POST}{WALL}"}}
    images = {"OldImage": before, "NewImage": after}
    return {
        "eventID": str(number),
        "dynamodb": {
            "Keys": {"pk": {"S": f"{TENANT}#{key.pk}"}, "sk": {"S": key.sk}},
            "SequenceNumber": str(number),
            **{name: place | image for name, image in images.items() if image is not None},
        },
    }


def added(number: int, key: Key) -> dict[str, Any]:
    return record(number, key, None, {})


def removed(number: int, key: Key) -> dict[str, Any]:
    return record(number, key, {}, None)


def thumb(user: str = USER, target: str = POST, emoji: str = "👍") -> Key:
    return keys.reaction(POST, target, emoji, user)


def tally(table: Table, key: Key = IN_POST) -> Counted:
    found = table.get(key, Counted, consistent=True)
    assert found
    return found


def test_a_batch_is_counted_in_one_write(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = []
    update = Table.update
    monkeypatch.setattr(Table, "update", lambda *a, **k: writes.append(1) or update(*a, **k))
    fold([added(n, thumb(ids.ulid())) for n in range(1, 201)])
    assert (tally(table).reactions, len(writes)) == ({"👍": 200}, 1)


def test_what_comes_again_counts_once(table: Table) -> None:
    batch = [added(n, thumb(ids.ulid())) for n in range(1, 6)]
    fold(batch)
    fold(batch)
    fold([*batch[3:], added(6, thumb(ids.ulid()))])
    assert tally(table).reactions == {"👍": 6}


def test_a_batch_that_was_cut_in_two_counts_as_the_whole(table: Table) -> None:
    batch = [added(n, thumb(ids.ulid())) for n in range(1, 6)]
    fold(batch[:2])
    fold(batch)
    assert tally(table).reactions == {"👍": 5}


def test_giving_and_taking_back_leave_nothing(table: Table) -> None:
    fold([added(1, thumb()), removed(2, thumb()), added(3, thumb(emoji="#️⃣"))])
    assert tally(table).reactions == {"#️⃣": 1}
    fold([removed(4, thumb(emoji="#️⃣"))])
    assert tally(table).reactions == {}


def test_numbers_are_compared_as_numbers(table: Table) -> None:
    fold([added(9, thumb())])
    fold([added(10, thumb(ids.ulid()))])
    fold([added(9, thumb())])
    assert tally(table).reactions == {"👍": 2}


def test_each_kind_is_counted_by_itself(table: Table) -> None:
    batch = [
        added(1, keys.comment(POST, COMMENT)),
        added(2, keys.participant(POST, USER)),
        added(3, thumb()),
        added(4, thumb(target=COMMENT)),
        added(5, keys.member(WALL[1:], USER)),
    ]
    fold(batch)
    post = tally(table)
    assert (post.comments, post.participants, post.reactions) == (1, 1, {"👍": 1})
    assert tally(table, keys.comment(POST, COMMENT)).reactions == {"👍": 1}
    assert tally(table, keys.group(WALL[1:])).members == 1


def test_what_is_gone_has_nothing_to_count(table: Table) -> None:
    gone = record(1, thumb(target=OTHER), None, {})
    fold([gone, added(2, thumb())])
    assert tally(table).reactions == {"👍": 1}
    assert table.get(keys.comment(POST, OTHER), Item, consistent=True) is None


@pytest.mark.parametrize(
    ("key", "target"),
    [
        (thumb(), IN_POST),
        (thumb(target=COMMENT), keys.comment(POST, COMMENT)),
        (keys.comment(POST, COMMENT), IN_POST),
        (keys.participant(POST, USER), IN_POST),
        (keys.member(OTHER, USER), keys.group(OTHER)),
    ],
)
def test_a_change_counts_on_the_item_it_belongs_to(key: Key, target: Key) -> None:
    assert counted_on(model.read(added(1, key))) == target


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        (None, {}, 1),
        ({}, None, -1),
        ({}, {}, 0),
        ({}, {"body": {"S": "edited"}}, 0),
        ({}, {"deleted": {"N": "1"}}, -1),
        ({"deleted": {"N": "1"}}, {"deleted": {"N": "1"}}, 0),
    ],
)
def test_a_comment_that_becomes_a_tombstone_counts_no_more(
    before: dict[str, Any] | None, after: dict[str, Any] | None, counts: int
) -> None:
    assert step(model.read(record(1, keys.comment(POST, COMMENT), before, after))) == counts


# Who is told


def messages(*batch: dict[str, Any]) -> list[tuple[str, list[str], list[str]]]:
    """Of each message, the post, the comments that changed and those that were reacted to."""
    found = touched([model.read(one) for one in batch])
    assert {one.container for one in found} <= {WALL}
    return [(one.post, one.comments, one.reacted) for one in found]


def test_a_batch_is_one_message_a_post() -> None:
    batch = [
        *(added(n, thumb(ids.ulid())) for n in range(1, 50)),
        added(50, keys.comment(POST, COMMENT)),
        added(51, keys.participant(POST, USER)),
        added(52, thumb(target=COMMENT)),
    ]
    assert messages(*batch) == [(POST, [COMMENT], [COMMENT])]


@pytest.mark.parametrize("after", [{"body": {"S": "edited"}}, {"deleted": {"N": "1"}}, None])
def test_a_comment_that_is_edited_or_deleted_is_told(after: dict[str, Any] | None) -> None:
    assert messages(record(1, keys.comment(POST, COMMENT), {}, after)) == [(POST, [COMMENT], [])]


def test_a_reaction_to_the_post_names_no_comment() -> None:
    assert messages(added(1, thumb())) == messages(removed(2, thumb())) == [(POST, [], [])]


@pytest.mark.parametrize(
    "silent",
    [
        added(1, keys.member(WALL[1:], USER)),
        record(1, keys.participant(POST, USER), {}, {}),
        record(1, thumb(), {}, {}),
    ],
)
def test_what_changes_no_number_of_a_post_is_not_told(silent: dict[str, Any]) -> None:
    assert messages(silent) == []


def test_nobody_is_told_before_the_numbers_are_written(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(bus, "send", lambda *given: sent.append((tally(table).reactions, given)))
    fold([added(1, thumb())])
    [(counted, (queue, [message]))] = sent
    assert (counted, queue, message.post) == ({"👍": 1}, "touched", POST)


def test_a_batch_whose_messages_were_not_sent_counts_once_and_tells_again(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise bus.NotSent([0])

    monkeypatch.setattr(bus, "send", broken)
    with pytest.raises(bus.NotSent):
        fold([added(1, thumb())])
    sent: list[Any] = []
    monkeypatch.setattr(bus, "send", lambda _, messages: sent.extend(messages))
    fold([added(1, thumb())])
    assert (tally(table).reactions, len(sent)) == ({"👍": 1}, 1)

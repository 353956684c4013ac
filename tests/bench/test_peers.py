"""The work that peers get, and what is made of their figures; no peer runs here."""

from collections import Counter

import pytest

from bench.peers import company, feed, figures, talk
from bench.peers.company import Post
from bench.peers.figures import Spread, Took


def test_everybody_is_in_21_groups() -> None:
    assert {len(set(company.groups_of(person))) for person in range(company.PEOPLE)} == {21}


def test_one_group_has_everybody_and_the_others_fifty() -> None:
    sizes = Counter(len(members) for members in company.members().values())
    assert sizes == {1000: 1, 50: 400}


def test_authors_write_into_groups_of_theirs() -> None:
    written = [*company.old_posts(), *company.posts(company.OLD, 50), *company.to_everybody(900, 5)]
    assert all(post.group in company.groups_of(post.by) for post in written)


def test_nobody_writes_the_same_twice() -> None:
    bodies = [post.body for post in company.old_posts()]
    assert len(set(bodies)) == len(bodies)


def test_everybody_has_a_full_page_before_anything_is_measured() -> None:
    written = company.old_posts()
    assert {len(company.page(reader, written)) for reader in range(company.PEOPLE)} == {company.PAGE}


def test_a_page_has_the_newest_of_the_readers_groups_first() -> None:
    own = company.groups_of(7)[3]
    strange = next(group for group in range(company.GROUPS) if group not in company.groups_of(7))
    written = [Post(7, own, "old"), Post(1, strange, "unseen"), Post(2, company.EVERYBODY, "new")]
    assert company.page(7, written) == ["new", "old"]


def test_each_round_another_system_begins() -> None:
    assert [feed.turned(["a", "b", "c"], number)[0] for number in range(4)] == ["a", "b", "c", "a"]


def test_milliseconds_are_told_an_operation() -> None:
    assert figures.each(
        Took([0.010, 0.030, 0.020], {"api": 0.004, "relay": 0.002}, engine=0.012)
    ) == pytest.approx((20, 2, 4))


def test_a_ratio_is_made_within_a_round() -> None:
    # Twice the noise in the second round: the ratio is the same in both.
    rounds = [{"us": Took([0.4], {"a": 0.2}, 0), "they": Took([0.1], {"b": 0.1}, 0)}]
    rounds += [{"us": Took([0.8], {"a": 0.4}, 0), "they": Took([0.2], {"b": 0.2}, 0)}]
    [us, they] = figures.rows("read", rounds, ["us", "they"])
    assert us.app_ratio == Spread(1, 1, 1)
    assert (they.whole_ratio, they.app_ratio) == (Spread(4, 4, 4), Spread(2, 2, 2))
    assert they.whole.median == pytest.approx(150)
    assert (they.whole.least, they.whole.most) == (100, 200)


def test_parts_are_told_an_operation_without_those_that_used_nothing() -> None:
    rounds = [{"us": Took([1, 1], {"api": used, "relay": 0}, 0)} for used in (0.002, 0.004, 0.009)]
    [us] = figures.rows("read", rounds, ["us"])
    assert us.parts == {"api": pytest.approx(2)}


def test_fifty_write_and_the_reader_has_twenty_conversations() -> None:
    written = talk.said(0, talk.OLD)
    assert {one.by for one in written} == set(range(talk.PEOPLE))
    assert len(talk.newest(written)) == talk.LIST
    assert talk.newest(written)[0] == talk.page(written)[0] == written[-1].body


def test_a_page_of_messages_is_full_before_anything_is_measured() -> None:
    assert len(talk.page(talk.said(0, talk.OLD))) == talk.PAGE

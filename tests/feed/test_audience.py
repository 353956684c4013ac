"""Several reasons for one reader become the best one, without a table."""

from chalicelib.feed.fanout import _merged
from chalicelib.feed.model import Reason


def test_each_reader_comes_once_with_the_best_reason_in_order() -> None:
    own: list[tuple[str, Reason]] = [("b", "own")]
    mentioned: list[tuple[str, Reason]] = [("b", "mention"), ("c", "mention")]
    members: list[tuple[str, Reason]] = [("a", "group"), ("b", "group"), ("c", "group"), ("d", "group")]
    followers: list[tuple[str, Reason]] = [("a", "follow"), ("d", "follow"), ("e", "follow")]
    expected = [("a", "group"), ("b", "own"), ("c", "mention"), ("d", "group"), ("e", "follow")]
    assert list(_merged(followers, members, mentioned, own)) == expected
    assert list(_merged(own, mentioned, members, followers)) == expected


def test_nobody_reads_what_has_no_audience() -> None:
    assert list(_merged([], [])) == []

"""The books that the load is held against: they tell what is missing, and what is there too often."""

from collections.abc import Callable

import pytest

from bench.faults.books import Books
from chalicelib.core import keys
from chalicelib.core.table import Item, Table, changes
from chalicelib.feed.model import FeedRow
from chalicelib.posts.model import PostItem
from tests.chat.talk import id_of, say, some
from tests.people import Network


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


def test_they_tell_a_feed_that_lacks_a_post_a_counter_that_is_off_and_a_gap(network: Network) -> None:
    reader, other = network.people("Ada", "Bo")
    group = network.owner.make_group()
    reader.join(group)
    network.cloud.wait_idle()
    post = network.owner.publish(group)
    path = some(reader, other)
    for n in range(3):
        say(reader, path, str(n))
    network.cloud.wait_idle()
    assert Books(network.cloud, network.tenant).faults() == []
    id_, container = post[:26], post[26:]
    table = Table(network.tenant)
    table.delete(keys.feed(f"u{reader.id}", id_), FeedRow)
    table.update(keys.post(container, id_), *changes(comments=1), kind=PostItem)
    table.delete(keys.message(id_of(path), 2), Item)
    network.cloud.wait_idle()
    told = "\n".join(Books(network.cloud, network.tenant).faults())
    assert "1 feeds lack it" in told
    assert "counts 1 comments" in told
    assert "the numbers are [1, 3]" in told

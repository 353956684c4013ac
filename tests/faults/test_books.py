"""The books that the load is held against: they tell what is missing, and what is there too often."""

from collections.abc import Callable

import pytest

from bench.faults import shelves
from bench.faults.books import Books
from chalicelib.core import keys
from chalicelib.core.table import Item, Table, changes
from chalicelib.documents import storage
from chalicelib.documents.model import RowItem, UsageItem, name_key
from chalicelib.feed.model import FeedRow
from chalicelib.posts.model import PostItem
from tests.chat.talk import id_of, say, some
from tests.documents import files
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


def test_they_tell_a_row_a_quota_and_bytes_of_files_that_are_off(network: Network) -> None:
    keeper, _ = network.people("Kim", "Lou")
    first, second = (
        files.looked_at(network, keeper, b"words", f"{name}.txt", space=f"u{keeper.id}")
        for name in ("One", "Two")
    )
    assert [*shelves.faults(Books(network.cloud, network.tenant), network.cloud, network.tenant)] == []
    table = Table(network.tenant)
    table.delete(name_key(f"u{keeper.id}", "", "file", first["name"]), RowItem)
    table.update(keys.usage(keeper.id), *changes(bytes=1), kind=UsageItem)
    for one in network.cloud.aws.client("s3").list_objects_v2(
        Bucket=network.cloud.settings["DOCUMENTS_BUCKET"],
        Prefix=storage.key(network.tenant, second["id"], ""),
    )["Contents"]:
        network.cloud.aws.client("s3").delete_object(
            Bucket=network.cloud.settings["DOCUMENTS_BUCKET"], Key=one["Key"]
        )
    told = [*shelves.faults(Books(network.cloud, network.tenant), network.cloud, network.tenant)]
    assert len(told) == 3
    assert sum("row of a folder" in one for one in told) == 1
    assert sum("quota" in one and "is 1, should be 10" in one for one in told) == 1
    assert sum("file in S3" in one and "is None, should be 5" in one for one in told) == 1

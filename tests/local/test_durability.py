"""What a stop, a kill and a power cut leave behind. Each test starts clouds of its own."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import httpx
import pytest

from infra.local import folder
from infra.local.cloud import Cloud
from infra.local.testing import start
from tests.local import little


class Again(Protocol):
    def __call__(self) -> AbstractContextManager[Cloud]: ...


@pytest.fixture
def seen_and_again(tmp_path: Path) -> tuple[little.Seen, Again]:
    """What the handlers saw in all starts, and a function that starts a cloud on the same folder."""
    app, seen = little.make()
    return seen, lambda: start(app, data=tmp_path, sources=little.SOURCES)


def put(cloud: Cloud, thing: str) -> None:
    assert httpx.put(f"{cloud.url}/v1/things/{thing}").status_code == 200


def kept(cloud: Cloud) -> set[str]:
    items = cloud.aws.client("dynamodb").scan(TableName=cloud.resources["Table"])["Items"]
    return {item["sk"]["S"].removeprefix("p#") for item in items}


def test_the_next_start_finds_everything(seen_and_again: tuple[little.Seen, Again]) -> None:
    seen, again = seen_and_again
    with again() as cloud:
        put(cloud, "one")
        cloud.wait_idle()
        secret = cloud.aws.client("secretsmanager").get_secret_value(
            SecretId=cloud.resources["SigningSecret"]
        )
        cloud.aws.client("s3").put_object(
            Bucket=cloud.resources["DocumentsBucket"], Key="a", Body=b"document"
        )
    with again() as cloud:
        assert cloud.was_clean
        assert kept(cloud) == {"one"}
        same = cloud.aws.client("secretsmanager").get_secret_value(SecretId=cloud.resources["SigningSecret"])
        assert same["SecretString"] == secret["SecretString"]
        document = cloud.aws.client("s3").get_object(Bucket=cloud.resources["DocumentsBucket"], Key="a")
        with document["Body"] as body:
            assert body.read() == b"document"
        cloud.wait_idle()
    assert seen.relayed == ["one"]


def test_what_was_written_but_not_published_is_published_after_the_next_start(
    seen_and_again: tuple[little.Seen, Again],
) -> None:
    seen, again = seen_and_again
    with again() as cloud:
        put(cloud, "before")
        cloud.wait_idle()
        cloud.pause()
        put(cloud, "after")
    assert seen.relayed == ["before"]
    with again() as cloud:
        cloud.wait_idle()
    assert seen.relayed == ["before", "after"]
    assert seen.fed == {"before": 1, "after": 1}


def test_a_message_in_flight_is_delivered_soon_after_the_next_start(
    seen_and_again: tuple[little.Seen, Again],
) -> None:
    seen, again = seen_and_again
    with again() as cloud:
        cloud.pause()
        sqs, url = cloud.aws.client("sqs"), cloud.resources["FeedQueue"]
        sqs.send_message(QueueUrl=url, MessageBody="taken")
        assert sqs.receive_message(QueueUrl=url)["Messages"]
    with again() as cloud:
        cloud.wait_idle()
    assert seen.fed == {"taken": 1}


def test_a_power_cut_costs_only_what_came_after_the_last_snapshot(
    seen_and_again: tuple[little.Seen, Again],
) -> None:
    seen, again = seen_and_again
    with again() as cloud:
        put(cloud, "one")
        cloud.wait_idle()
        cloud.pause()
        put(cloud, "two")
        assert cloud._engine.snapshot(cloud.pumps.checkpoints())
        put(cloud, "three")
        cloud.kill()
    with again() as cloud:
        assert not cloud.was_clean
        assert {"one", "two"} <= kept(cloud)
        cloud.wait_idle()
    assert seen.relayed[:2] == ["one", "two"]
    assert seen.fed["two"] == 1


def test_snapshots_come_by_themselves(seen_and_again: tuple[little.Seen, Again], tmp_path: Path) -> None:
    _, again = seen_and_again
    with again() as cloud:
        before = folder.read(tmp_path, folder.CURRENT)["snapshot"]
        put(cloud, "one")
        while folder.read(tmp_path, folder.CURRENT)["snapshot"] == before:
            cloud._ended.wait(0.02)
        cloud.kill()
    with again() as cloud:
        assert kept(cloud) == {"one"}


def test_records_that_every_function_is_through_with_are_forgotten(
    seen_and_again: tuple[little.Seen, Again],
) -> None:
    seen, again = seen_and_again
    with again() as cloud:
        for thing in ("one", "two", "three"):
            put(cloud, thing)
        cloud.wait_idle()
        cloud._engine.snapshot(cloud.pumps.checkpoints())
        arn = cloud.pumps._stream_of("Table")
        oldest = cloud.aws.stream("GetShardIterator", StreamArn=arn, ShardIteratorType="TRIM_HORIZON")
        assert len(cloud.aws.stream("GetRecords", ShardIterator=oldest["ShardIterator"])["Records"]) == 1
        put(cloud, "four")
        cloud.wait_idle()
    assert seen.relayed == ["one", "two", "three", "four"]

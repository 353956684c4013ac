"""Every message names its tenant, by which SQS is fair to the others."""

import os
from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest
from botocore.stub import Stubber

from chalicelib.core import aws, bus
from chalicelib.core.events import TenantSignedUp
from infra.local.cloud import Cloud


@pytest.fixture
def queue(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a queue that nobody reads but the test; the bus knows it as "looked"."""
    sqs = cloud.aws.client("sqs")
    url: str = sqs.create_queue(QueueName=f"looked-{os.getpid()}")["QueueUrl"]
    monkeypatch.setenv("LOOKED_QUEUE_URL", url)
    yield url
    sqs.delete_queue(QueueUrl=url)


def event(tenant: str) -> TenantSignedUp:
    return TenantSignedUp(tenant=tenant, id="1", at=1)


def tenants(cloud: Cloud, url: str, expected: int) -> list[str]:
    """Of the messages in the queue, as SQS has them."""
    sqs, found = cloud.aws.client("sqs"), []
    for _ in range(20):
        asked = {"MaxNumberOfMessages": 10, "WaitTimeSeconds": 1, "AttributeNames": ["MessageGroupId"]}
        messages = sqs.receive_message(QueueUrl=url, **asked).get("Messages", ())
        found += [message["Attributes"]["MessageGroupId"] for message in messages]
        if len(found) >= expected:
            break
    return sorted(found)


def test_work_sent_to_a_queue_names_its_tenant(cloud: Cloud, queue: str) -> None:
    bus.send("looked", [event("acme"), event("globex"), event("acme")])
    assert tenants(cloud, queue, 3) == ["acme", "acme", "globex"]


def test_an_event_for_the_topic_names_its_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    """The emulator's topic forgets it on the way to a queue, so this looks at what is asked of SNS."""
    monkeypatch.setenv("EVENTS_TOPIC_ARN", "arn:aws:sns:eu-central-1:000000000000:events")
    client = botocore.session.get_session().create_client(
        "sns", region_name="eu-central-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    asked: list[dict[str, Any]] = []
    client.meta.events.register("provide-client-params.sns", lambda params, **_: asked.append(params))
    monkeypatch.setitem(aws._made, "sns", client)
    with Stubber(client) as stub:
        stub.add_response("publish_batch", {"Successful": [], "Failed": []})
        bus.publish([event("acme"), event("globex")])
    [batch] = asked
    assert [entry["MessageGroupId"] for entry in batch["PublishBatchRequestEntries"]] == ["acme", "globex"]

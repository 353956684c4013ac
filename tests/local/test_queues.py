import json
from collections.abc import Callable
from typing import Any

from infra.local.cloud import Cloud
from tests.local import little

Aws = Callable[[str], Any]


def send(cloud: Cloud, *bodies: str) -> None:
    entries = [{"Id": str(i), "MessageBody": body} for i, body in enumerate(bodies)]
    cloud.aws.client("sqs").send_message_batch(QueueUrl=cloud.resources["FeedQueue"], Entries=entries)


def dead_letters(cloud: Cloud, queue: str = "FeedDeadLetters") -> list[str]:
    sqs, url = cloud.aws.client("sqs"), cloud.resources[queue]
    found = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            found.append(message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return found


def test_a_message_is_delivered_once(cloud: Cloud, seen: little.Seen, name: str) -> None:
    send(cloud, name)
    cloud.wait_idle()
    assert seen.fed[name] == 1


def test_only_what_failed_comes_again(cloud: Cloud, seen: little.Seen, name: str) -> None:
    cloud.pause()
    send(cloud, f"{name}-good", f"{name}-bad")
    seen.fail.add(f"{name}-bad")
    cloud.resume()
    cloud.wait_idle()
    assert seen.fed[f"{name}-good"] == 1
    assert seen.fed[f"{name}-bad"] == 5


def test_after_five_deliveries_a_message_lies_in_the_dead_letters(
    cloud: Cloud, seen: little.Seen, name: str
) -> None:
    seen.fail.add(name)
    send(cloud, name)
    cloud.wait_idle()
    assert seen.fed[name] == 5
    assert name in dead_letters(cloud)


def test_a_handler_that_raises_fails_its_whole_batch(cloud: Cloud, seen: little.Seen, name: str) -> None:
    cloud.pause()
    seen.crash.add(f"{name}-bad")
    send(cloud, f"{name}-good", f"{name}-bad")
    cloud.resume()
    cloud.wait_idle()
    assert seen.fed[f"{name}-bad"] == 5
    # The neighbour was in the same batch each time, or at least once.
    assert seen.fed[f"{name}-good"] > 1
    assert {who for who, _ in cloud.failures} == {"little_feed"}
    dead_letters(cloud)


def test_while_paused_nothing_is_delivered(cloud: Cloud, seen: little.Seen, name: str) -> None:
    cloud.pause()
    send(cloud, name)
    assert not cloud.queues()["idle"]
    assert cloud.queues()["queues"]["FeedQueue"]["visible"] == 1
    assert seen.fed[name] == 0
    cloud.resume()
    cloud.wait_idle()
    assert seen.fed[name] == 1


def test_every_message_can_be_delivered_twice(cloud: Cloud, seen: little.Seen, name: str) -> None:
    cloud.habits.deliver_twice = cloud.habits.shuffle = True
    names = [f"{name}-{i}" for i in range(10)]
    send(cloud, *names)
    cloud.wait_idle()
    assert [seen.fed[one] for one in names] == [2] * 10


def test_many_messages_are_all_delivered(cloud: Cloud, seen: little.Seen, name: str) -> None:
    names = [f"{name}-{i}" for i in range(300)]
    for i in range(0, 300, 10):
        send(cloud, *names[i : i + 10])
    cloud.wait_idle()
    assert [seen.fed[one] for one in names] == [1] * 300


def test_an_event_has_the_shape_that_lambda_gives(cloud: Cloud, name: str) -> None:
    from infra.local.lambdas import Function
    from infra.local.pump import Habits, Switch
    from infra.local.queues import QueuePump

    given: list[dict[str, Any]] = []
    function = Function("probe", lambda event, _: given.append(event))
    sqs = cloud.aws.client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    attributes = {"type": {"DataType": "String", "StringValue": "PostPublished"}}
    sqs.send_message(QueueUrl=url, MessageBody="hello", MessageAttributes=attributes)
    switch = Switch()
    pump = QueuePump(
        cloud.aws,
        function,
        url,
        f"arn:aws:sqs:eu-central-1:000000000000:{name}",
        switch=switch,
        habits=Habits(),
    )
    pump.start()
    while not given:
        switch.sleep(0.01)
    switch.stop()
    pump.stop()
    (record,) = given[0]["Records"]
    assert record["body"] == "hello"
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    assert record["messageAttributes"]["type"]["stringValue"] == "PostPublished"
    assert record["messageAttributes"]["type"]["dataType"] == "String"
    assert (record["eventSource"], record["awsRegion"]) == ("aws:sqs", "eu-central-1")
    json.dumps(record)

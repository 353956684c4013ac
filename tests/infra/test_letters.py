"""Dead letters, in queues that moto holds in this process."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra import letters

TYPE = {"type": {"DataType": "String", "StringValue": "PostPublished"}}


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[letters.Cloud]:
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    # moto would wait the second out each time it finds nothing.
    monkeypatch.setattr(letters, "PATIENCE", 0)
    with mock_aws():
        made = {}
        for name in letters.NAMES:
            for kind in ("Queue", "DeadLetters"):
                logical_id = name.capitalize() + kind
                made[logical_id] = boto3.client("sqs").create_queue(QueueName=f"test-{logical_id}")[
                    "QueueUrl"
                ]
        yield letters.Cloud(made)


def park(cloud: letters.Cloud, name: str, *bodies: Any) -> list[str]:
    return [
        boto3.client("sqs").send_message(
            QueueUrl=cloud.letters(name),
            MessageBody=body if isinstance(body, str) else json.dumps(body),
            MessageAttributes=TYPE if name == "feed" else {},
        )["MessageId"]
        for body in bodies
    ]


def arrived(cloud: letters.Cloud, name: str) -> list[dict[str, Any]]:
    answer = boto3.client("sqs").receive_message(
        QueueUrl=cloud.source(name), MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    )
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def change(sk: str = "p#01J") -> dict[str, Any]:
    return {"eventName": "INSERT", "dynamodb": {"Keys": {"pk": {"S": "TENANT01#w#gX"}, "sk": {"S": sk}}}}


def test_every_queue_is_listed_with_its_depth(cloud: letters.Cloud) -> None:
    park(cloud, "mail", {"type": "PersonInvited"}, {"type": "PersonInvited"})
    assert letters.depths(cloud) == {"feed": 0, "deliver": 0, "mail": 2, "posts": 0, "groups": 0, "relay": 0}


def test_looking_tells_what_a_letter_is_and_whose(cloud: letters.Cloud) -> None:
    [id_] = park(cloud, "feed", {"tenant": "TENANT01", "post": "01J"})
    [letter] = letters.peek(cloud.letters("feed"), 20)
    assert (letter.id, letter.type, letter.tenant, letter.received) == (id_, "PostPublished", "TENANT01", 1)


def test_looking_takes_nothing_away(cloud: letters.Cloud) -> None:
    park(cloud, "feed", *({"n": n} for n in range(12)))
    for _ in range(2):
        assert len(letters.peek(cloud.letters("feed"), 20)) == 12


def test_looking_stops_at_its_limit(cloud: letters.Cloud) -> None:
    park(cloud, "feed", *({"n": n} for n in range(12)))
    assert len(letters.peek(cloud.letters("feed"), 3)) == 3
    assert len(letters.peek(cloud.letters("feed"), 20)) == 12


@pytest.mark.parametrize(
    "body", ["not json", "[]", "7", "null", '{"dynamodb": 3}', '{"DDBStreamBatchInfo": []}']
)
def test_a_letter_of_no_known_shape_is_shown_all_the_same(cloud: letters.Cloud, body: str) -> None:
    park(cloud, "relay", body)
    [letter] = letters.peek(cloud.letters("relay"), 20)
    assert (letter.type, letter.tenant, letter.body) == ("?", "?", body)


def test_a_letter_of_the_relay_tells_the_change_and_its_tenant(cloud: letters.Cloud) -> None:
    park(cloud, "relay", change())
    [letter] = letters.peek(cloud.letters("relay"), 20)
    assert (letter.type, letter.tenant) == ("INSERT p#01J", "TENANT01")


def test_letters_go_back_to_where_they_failed_as_they_were(cloud: letters.Cloud) -> None:
    park(cloud, "feed", {"n": 1}, {"n": 2})
    assert letters.redrive(cloud, "feed") == (2, [])
    messages = arrived(cloud, "feed")
    assert sorted(message["Body"] for message in messages) == ['{"n": 1}', '{"n": 2}']
    assert [message["MessageAttributes"] for message in messages] == [TYPE, TYPE]
    assert letters.depths(cloud)["feed"] == 0


def test_one_letter_goes_and_the_others_stay(cloud: letters.Cloud) -> None:
    ids = park(cloud, "feed", {"n": 1}, {"n": 2}, {"n": 3})
    assert letters.redrive(cloud, "feed", ids[1]) == (1, [])
    assert [message["Body"] for message in arrived(cloud, "feed")] == ['{"n": 2}']
    assert {letter.id for letter in letters.peek(cloud.letters("feed"), 20)} == {ids[0], ids[2]}


def test_what_cannot_be_sent_stays_and_the_rest_goes(
    cloud: letters.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = park(cloud, "feed", {"n": 1}, {"n": 2})
    send = letters._send

    def refuse_the_first(cloud: letters.Cloud, source: str | None, letter: letters.Letter) -> str:
        if letter.id == ids[0]:
            raise ConnectionError("no network")
        return send(cloud, source, letter)

    monkeypatch.setattr(letters, "_send", refuse_the_first)
    went, stayed = letters.redrive(cloud, "feed")
    assert (went, [(letter.id, why) for letter, why in stayed]) == (1, [(ids[0], "no network")])
    assert [letter.id for letter in letters.peek(cloud.letters("feed"), 20)] == [ids[0]]


def test_a_break_between_sending_and_deleting_loses_nothing(
    cloud: letters.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    [id_] = park(cloud, "feed", {"n": 1})
    real = letters.client("sqs")

    class Broken:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def delete_message(self, **_: Any) -> None:
            raise ConnectionError("no network")

    monkeypatch.setattr(letters, "client", lambda _: Broken())
    with pytest.raises(ConnectionError):
        letters.redrive(cloud, "feed")
    assert [message["Body"] for message in arrived(cloud, "feed")] == ['{"n": 1}']
    assert [letter.id for letter in letters.peek(cloud.letters("feed"), 20)] == [id_]


def test_a_letter_that_fails_again_at_once_is_not_sent_for_ever(
    cloud: letters.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    park(cloud, "feed", {"n": 1})
    # As if the worker failed five times in no time: what is sent lies behind the queue at once.
    monkeypatch.setattr(letters.Cloud, "source", letters.Cloud.letters)
    assert letters.redrive(cloud, "feed") == (1, [])
    assert letters.depths(cloud)["feed"] == 1


def test_an_unknown_letter_is_told(cloud: letters.Cloud) -> None:
    with pytest.raises(letters.Refused, match="no letter nobody behind feed"):
        letters._redrive(cloud, "feed", "nobody")


def test_a_record_that_the_relay_parked_is_the_record_itself() -> None:
    assert letters.stream_records(json.dumps(change())) == (None, [change()])
    assert letters.stream_records(json.dumps({"record": change(), "error": "?"})) == (None, [change()])


def test_what_lambda_gave_up_is_read_from_the_stream_again(cloud: letters.Cloud) -> None:  # noqa: ARG001
    table = boto3.client("dynamodb")
    stream = table.create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )["TableDescription"]["LatestStreamArn"]
    for name in "abcd":
        table.put_item(TableName="t", Item={"pk": {"S": name}, "raw": {"B": b"\x00"}})
    shard = boto3.client("dynamodbstreams").describe_stream(StreamArn=stream)["StreamDescription"]["Shards"][
        0
    ]
    first = int(shard["SequenceNumberRange"]["StartingSequenceNumber"])
    letter = {
        "requestContext": {"functionArn": "arn:relay"},
        "DDBStreamBatchInfo": {
            "shardId": shard["ShardId"],
            "startSequenceNumber": str(first + 1),
            "endSequenceNumber": str(first + 2),
            "streamArn": stream,
        },
    }
    function, records = letters.stream_records(json.dumps(letter))
    assert function == "arn:relay"
    assert [record["dynamodb"]["NewImage"]["pk"]["S"] for record in records] == ["b", "c"]
    assert records[0]["dynamodb"]["NewImage"]["raw"] == {"B": "AA=="}
    assert isinstance(records[0]["dynamodb"]["ApproximateCreationDateTime"], float)


def test_without_a_local_cloud_it_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert letters.main(["--url", "http://127.0.0.1:9", "list"]) == 1
    assert capsys.readouterr().err.startswith("no local cloud at http://127.0.0.1:9 (make run)")

"""Dead letters, in queues that moto holds in this process."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from infra.letters import __main__ as command
from infra.letters import box, stream
from infra.letters.stack import Cloud, Refused, client, connect
from infra.local import testing

TYPE = {"type": {"DataType": "String", "StringValue": "PostPublished"}}


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """An AWS of moto's, which the local cloud of other tests must not take for its own."""
    with testing.resting(), pytest.MonkeyPatch.context() as monkeypatch:
        for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        # moto would wait the second out each time it finds nothing.
        monkeypatch.setattr(box, "PATIENCE", 0)
        with mock_aws():
            yield


@pytest.fixture
def cloud(elsewhere: None) -> Cloud:  # noqa: ARG001
    made = {}
    for name in box.NAMES:
        for kind in ("Queue", "DeadLetters"):
            logical_id = name.capitalize() + kind
            made[logical_id] = boto3.client("sqs").create_queue(QueueName=f"test-{logical_id}")["QueueUrl"]
    return Cloud(made)


def park(cloud: Cloud, name: str, *bodies: Any) -> list[str]:
    return [
        boto3.client("sqs").send_message(
            QueueUrl=cloud.letters(name),
            MessageBody=body if isinstance(body, str) else json.dumps(body),
            MessageAttributes=TYPE if name == "feed" else {},
        )["MessageId"]
        for body in bodies
    ]


def arrived(cloud: Cloud, name: str) -> list[dict[str, Any]]:
    answer = boto3.client("sqs").receive_message(
        QueueUrl=cloud.source(name), MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    )
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def change(sk: str = "p#01J") -> dict[str, Any]:
    return {"eventName": "INSERT", "dynamodb": {"Keys": {"pk": {"S": "TENANT01#w#gX"}, "sk": {"S": sk}}}}


def test_every_queue_is_listed_with_its_depth(cloud: Cloud) -> None:
    park(cloud, "mail", {"type": "PersonInvited"}, {"type": "PersonInvited"})
    assert box.depths(cloud) == dict.fromkeys(box.NAMES, 0) | {"mail": 2}


def test_looking_tells_what_a_letter_is_and_whose(cloud: Cloud) -> None:
    [id_] = park(cloud, "feed", {"tenant": "TENANT01", "post": "01J"})
    [letter] = box.peek(cloud.letters("feed"), 20)
    assert (letter.id, letter.type, letter.tenant, letter.received) == (id_, "PostPublished", "TENANT01", 1)


def test_looking_takes_nothing_away(cloud: Cloud) -> None:
    park(cloud, "feed", *({"n": n} for n in range(12)))
    for _ in range(2):
        assert len(box.peek(cloud.letters("feed"), 20)) == 12


def test_looking_stops_at_its_limit(cloud: Cloud) -> None:
    park(cloud, "feed", *({"n": n} for n in range(12)))
    assert len(box.peek(cloud.letters("feed"), 3)) == 3
    assert len(box.peek(cloud.letters("feed"), 20)) == 12


@pytest.mark.parametrize(
    "body", ["not json", "[]", "7", "null", '{"dynamodb": 3}', '{"DDBStreamBatchInfo": []}']
)
def test_a_letter_of_no_known_shape_is_shown_all_the_same(cloud: Cloud, body: str) -> None:
    park(cloud, "relay", body)
    [letter] = box.peek(cloud.letters("relay"), 20)
    assert (letter.type, letter.tenant, letter.body) == ("?", "?", body)


def test_a_letter_of_the_relay_tells_the_change_and_its_tenant(cloud: Cloud) -> None:
    park(cloud, "relay", change())
    [letter] = box.peek(cloud.letters("relay"), 20)
    assert (letter.type, letter.tenant) == ("INSERT p#01J", "TENANT01")


def test_letters_go_back_to_where_they_failed_as_they_were(cloud: Cloud) -> None:
    park(cloud, "feed", {"n": 1}, {"n": 2})
    assert box.redrive(cloud, "feed") == (2, [])
    messages = arrived(cloud, "feed")
    assert sorted(message["Body"] for message in messages) == ['{"n": 1}', '{"n": 2}']
    assert [message["MessageAttributes"] for message in messages] == [TYPE, TYPE]
    assert box.depths(cloud)["feed"] == 0


def test_one_letter_goes_and_the_others_stay(cloud: Cloud) -> None:
    ids = park(cloud, "feed", {"n": 1}, {"n": 2}, {"n": 3})
    assert box.redrive(cloud, "feed", ids[1]) == (1, [])
    assert [message["Body"] for message in arrived(cloud, "feed")] == ['{"n": 2}']
    assert {letter.id for letter in box.peek(cloud.letters("feed"), 20)} == {ids[0], ids[2]}


def test_what_cannot_be_sent_stays_and_the_rest_goes(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = park(cloud, "feed", {"n": 1}, {"n": 2})
    send = box._send

    def refuse_the_first(cloud: Cloud, source: str | None, letter: box.Letter) -> str:
        if letter.id == ids[0]:
            raise ConnectionError("no network")
        return send(cloud, source, letter)

    monkeypatch.setattr(box, "_send", refuse_the_first)
    went, stayed = box.redrive(cloud, "feed")
    assert (went, [(letter.id, why) for letter, why in stayed]) == (
        1,
        [(ids[0], "ConnectionError: no network")],
    )
    assert [letter.id for letter in box.peek(cloud.letters("feed"), 20)] == [ids[0]]


def test_a_break_between_sending_and_deleting_loses_nothing(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    [id_] = park(cloud, "feed", {"n": 1})
    real = client("sqs")

    class Broken:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def delete_message(self, **_: Any) -> None:
            raise ConnectionError("no network")

    monkeypatch.setattr(box, "client", lambda _: Broken())
    with pytest.raises(ConnectionError):
        box.redrive(cloud, "feed")
    assert [message["Body"] for message in arrived(cloud, "feed")] == ['{"n": 1}']
    assert [letter.id for letter in box.peek(cloud.letters("feed"), 20)] == [id_]


def test_a_letter_that_fails_again_at_once_is_not_sent_for_ever(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    park(cloud, "feed", {"n": 1})
    # As if the worker failed five times in no time: what is sent lies behind the queue at once.
    monkeypatch.setattr(Cloud, "source", Cloud.letters)
    assert box.redrive(cloud, "feed") == (1, [])
    assert box.depths(cloud)["feed"] == 1


def test_an_unknown_letter_is_told(cloud: Cloud) -> None:
    with pytest.raises(Refused, match="no letter nobody behind feed"):
        command._redrive(cloud, "feed", "nobody")


def test_a_record_that_the_relay_parked_is_the_record_itself() -> None:
    assert stream.records_of(json.dumps(change())) == (None, [change()])
    assert stream.records_of(json.dumps({"record": change(), "error": "?"})) == (None, [change()])


@pytest.fixture
def shard(cloud: Cloud) -> dict[str, Any]:  # noqa: ARG001  # inside its mock
    """A stream of four changes: its ARN, its shard and the number of its first record."""
    table = boto3.client("dynamodb")
    arn = table.create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )["TableDescription"]["LatestStreamArn"]
    for name in "abcd":
        table.put_item(TableName="t", Item={"pk": {"S": name}, "raw": {"B": b"\x00"}})
    described = boto3.client("dynamodbstreams").describe_stream(StreamArn=arn)["StreamDescription"]
    [shard] = described["Shards"]
    first = int(shard["SequenceNumberRange"]["StartingSequenceNumber"])
    return {"streamArn": arn, "shardId": shard["ShardId"], "first": first}


def given_up(shard: dict[str, Any], start: int, end: int) -> str:
    """What Lambda writes of a batch, the first record of the stream being 0."""
    batch = {
        **shard,
        "startSequenceNumber": str(shard["first"] + start),
        "endSequenceNumber": str(shard["first"] + end),
        "batchSize": end - start + 1,
    }
    return json.dumps({"requestContext": {"functionArn": "arn:relay"}, "DDBStreamBatchInfo": batch})


def test_what_lambda_gave_up_is_read_from_the_stream_again(shard: dict[str, Any]) -> None:
    function, records = stream.records_of(given_up(shard, 1, 2))
    assert function == "arn:relay"
    assert [record["dynamodb"]["NewImage"]["pk"]["S"] for record in records] == ["b", "c"]


def test_records_come_as_lambda_hands_them_over(shard: dict[str, Any]) -> None:
    _, [record] = stream.records_of(given_up(shard, 0, 0))
    assert record["dynamodb"]["NewImage"]["raw"] == {"B": "AA=="}
    assert isinstance(record["dynamodb"]["ApproximateCreationDateTime"], float)
    assert record["eventSourceARN"] == shard["streamArn"]


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (3, 4), (7, 7)])
def test_a_letter_whose_records_the_stream_forgot_stays(
    cloud: Cloud, shard: dict[str, Any], start: int, end: int
) -> None:
    [id_] = park(cloud, "relay", given_up(shard, start, end))
    went, stayed = box.redrive(cloud, "relay")
    assert (went, [letter.id for letter, _ in stayed]) == (0, [id_])
    assert [letter.id for letter in box.peek(cloud.letters("relay"), 20)] == [id_]


def test_all_resources_of_a_stack_are_found_however_many(
    elsewhere: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A stage has more than a hundred, which is what CloudFormation tells in one answer."""
    cloudformation = boto3.client("cloudformation")
    monkeypatch.setattr("infra.letters.stack.client", lambda _: cloudformation)
    with Stubber(cloudformation) as stub:
        for names, token in ((range(100), "more"), (range(100, 132), None)):
            page = [
                {
                    "LogicalResourceId": f"R{n}",
                    "PhysicalResourceId": f"r{n}",
                    "ResourceType": "AWS::SQS::Queue",
                    "LastUpdatedTimestamp": 0,
                    "ResourceStatus": "CREATE_COMPLETE",
                }
                for n in names
            ]
            stub.add_response(
                "list_stack_resources",
                {"StackResourceSummaries": page} | ({"NextToken": token} if token else {}),
            )
        found = connect("atrium-prod", "").resources
    assert (len(found), found["R131"]) == (132, "r131")


def test_without_a_local_cloud_it_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--url", "http://127.0.0.1:9", "list"]) == 1
    assert capsys.readouterr().err.startswith("no local cloud at http://127.0.0.1:9 (make run)")


def test_port_and_url_say_where_the_local_cloud_is_and_url_wins(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("URL", raising=False)
    monkeypatch.setenv("PORT", "9")
    assert command.main(["list"]) == 1
    assert capsys.readouterr().err.startswith("no local cloud at http://127.0.0.1:9 ")
    monkeypatch.setenv("URL", "http://127.0.0.1:7")
    assert command.main(["list"]) == 1
    assert capsys.readouterr().err.startswith("no local cloud at http://127.0.0.1:7 ")


def test_a_stack_without_a_region_is_asked_for_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setattr("boto3.DEFAULT_SESSION", None)
    assert command.main(["--stack", "atrium-dev", "list"]) == 1
    assert capsys.readouterr().err.startswith("Set AWS_REGION")

import json
from typing import Any

import httpx

from infra.local.cloud import Cloud
from infra.local.emulator import ascending
from tests.local import little
from tests.local.test_queues import dead_letters


def put(cloud: Cloud, *sort_keys: str) -> None:
    client, table = cloud.aws.client("dynamodb"), cloud.resources["Table"]
    for key in sort_keys:
        client.put_item(TableName=table, Item={"pk": {"S": "acme#1"}, "sk": {"S": key}, "by": {"B": b"\xff"}})


def mine(seen: little.Seen, name: str) -> list[str]:
    return [one for one in seen.relayed if one.startswith(name)]


def test_a_write_through_the_api_reaches_the_worker(
    http: httpx.Client, cloud: Cloud, seen: little.Seen, name: str
) -> None:
    http.put(f"/v1/things/{name}")
    cloud.wait_idle()
    assert seen.relayed.count(name) == seen.fed[name] == 1


def test_only_what_the_filter_lets_through_wakes_the_function(
    cloud: Cloud, seen: little.Seen, name: str
) -> None:
    put(cloud, f"x#{name}-a", f"p#{name}-b")
    cloud.wait_idle()
    assert mine(seen, name) == [f"{name}-b"]


def test_records_come_in_the_order_of_the_writes(cloud: Cloud, seen: little.Seen, name: str) -> None:
    names = [f"{name}-{i}" for i in range(40)]
    put(cloud, *(f"p#{one}" for one in names))
    cloud.wait_idle()
    assert mine(seen, name) == names


def test_a_failed_record_and_all_after_it_come_again(cloud: Cloud, seen: little.Seen, name: str) -> None:
    cloud.pause()
    put(cloud, *(f"p#{name}-{i}" for i in range(4)))
    seen.fail.add(f"{name}-2")
    cloud.resume()
    while mine(seen, name) != [f"{name}-0", f"{name}-1"]:
        cloud._switch.sleep(0.001)
    seen.fail.clear()
    cloud.wait_idle()
    assert mine(seen, name) == [f"{name}-{i}" for i in range(4)]


def test_what_fails_for_ever_is_told_to_the_dead_letters(cloud: Cloud, seen: little.Seen, name: str) -> None:
    seen.fail.add(name)
    put(cloud, f"p#{name}")
    cloud.wait_idle()
    (letter,) = [json.loads(body) for body in dead_letters(cloud, "RelayDeadLetters")]
    assert letter["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert letter["requestContext"]["approximateInvokeCount"] == 4
    assert letter["DDBStreamBatchInfo"]["batchSize"] == 1


def test_bisecting_leaves_only_the_record_that_crashes_behind(
    cloud: Cloud, seen: little.Seen, name: str
) -> None:
    cloud.pause()
    put(cloud, *(f"p#{name}-{i}" for i in range(8)))
    seen.crash.add(f"{name}-5")
    cloud.resume()
    cloud.wait_idle()
    assert {*mine(seen, name)} == {f"{name}-{i}" for i in range(8)} - {f"{name}-5"}
    (letter,) = [json.loads(body) for body in dead_letters(cloud, "RelayDeadLetters")]
    assert letter["DDBStreamBatchInfo"]["batchSize"] == 1


def test_an_event_has_the_shape_that_lambda_gives(cloud: Cloud, seen: little.Seen, name: str) -> None:
    put(cloud, f"p#{name}")
    cloud.wait_idle()
    found: list[dict[str, Any]] = [
        event
        for event in seen.events
        if event.get("dynamodb", {}).get("Keys", {}).get("sk", {}).get("S") == f"p#{name}"
    ]
    (event,) = found
    assert (event["eventName"], event["eventSource"]) == ("INSERT", "aws:dynamodb")
    assert event["eventSourceARN"].startswith("arn:aws:dynamodb:eu-central-1:")
    assert event["dynamodb"]["NewImage"]["by"] == {"B": "/w=="}
    assert isinstance(event["dynamodb"]["ApproximateCreationDateTime"], int)
    json.dumps(event)


def test_the_context_is_as_on_lambda(cloud: Cloud, seen: little.Seen, name: str) -> None:
    put(cloud, f"p#{name}")
    cloud.wait_idle()
    context = seen.contexts[-1]
    assert context.function_name == "atrium-local-little_relay"
    assert context.invoked_function_arn.endswith(":function:atrium-local-little_relay")
    assert context.get_remaining_time_in_millis() < 60_000


def test_a_batch_can_be_delivered_twice(cloud: Cloud, seen: little.Seen, name: str) -> None:
    cloud.habits.deliver_twice = True
    put(cloud, f"p#{name}")
    cloud.wait_idle()
    assert seen.relayed.count(name) == 2
    assert seen.fed[name] == 4


def test_a_schedule_runs_its_function_with_the_event_of_eventbridge(cloud: Cloud, seen: little.Seen) -> None:
    cloud.pumps.schedules["little_schedule"].fire()
    event = seen.events[-1]
    assert (event["source"], event["detail-type"]) == ("aws.events", "Scheduled Event")


def test_a_clock_that_is_set_back_gives_no_smaller_sequence_numbers() -> None:
    given = iter([f"{5:020d}{1:010d}", f"{7:020d}{2:010d}", f"{6:020d}{3:010d}", f"{9:020d}{4:010d}"])
    one = ascending(lambda: next(given), after="")
    assert [int(one()[:20]) for _ in range(4)] == [5, 7, 7, 9]
    after = f"{5:020d}{99:010d}"
    assert ascending(lambda: f"{5:020d}{1:010d}", after)() > after

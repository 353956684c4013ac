"""An alarm for each queue, each stream's reader and each function."""

from typing import Any

from infra import mend
from infra.mend import Template

MINUTE = 60  # seconds
LATE = 5 * MINUTE
# Where another age is late. Calls are looked after, and files without a document looked for again, by
# what waits up to 15 minutes on purpose; mails wait while SES takes no more a second; a message of a chat
# that comes after a minute is no talk.
LATE_AT = {"Calls": 20 * MINUTE, "Media": 20 * MINUTE, "Mail": 15 * MINUTE, "Chat": MINUTE}
# Secrets Manager asks a few times in 90 days, and not again within minutes: the first failure is told.
SELDOM = {"rotate_keys"}
STREAM_LATE = 60_000  # milliseconds; the stream forgets after 24 h

Alarms = dict[str, Any]


def each(template: Template) -> Alarms:
    made: Alarms = {}
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::SQS::Queue":
            made |= _of_letters(name) if name.endswith("DeadLetters") else _of_queue(name)
    for name, function in mend.functions(template):
        made |= _of_function(name, function)
    return made


def _of_letters(queue: str) -> Alarms:
    told = f"A dead letter lies in {queue}. Look at it with `make letters`."
    watching = _sqs(queue, "ApproximateNumberOfMessagesVisible")
    return {f"{queue}Alarm": _alarm(told, watching, "Maximum", at_least=1)}


def _of_queue(queue: str) -> Alarms:
    name = queue.removesuffix("Queue")
    late = LATE_AT.get(name, LATE)
    told = f"Work waits more than {late // MINUTE} minutes in {queue}."
    watching = _sqs(queue, "ApproximateAgeOfOldestMessage")
    return {f"{name}AgeAlarm": _alarm(told, watching, "Maximum", at_least=late, minutes=5)}


def _of_function(name: str, function: dict[str, Any]) -> Alarms:
    id_ = mend.logical_id(name)
    made = {}
    if any("Stream" in event["Properties"] for event in function["Properties"].get("Events", {}).values()):
        told = f"{name} is more than a minute behind the table's stream."
        late = _alarm(told, _lambda(id_, "IteratorAge"), "Maximum", at_least=STREAM_LATE, minutes=5)
        made[f"{id_}AgeAlarm"] = late
    # Once is tried again by itself; three minutes of five is more than chance.
    for metric, told in {
        "Errors": f"{name} breaks off again and again: it raises, or takes too long or too much.",
        "Throttles": f"Lambda has no room for {name} again and again.",
    }.items():
        if name in SELDOM:
            made[f"{id_}{metric}Alarm"] = _alarm(told, _lambda(id_, metric), "Sum", at_least=1)
            continue
        often = _alarm(told, _lambda(id_, metric), "Sum", at_least=1, minutes=5)
        made[f"{id_}{metric}Alarm"] = _with(often, DatapointsToAlarm=3)
    return made


def _sqs(queue: str, metric: str) -> dict[str, Any]:
    name = {"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}
    return {"Namespace": "AWS/SQS", "MetricName": metric, "Dimensions": [name]}


def _lambda(function: str, metric: str) -> dict[str, Any]:
    name = {"Name": "FunctionName", "Value": {"Ref": function}}
    return {"Namespace": "AWS/Lambda", "MetricName": metric, "Dimensions": [name]}


def _alarm(
    told: str, watching: dict[str, Any], statistic: str, *, at_least: int, minutes: int = 1
) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmDescription": told,
            **watching,
            "Statistic": statistic,
            "Period": MINUTE,
            "EvaluationPeriods": minutes,
            "Threshold": at_least,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",  # where nothing happens nothing is measured
            "AlarmActions": [{"Ref": "AlarmTopic"}],
            "OKActions": [{"Ref": "AlarmTopic"}],
        },
    }


def _with(alarm: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {**alarm, "Properties": {**alarm["Properties"], **properties}}

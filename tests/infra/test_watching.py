"""What watches a stage: nothing is left out, and what is named is there."""

import ast
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chalicelib.calls import followups as calls
from chalicelib.core import metrics
from chalicelib.documents import arrivals
from infra import mend, package
from infra.watching import insights

OPERATIONS = (package.PROJECT / "docs/operations.md").read_text("utf-8")
# What AWS measures, of what kind of resource, by which dimension.
MEASURED = {
    "AWS/Lambda": (
        "AWS::Serverless::Function",
        "FunctionName",
        {"Errors", "Throttles", "ConcurrentExecutions", "Duration", "IteratorAge"},
    ),
    "AWS/SQS": (
        "AWS::SQS::Queue",
        "QueueName",
        {"ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"},
    ),
    "AWS/Backup": ("AWS::Backup::BackupVault", "BackupVaultName", {"NumberOfBackupJobsFailed"}),
    "AWS/DynamoDB": (
        "AWS::DynamoDB::Table",
        "TableName",
        {
            "ConsumedReadCapacityUnits",
            "ConsumedWriteCapacityUnits",
            "ReadThrottleEvents",
            "WriteThrottleEvents",
        },
    ),
}
OF_REST = {"Count", "4XXError", "5XXError", "Latency"}
OF_SOCKETS = {"ConnectCount", "MessageCount", "ExecutionError"}
NAME = re.compile(r"\$\{([\w:]+)(?:\.(\w+))?\}")
Metric = tuple[str, str, str, str]  # namespace, name, dimension, what it is of


@cache
def made() -> dict[str, Any]:
    return package.template("prod", "test")


def resources(kind: str) -> dict[str, Any]:
    found = {name: one for name, one in made()["Resources"].items() if one["Type"] == kind}
    assert found, f"need a {kind} for this test to mean anything"
    return found


def alarms() -> dict[str, Any]:
    return {name: one["Properties"] for name, one in resources("AWS::CloudWatch::Alarm").items()}


def watched() -> list[Metric]:
    """What the alarms look at."""
    found = []
    for alarm in alarms().values():
        parts = [one["MetricStat"]["Metric"] for one in alarm.get("Metrics", []) if "MetricStat" in one]
        for metric in parts or [alarm]:
            dimension, *_ = metric["Dimensions"]
            value = dimension["Value"]
            value = value["Fn::If"][1] if "Fn::If" in value else value
            of = value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0]
            found.append((metric["Namespace"], metric["MetricName"], dimension["Name"], of))
    return found


def drawn() -> list[Metric]:
    """What the dashboard draws."""
    found = []
    for widget in body()["widgets"]:
        for metric in widget["properties"].get("metrics", []):
            if isinstance(metric[0], str):
                namespace, name, dimension, value, *_ = metric
                [(of, _)] = NAME.findall(value)
                found.append((namespace, name, dimension, of))
    return found


def body() -> dict[str, Any]:
    [dashboard] = resources("AWS::CloudWatch::Dashboard").values()
    read: dict[str, Any] = json.loads(dashboard["Properties"]["DashboardBody"]["Fn::Sub"])
    return read


@cache
def written(function: str) -> set[str]:
    """First arguments of the calls of such a function in what is deployed."""
    return {
        call.args[0].value
        for file in Path(package.PROJECT / "chalicelib").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == function
        and isinstance(call.args[0], ast.Constant)
    }


# alarms


@pytest.mark.parametrize("name", sorted(mend.logical_id(name) for name, _ in mend.functions(made())))
@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_each_function_has_an_alarm(metric: str, name: str) -> None:
    assert ("AWS/Lambda", metric, "FunctionName", name) in watched()


@pytest.mark.parametrize("name", sorted(resources("AWS::SQS::Queue")))
def test_each_queue_has_an_alarm(name: str) -> None:
    letters = name.endswith("DeadLetters")
    metric = "ApproximateNumberOfMessagesVisible" if letters else "ApproximateAgeOfOldestMessage"
    assert ("AWS/SQS", metric, "QueueName", name) in watched()


def test_each_reader_of_the_stream_has_an_alarm_when_it_falls_behind() -> None:
    for name in ("Relay", "Fold"):
        assert ("AWS/Lambda", "IteratorAge", "FunctionName", name) in watched()


@pytest.mark.parametrize("name", sorted(alarms()))
def test_each_alarm_says_what_happened_and_when_it_is_over(name: str) -> None:
    alarm = alarms()[name]
    assert len(alarm["AlarmDescription"]) > 20
    assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "AlarmTopic"}]
    assert alarm["TreatMissingData"] == "notBreaching"


def test_what_is_asked_a_few_times_a_year_wakes_somebody_when_it_fails_once() -> None:
    for metric in ("Errors", "Throttles"):
        alarm = alarms()[f"RotateKeys{metric}Alarm"]
        assert (alarm["EvaluationPeriods"], alarm.get("DatapointsToAlarm", 1)) == (1, 1)


def test_no_queue_is_late_while_its_messages_wait_on_purpose() -> None:
    longest = {"CallsAgeAlarm": calls.LOOK, "MediaAgeAlarm": arrivals.LONGEST_PAUSE}
    for name, pause in longest.items():
        assert alarms()[name]["Threshold"] > pause, name


def test_reads_of_each_index_that_the_table_refuses_are_watched_and_drawn() -> None:
    [table] = resources("AWS::DynamoDB::Table").values()
    indexes = [one["IndexName"] for one in table["Properties"]["GlobalSecondaryIndexes"]]
    seen = [one["MetricStat"]["Metric"] for one in alarms()["TableThrottlesAlarm"]["Metrics"][1:]]
    assert [one["Dimensions"][1]["Value"] for one in seen if len(one["Dimensions"]) > 1] == indexes
    drawn_ = [m for w in body()["widgets"] for m in w["properties"].get("metrics", []) if len(m) > 5]
    assert [metric[5] for metric in drawn_] == indexes


def test_no_alarm_looks_at_more_metrics_than_one_may() -> None:
    assert max(len(alarm.get("Metrics", [])) for alarm in alarms().values()) <= 10


def test_operations_says_what_to_do_about_each_alarm_and_knows_no_other() -> None:
    told = {
        name
        for row in OPERATIONS.partition("## Alarms")[2].splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`((?:\.\.\.)?\w+Alarm)`", row.split("|")[1])
    }
    there = {*alarms(), *resources("AWS::Budgets::Budget")}
    endings = tuple(name[3:] for name in told if name.startswith("..."))
    assert [name for name in sorted(there) if name not in told and not name.endswith(endings)] == []
    assert [name for name in sorted(told) if not any(one.endswith(name.lstrip(".")) for one in there)] == []


def test_costs_are_watched_unless_a_stage_wants_it_not() -> None:
    [budget] = resources("AWS::Budgets::Budget").values()
    assert made()["Conditions"][budget["Condition"]] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "MonthlyBudget"}, 0]}]
    }
    assert made()["Parameters"]["MonthlyBudget"]["Default"] > 0


# the dashboard


def test_there_is_one_dashboard() -> None:
    assert len(resources("AWS::CloudWatch::Dashboard")) == 1


@pytest.mark.parametrize("metric", sorted(set(drawn() + watched())), ids="-".join)
def test_each_metric_that_is_drawn_or_watched_is_there(metric: Metric) -> None:
    namespace, name, dimension, of = metric
    if namespace == metrics.NAMESPACE:
        assert name in written("metrics.embedded")
        assert (dimension, of) == ("stack", "AWS::StackName")
    elif namespace == "AWS/ApiGateway":
        known = {("ApiName", "AWS::StackName"): OF_REST, ("ApiId", "WebsocketAPI"): OF_SOCKETS}
        assert name in known[dimension, of]
    else:
        kind, named, names = MEASURED[namespace]
        assert made()["Resources"][of]["Type"] == kind
        assert (dimension, name) == (named, name if name in names else None)


def test_each_name_on_the_dashboard_is_there() -> None:
    known = made()["Resources"].keys() | {"AWS::Region", "AWS::StackName"}
    assert {name for name, _ in NAME.findall(json.dumps(body()))} - known == set()


def test_the_dashboard_begins_with_all_alarms() -> None:
    first = body()["widgets"][0]
    assert first["type"] == "alarm"
    assert {name for one in first["properties"]["alarms"] for name, _ in NAME.findall(one)} == {*alarms()}


def test_the_dashboard_draws_the_age_of_the_oldest_undelivered_post_as_its_alarm_counts_it() -> None:
    expressions = [
        metric[0]["expression"]
        for widget in body()["widgets"]
        for metric in widget["properties"].get("metrics", [])
        if not isinstance(metric[0], str)
    ]
    assert expressions == [alarms()["UndeliveredPostAlarm"]["Metrics"][0]["Expression"]]


# questions to the logs


def test_saved_queries_look_into_the_logs_of_all_functions() -> None:
    groups = {f["Properties"]["LoggingConfig"]["LogGroup"]["Ref"] for _, f in mend.functions(made())}
    for name, query in resources("AWS::Logs::QueryDefinition").items():
        assert {group["Ref"] for group in query["Properties"]["LogGroupNames"]} == groups, name


def test_rules_count_lines_that_are_written_and_by_tenant() -> None:
    lines = written("logger.info")
    for name, rule in resources("AWS::CloudWatch::InsightRule").items():
        read = json.loads(rule["Properties"]["RuleBody"]["Fn::Sub"])
        assert read["Contribution"]["Keys"] == ["$.tenant"], name
        [named, *_] = read["Contribution"]["Filters"]
        assert named["Match"] == "$.message"
        assert set(named["In"]) <= lines, name
        assert {group for one in read["LogGroupNames"] for group, _ in NAME.findall(one)} <= set(
            made()["Resources"]
        )


def test_queries_ask_for_lines_that_are_written() -> None:
    asked = {
        name
        for query in insights.QUERIES.values()
        for names in re.findall(r'filter message (?:=|in) (\[.*?\]|".*?")', query)
        for name in re.findall(r'"(\w+)"', names)
    }
    assert asked
    assert asked <= written("logger.info")


def test_no_stage_silences_the_lines_that_are_metrics() -> None:
    for stage in package.stages(package.PROJECT):
        for name, function in mend.functions(package.template(stage, "test")):
            assert function["Properties"]["Environment"]["Variables"]["LOG_LEVEL"] in ("DEBUG", "INFO"), name

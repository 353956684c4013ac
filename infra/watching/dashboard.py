"""One dashboard: what one looks at when something is wrong, in the order in which one looks.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

import json
from typing import Any

from infra import mend
from infra.mend import Template
from infra.watching import insights

WIDTH, HEIGHT = 12, 6  # two graphs side by side
Metrics = list[list[Any]]
Widget = dict[str, Any]


def whole(template: Template) -> dict[str, Any]:
    resources = template["Resources"]
    functions = [mend.logical_id(name) for name, _ in mend.functions(template)]
    queues = [name for name, one in resources.items() if one["Type"] == "AWS::SQS::Queue"]
    alarms = [name for name, one in resources.items() if one["Type"] == "AWS::CloudWatch::Alarm"]
    widgets = [
        _alarms(alarms),
        *_fronts(),
        *_posts(resources["UndeliveredPostAlarm"]["Properties"]["Metrics"]),
        *_queues(queues),
        *_functions(functions),
        *_table(),
        *_tenants(),
        _faults(resources),
    ]
    body = json.dumps({"widgets": widgets}, indent=1)
    return {
        "Dashboard": {
            "Type": "AWS::CloudWatch::Dashboard",
            "Properties": {"DashboardBody": {"Fn::Sub": body}},
        }
    }


def _alarms(alarms: list[str]) -> Widget:
    arns = [f"${{{name}.Arn}}" for name in alarms]
    told = {"title": "What is wrong", "alarms": arns, "states": ["ALARM", "INSUFFICIENT_DATA"]}
    return {"type": "alarm", "width": 2 * WIDTH, "height": HEIGHT, "properties": told}


def _fronts() -> list[Widget]:
    api, live = ["ApiName", "${AWS::StackName}"], ["ApiId", "${WebsocketAPI}"]
    name = "AWS/ApiGateway"
    return [
        _graph(
            "Requests, and those that failed",
            [
                [name, "Count", *api, {"stat": "Sum", "label": "requests"}],
                [name, "4XXError", *api, {"stat": "Sum", "label": "refused"}],
                [name, "5XXError", *api, {"stat": "Sum", "label": "failed"}],
            ],
        ),
        _graph(
            "Milliseconds until the answer",
            [[name, "Latency", *api, {"stat": stat, "label": stat}] for stat in ("p50", "p90", "p99")],
        ),
        _graph(
            "Live: connections opened, frames, those that failed",
            [
                [name, "ConnectCount", *live, {"stat": "Sum"}],
                [name, "MessageCount", *live, {"stat": "Sum"}],
                [name, "ExecutionError", *live, {"stat": "Sum"}],
            ],
        ),
    ]


def _posts(watched: list[dict[str, Any]]) -> list[Widget]:
    own = ["Atrium", "DeliveredPostAge", "stack", "${AWS::StackName}"]
    return [
        _graph("Age of the oldest undelivered post, seconds", [_as_drawn(one) for one in watched]),
        _graph(
            "From publishing to the feed, milliseconds",
            [[*own, {"stat": stat, "label": stat}] for stat in ("p50", "p99", "Maximum")],
        ),
    ]


def _as_drawn(one: dict[str, Any]) -> list[Any]:
    """A metric of an alarm, as a dashboard writes it."""
    told = {"id": one["Id"], "visible": one.get("ReturnData", True)}
    if "Expression" in one:
        return [{"expression": one["Expression"], "label": one["Label"], **told}]
    metric = one["MetricStat"]["Metric"]
    dimensions = [part for each in metric["Dimensions"] for part in (each["Name"], _text(each["Value"]))]
    stat = one["MetricStat"]["Stat"]
    return [metric["Namespace"], metric["MetricName"], *dimensions, {"stat": stat, **told}]


def _text(value: dict[str, Any]) -> str:
    return f"${{{value['Ref']}}}" if "Ref" in value else "${" + ".".join(value["Fn::GetAtt"]) + "}"


def _queues(queues: list[str]) -> list[Widget]:
    def of(metric: str, some: list[str]) -> Metrics:
        return [
            ["AWS/SQS", metric, "QueueName", f"${{{name}.QueueName}}", {"stat": "Maximum", "label": name}]
            for name in some
        ]

    letters = [name for name in queues if name.endswith("DeadLetters")]
    working = [name for name in queues if name not in letters]
    return [
        _graph("Seconds that work waits", of("ApproximateAgeOfOldestMessage", working)),
        _graph("How much waits", of("ApproximateNumberOfMessagesVisible", working)),
        _graph("Dead letters", of("ApproximateNumberOfMessagesVisible", letters)),
    ]


def _functions(functions: list[str]) -> list[Widget]:
    def of(metric: str, stat: str) -> Metrics:
        return [
            ["AWS/Lambda", metric, "FunctionName", f"${{{name}}}", {"stat": stat, "label": name}]
            for name in functions
        ]

    return [
        _graph("Functions that break off", of("Errors", "Sum")),
        _graph("Functions without room", of("Throttles", "Sum")),
        _graph("Functions at once", of("ConcurrentExecutions", "Maximum")),
        _graph("Milliseconds a call, p99", of("Duration", "p99")),
    ]


def _table() -> list[Widget]:
    def of(*metrics: str) -> Metrics:
        return [["AWS/DynamoDB", one, *table, {"stat": "Sum"}] for one in metrics]

    table = ["TableName", "${Table}"]
    index = ["GlobalSecondaryIndexName", "listed"]  # whose reads are not counted as the table's
    listed: Metrics = [
        ["AWS/DynamoDB", "ReadThrottleEvents", *table, *index, {"stat": "Sum", "label": "reads of the index"}]
    ]
    return [
        _graph("The table's units", of("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits")),
        _graph("What the table refused", of("ReadThrottleEvents", "WriteThrottleEvents") + listed),
    ]


def _tenants() -> list[Widget]:
    return [
        _contributors("Requests by tenant", "RequestsByTenant"),
        _contributors("Milliseconds of workers by tenant", "WorkByTenant"),
        _contributors("Failed requests by tenant", "FaultsByTenant"),
    ]


def _contributors(title: str, rule: str) -> Widget:
    ranked = {"maxContributorCount": 10, "orderBy": "Sum", "ruleName": f"${{{rule}.RuleName}}"}
    return _graph(title, []) | {
        "properties": {
            "title": title,
            "region": "${AWS::Region}",
            "period": 60,
            "view": "timeSeries",
            "insightRule": ranked,
        }
    }


def _faults(resources: dict[str, Any]) -> Widget:
    groups = resources["FaultsQuery"]["Properties"]["LogGroupNames"]
    sources = " | ".join(f"SOURCE '${{{group['Ref']}}}'" for group in groups)
    told = {
        "title": "What our own mistakes were",
        "region": "${AWS::Region}",
        "view": "table",
        "query": f"{sources} | {insights.QUERIES['Faults']}",
    }
    return {"type": "log", "width": 2 * WIDTH, "height": HEIGHT, "properties": told}


def _graph(title: str, metrics: Metrics) -> Widget:
    told = {
        "title": title,
        "region": "${AWS::Region}",
        "view": "timeSeries",
        "period": 60,
        "metrics": metrics,
    }
    return {"type": "metric", "width": WIDTH, "height": HEIGHT, "properties": told}

"""Questions to the logs: by tenant as it happens (Contributor Insights), and saved ones (Logs Insights).

Why tenants are no dimension of metrics: docs/decisions/0024-watching.md.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
"""

import json
from typing import Any

from infra import mend
from infra.mend import Template

# Names of lines are their `message`: chalicelib/core/http.py, worker.py and live/frames.py write them.
QUERIES = {
    "NoisyTenants": (
        'filter message in ["request", "message", "frame"] '
        "| stats count() as lines, sum(ms) as busy_ms, max(ms) as slowest by tenant, service "
        "| sort busy_ms desc | limit 50"
    ),
    "OneRequest": (
        'filter request_id = "put the id here" '
        "| fields @timestamp, service, level, message, route, event, status, ms, exception | sort @timestamp"
    ),
    "OneTenant": (
        'filter tenant = "put the id here" '
        "| fields @timestamp, service, level, message, actor, route, event, status, ms, request_id "
        "| sort @timestamp desc | limit 200"
    ),
    "Faults": (
        "filter ispresent(exception_name) "
        "| stats count() as times, count_distinct(tenant) as tenants, latest(request_id) as one "
        "by service, message, exception_name | sort times desc"
    ),
    "SlowRoutes": (
        'filter message = "request" '
        "| stats count() as requests, pct(ms, 50) as median, pct(ms, 99) as p99 "
        "by method, route | sort p99 desc"
    ),
    "LatePosts": (
        'filter message = "delivered" '
        "| stats max(DeliveredPostAge) as ms, sum(readers) as rows by tenant, post | sort ms desc | limit 50"
    ),
}


def queries(template: Template) -> dict[str, Any]:
    """Saved queries over the logs of all functions."""
    groups = [_log_group(function) for _, function in mend.functions(template)]
    return {
        f"{name}Query": {
            "Type": "AWS::Logs::QueryDefinition",
            "Properties": {
                "Name": {"Fn::Sub": f"${{AWS::StackName}}/{name}"},
                "QueryString": query,
                "LogGroupNames": [{"Ref": group} for group in groups],
            },
        }
        for name, query in QUERIES.items()
    }


def rules(template: Template) -> dict[str, Any]:
    """Tenants in order: by what they ask for, what fails for them, and the time of workers that they take."""
    named = {name: _log_group(function) for name, function in mend.functions(template)}
    doors = ["api_handler", "websocket_message"]
    fronts = [named[name] for name in doors]
    workers = [group for name, group in named.items() if name not in doors]
    faults = {"Match": "$.status", "GreaterThan": 499}
    bodies = {
        "RequestsByTenant": _body(fronts, [{"Match": "$.message", "In": ["request", "frame"]}]),
        "FaultsByTenant": _body(fronts, [{"Match": "$.message", "In": ["request"]}, faults]),
        "WorkByTenant": _body(workers, [{"Match": "$.message", "In": ["message"]}], "$.ms"),
    }
    return {
        name: {
            "Type": "AWS::CloudWatch::InsightRule",
            "Properties": {
                "RuleName": {"Fn::Sub": f"${{AWS::StackName}}-{name}"},
                "RuleState": "ENABLED",
                "RuleBody": {"Fn::Sub": json.dumps(body)},
            },
        }
        for name, body in bodies.items()
    }


def _body(groups: list[str], filters: list[dict[str, Any]], value: str = "") -> dict[str, Any]:
    return {
        "Schema": {"Name": "CloudWatchLogRule", "Version": 1},
        "LogGroupNames": [f"${{{group}}}" for group in groups],
        "LogFormat": "JSON",
        "Contribution": {
            "Keys": ["$.tenant"],
            **({"ValueOf": value} if value else {}),
            "Filters": filters,
        },
        "AggregateOn": "Sum" if value else "Count",
    }


def _log_group(function: dict[str, Any]) -> str:
    return str(function["Properties"]["LoggingConfig"]["LogGroup"]["Ref"])

"""What a stack costs though nobody uses it: counted in the template, not remembered."""

from typing import Any

from bench.cost import model
from bench.cost.__main__ import facts
from infra import package

RESOURCES = package.template("prod", "test")["Resources"]


def of(kind: str) -> list[dict[str, Any]]:
    return [one["Properties"] for one in RESOURCES.values() if one["Type"] == kind]


def test_the_page_counts_what_the_template_makes() -> None:
    told = {one["what"]: one.get("number") for one in facts().prices["standing"]}
    assert told == {
        "ten queues of long polling by Lambda": None,
        "secrets": len(of("AWS::SecretsManager::Secret")),
        # An alarm costs by the metrics that it looks at.
        "metrics of alarms": sum(
            sum("MetricStat" in one for one in alarm.get("Metrics", [])) or 1
            for alarm in of("AWS::CloudWatch::Alarm")
        ),
        "rankings of tenants": len(of("AWS::CloudWatch::InsightRule")),
        "a dashboard": len(of("AWS::CloudWatch::Dashboard")),
        "the WAF": len(of("AWS::WAFv2::WebACL")),
        "its rules": sum(len(one["Rules"]) for one in of("AWS::WAFv2::WebACL")),
    }
    assert sum("RedrivePolicy" in queue for queue in of("AWS::SQS::Queue")) == 10


def test_the_copies_of_the_table_are_as_many_as_are_kept() -> None:
    [plan] = of("AWS::Backup::BackupPlan")
    [rule] = plan["BackupPlan"]["BackupPlanRule"]
    assert "SUN" in rule["ScheduleExpression"]
    assert round(rule["Lifecycle"]["DeleteAfterDays"] / 7) == model.COPIES

"""Metrics as members of a log line, which CloudWatch takes out of it (embedded metric format).

Written by hand: powertools' Metrics is 58 ms of a cold start for this one object.
Tenants are members of the line and no dimension, for each value of one costs as a metric of its own:
docs/decisions/0024-watching.md.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from typing import Any, Literal

from chalicelib.core import clock, settings

NAMESPACE = "Atrium"


def embedded(
    name: str, value: float, unit: Literal["Count", "Milliseconds"], *, by_function: bool = False
) -> dict[str, Any]:
    """Members for a line of the log, of the whole stack; with `by_function` also of each function.

    The function is the line's own `service`.
    """
    dimensions = [["stack"], ["stack", "service"]] if by_function else [["stack"]]
    told = {"Namespace": NAMESPACE, "Dimensions": dimensions, "Metrics": [{"Name": name, "Unit": unit}]}
    return {
        "_aws": {"Timestamp": clock.milliseconds(), "CloudWatchMetrics": [told]},
        "stack": settings.stack(),
        name: value,
    }

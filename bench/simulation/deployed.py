"""What is deployed now, read from the template; the scenarios' second column."""

from infra import template


def workers(function: str) -> int:
    """How many of a queue's worker run at once, at most."""
    most: int = template.sources()[function]["ScalingConfig"]["MaximumConcurrency"]
    return most


def batch(function: str) -> int:
    """How many messages it is given at once."""
    size: int = template.sources()[function]["BatchSize"]
    return size


def batches(function: str) -> int:
    """Of a shard of the stream, how many at once."""
    factor: int = template.sources()[function].get("ParallelizationFactor", 1)
    return factor


def tickets() -> float:
    """For WebSockets, how many API Gateway lets through in a second."""
    [door] = template.load("gateway")["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    rate: float = door["ThrottlingRateLimit"]
    return rate

"""What a line of the log says, and what it keeps to itself."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.core import log, metrics
from chalicelib.core.log import logger


@pytest.fixture
def lines(logged: io.StringIO) -> Callable[[], list[Any]]:
    """The lines written so far, read."""
    return lambda: [json.loads(line) for line in logged.getvalue().splitlines()]


def test_a_line_names_the_request_the_tenant_and_who_asks(lines: Any) -> None:
    log.about("request-1")
    log.also(tenant="T", actor="A")
    logger.info("request")
    [line] = lines()
    assert (line["request_id"], line["tenant"], line["actor"]) == ("request-1", "T", "A")


def test_the_next_request_has_nothing_of_the_one_before(lines: Any) -> None:
    log.about("request-1", tenant="T", actor="A")
    log.about("request-2")
    logger.info("request")
    [line] = lines()
    assert line["request_id"] == "request-2"
    assert not {"tenant", "actor"} & line.keys()


def test_a_fault_says_what_it_was_and_where(lines: Any) -> None:
    fail(ValueError("of somebody@example.com"))
    [line] = lines()
    assert line["exception_name"] == "ValueError"
    assert "in fail" in line["exception"]
    assert line["location"].startswith("fail:")


def test_a_fault_keeps_the_words_of_its_exceptions_to_itself(lines: Any) -> None:
    error = ValueError("of somebody@example.com")
    error.__cause__ = KeyError("somebody@example.com")
    fail(error)
    [line] = lines()
    assert "KeyError" in line["exception"]
    assert "somebody" not in json.dumps(line)


def test_a_refusal_of_aws_is_told_by_its_code(lines: Any) -> None:
    said = {"Code": "MessageRejected", "Message": "The address somebody@example.com is not verified"}
    fail(ClientError({"Error": said}, "SendEmail"))
    [line] = lines()
    assert line["exception"].endswith("ClientError: SendEmail, MessageRejected")
    assert "somebody" not in json.dumps(line)


def test_faults_are_counted_for_the_stack_and_for_the_function(lines: Any) -> None:
    fail(ValueError())
    [line] = lines()
    [told] = line["_aws"]["CloudWatchMetrics"]
    assert told == {
        "Namespace": metrics.NAMESPACE,
        "Dimensions": [["stack"], ["stack", "service"]],
        "Metrics": [{"Name": "Faults", "Unit": "Count"}],
    }
    assert line["Faults"] == 1
    assert isinstance(line["stack"], str)
    assert isinstance(line["service"], str)


def fail(error: Exception) -> None:
    try:
        raise error  # noqa: TRY301  so that it has a place
    except Exception:
        log.fault("it failed")

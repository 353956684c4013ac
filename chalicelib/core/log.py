"""Structured logs. Ids and numbers only: no body, token or address, nor what an exception quotes of them.

A line is written for people and for CloudWatch's queries; `metrics.embedded` makes it a metric too.
"""

import os
import sys
import traceback
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter
from botocore.exceptions import ClientError

from chalicelib.core import metrics


class Formatter(LambdaPowertoolsFormatter):
    """Exceptions by kind and place. Their words may quote a person: SES names the address that it refused."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's own name
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error:
            told.append("".join(traceback.format_tb(error.__traceback__)) + _named(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\n".join(reversed(told))


def _named(error: BaseException) -> str:
    if isinstance(error, ClientError):
        return f"ClientError: {error.operation_name}, {error.response.get('Error', {}).get('Code')}"
    kind = type(error).__qualname__
    # Whoever runs it on their own machine may read all.
    return f"{kind}: {error}" if os.environ.get("LOG_WORDS") else kind


logger = Logger(
    service=os.environ.get("POWERTOOLS_SERVICE_NAME", "atrium"),
    log_uncaught_exceptions=False,
    logger_formatter=Formatter(utc=True, serialize_stacktrace=False),
)


def about(request: str | None, **ids: str | None) -> None:
    """A new request or message: each further line of this thread names it, and nothing of the one before."""
    logger.thread_safe_clear_keys()
    also(request_id=request, **ids)


def also(**ids: str | None) -> None:
    """What became known since: each further line names it too."""
    logger.thread_safe_append_keys(**{name: id_ for name, id_ in ids.items() if id_})


def fault(message: str, **ids: Any) -> None:
    """Where an exception is caught that is our own mistake: a line, which the metric Faults counts."""
    told = {**ids, **metrics.embedded("Faults", 1, "Count", by_function=True)}
    logger.error(message, exc_info=sys.exc_info(), stacklevel=3, extra=told)

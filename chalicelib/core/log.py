"""Structured logs and metrics. Ids and numbers only: never a body, a token, an address."""

from aws_lambda_powertools.logging import Logger

logger = Logger(service="atrium", log_uncaught_exceptions=False, utc=True)

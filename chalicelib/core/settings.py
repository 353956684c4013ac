"""What a stage tells its Lambdas: environment variables, read when first asked for."""

import os
from functools import cache


class Missing(RuntimeError):
    """A setting that the stage must give is not there."""


def _need(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise Missing(f"the environment variable {name} is not set")
    return value


def table_name() -> str:
    return _need("TABLE_NAME")


def events_topic() -> str:
    return _need("EVENTS_TOPIC_ARN")


def queue_url(queue: str) -> str:
    """The URL of the queue that the stage calls `queue`, such as "deliver"."""
    return _need(f"{queue.upper()}_QUEUE_URL")


def relay_dead_letters() -> str:
    return _need("RELAY_DLQ_URL")


def signing_secret() -> str:
    return _need("SIGNING_SECRET_ARN")


def brand_bucket() -> str:
    return _need("BRAND_BUCKET")


def documents_bucket() -> str:
    return _need("DOCUMENTS_BUCKET")


def company_quota() -> int:
    """Bytes that a company may store."""
    return int(os.environ.get("COMPANY_QUOTA", str(100 * 1000**3)))


def person_quota() -> int:
    """Bytes that one person may store."""
    return int(os.environ.get("PERSON_QUOTA", str(10 * 1000**3)))


def origin_secret() -> str:
    """What CloudFront shows with each request; empty where none stands before us."""
    return os.environ.get("ORIGIN_SECRET", "")


def scanner() -> str:
    """What looks for viruses in files: "guardduty", or a command; empty where nothing does."""
    return os.environ.get("SCANNER", "")


def mail_from() -> str:
    return _need("MAIL_FROM")


def mail_configuration() -> str:
    """SES's configuration set, by which it tells what became of our mails."""
    return _need("MAIL_CONFIGURATION")


def public_url() -> str:
    """The origin that people open, without a slash at its end; links in mails begin with it."""
    return _need("PUBLIC_URL").rstrip("/")


def websocket_url() -> str:
    return _need("WEBSOCKET_URL")


def websocket_management_url() -> str:
    return _need("WEBSOCKET_MANAGEMENT_URL").rstrip("/")


def push_limit() -> int:
    """Members up to which a post is written into each feed; above it, feeds pull."""
    return int(os.environ.get("PUSH_LIMIT", "5000"))


def stun_urls() -> list[str]:
    """Servers that tell browsers their own address; none where the stage names none."""
    return _listed("STUN_URLS")


def turn_urls() -> list[str]:
    """Servers that pass a call on where browsers do not reach each other."""
    return _listed("TURN_URLS")


def turn_secret() -> str:
    """Of Secrets Manager: {"secret": "..."}, which the TURN servers know too."""
    return _need("TURN_SECRET_ARN")


def chime_region() -> str:
    """Where Amazon Chime SDK holds larger meetings; empty where it does not."""
    return os.environ.get("CHIME_REGION", "")


def ring_seconds() -> int:
    return int(os.environ.get("RING_SECONDS", "45"))


def _listed(name: str) -> list[str]:
    return [one.strip() for one in os.environ.get(name, "").split(",") if one.strip()]


@cache
def stage() -> str:
    return os.environ.get("STAGE", "dev")


@cache
def stack() -> str:
    return os.environ.get("STACK", "local")


@cache
def build() -> str:
    return os.environ.get("BUILD", "dev")


def region() -> str:
    return os.environ.get("AWS_REGION") or _need("AWS_DEFAULT_REGION")


def endpoint(service: str) -> str:
    """Where an AWS service listens; the SDK's own variable AWS_ENDPOINT_URL overrides it."""
    return os.environ.get("AWS_ENDPOINT_URL") or f"https://{service}.{region()}.amazonaws.com"

"""IAM, as far as functions meet it: what a function's policy does not allow is refused here as on AWS.

What was allowed is noted, so that a test can tell what a policy grants and no code asks for.
Resources are compared by the template's names: `Table/index/listed`, `BrandBucket/uploads/x`, `FeedQueue`.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from fnmatch import fnmatchcase
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from botocore.httpsession import URLLib3Session

from chalicelib.live import wire
from infra import mend

_acting: ContextVar[str | None] = ContextVar("acting", default=None)
_plain_send: Callable[..., Any] = URLLib3Session.send
_plain_ask = wire.ask  # pushes have lines of their own
_SERVICE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request")
# Batches are allowed by the action of one.
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
_SINGLE = {"SendMessageBatch": "SendMessage", "PublishBatch": "Publish"}
_WRITES = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
_OBJECTS = {
    "GET": "GetObject",
    "HEAD": "GetObject",
    "PUT": "PutObject",
    "POST": "PutObject",
    "DELETE": "DeleteObject",
}
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
_PARTS = {"GET": "ListMultipartUploadParts", "DELETE": "AbortMultipartUpload"}


class Denied(PermissionError):
    """The function's policy does not allow this."""


class Grant(NamedTuple):
    """One line of a policy: `function` may do `action` with what `resource`, a pattern, stands for."""

    function: str
    action: str
    resource: str


used: set[Grant] = set()  # by all clouds of this process


class Permissions:
    """The policies of the template, over resources that `Ref` names as told."""

    def __init__(self, resources: dict[str, str]) -> None:
        """`resources`: logical id -> what `Ref` gives."""
        policies = mend.statements()
        self._grants = [*stated(policies)]
        self._known = policies.keys()
        self._names = {value: name for name, value in resources.items()}

    def check(self, function: str, action: str, resource: str) -> None:
        """Raises Denied."""
        for grant in self._grants:
            if (grant.function, grant.action) == (function, action) and fnmatchcase(resource, grant.resource):
                used.add(grant)
                return
        raise Denied(f"{function} may not {action} on {resource}: see infra/template/policies.yaml")

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Looks at every signed call that a function makes meanwhile; a cloud within a cloud at its own."""
        before = (URLLib3Session.send, wire.ask)

        def send(session: URLLib3Session, request: Any) -> Any:
            function = _acting.get()
            if function in self._known:  # tests have functions of their own
                for action, resource in self._asked(request):
                    self.check(function, action, resource)
            return _plain_send(session, request)

        def ask(method: str, connections: Sequence[str], body: bytes) -> Any:
            function = _acting.get()
            if function in self._known:
                for connection in connections:
                    self.check(
                        function,
                        "execute-api:ManageConnections",
                        f"WebsocketAPI/api/{method}/@connections/{connection}",
                    )
            return _plain_ask(method, connections, body)

        URLLib3Session.send, wire.ask = send, ask
        try:
            yield
        finally:
            URLLib3Session.send, wire.ask = before

    def _asked(self, request: Any) -> Iterator[tuple[str, str]]:
        """What a request does, as IAM names it."""
        headers = {name.lower(): _text(value) for name, value in request.headers.items()}
        found = _SERVICE.search(headers.get("authorization", ""))
        service, target = found[1] if found else "", headers.get("x-amz-target", "").rpartition(".")[2]
        path = unquote(urlsplit(request.url).path)
        body = request.body or b""
        match service:
            case "dynamodb":
                yield from _of_table(target, body)
            case "sqs":
                queue = json.loads(body)["QueueUrl"]
                yield f"sqs:{_SINGLE.get(target, target)}", self._names.get(queue, queue)
            case "sns":
                form = parse_qs(_text(body))
                topic = form["TopicArn"][0]
                yield (
                    f"sns:{_SINGLE.get(form['Action'][0], form['Action'][0])}",
                    self._names.get(topic, topic),
                )
            case "secretsmanager":
                secret = json.loads(body)["SecretId"]
                yield f"secretsmanager:{target}", self._names.get(secret, secret)
            case "s3":
                parts = urlsplit(request.url)
                if parts.query == "versions" or parts.query.startswith("versions&"):
                    yield "s3:ListBucketVersions", self._object(parts.netloc, path).removesuffix("/")
                    return
                action = _PARTS.get(request.method) if "uploadId=" in parts.query else None
                action = action or _OBJECTS[request.method]
                version = "Version" if "versionId=" in parts.query else ""
                yield f"s3:{action}{version}", self._object(parts.netloc, path)
                source = unquote(headers.get("x-amz-copy-source", ""))
                if source:
                    yield "s3:GetObject", self._object("", source)
            case "ses":
                yield "ses:SendEmail", "identity/MailIdentity"
                configuration = json.loads(body)["ConfigurationSetName"]
                yield "ses:SendEmail", f"configuration-set/{self._names.get(configuration, configuration)}"
            case "chime":
                yield _of_meetings(request.method, path)
            case _:
                yield f"{service}:{target or request.method}", path

    def _object(self, host: str, path: str) -> str:
        """The bucket stands in the host, or first in the path."""
        bucket, _, key = path.lstrip("/").partition("/")
        if bucket not in self._names:
            bucket, key = host.partition(".")[0], path.lstrip("/")
        return f"{self._names.get(bucket, bucket)}/{key}"


def who() -> str:
    """The function that acts in this thread; empty where none does."""
    return _acting.get() or ""


@contextmanager
def acting(function: str) -> Iterator[None]:
    """What this thread does meanwhile, the function does."""
    token = _acting.set(function)
    try:
        yield
    finally:
        _acting.reset(token)


def stated(policies: dict[str, list[dict[str, Any]]]) -> Iterator[Grant]:
    """All that policies allow, line by line."""
    for function, statements in policies.items():
        for statement in statements:
            for action in _list(statement["Action"]):
                for resource in _list(statement["Resource"]):
                    yield Grant(function, action, _named(resource))


def _of_table(target: str, body: bytes) -> Iterator[tuple[str, str]]:
    """A transaction is allowed by the actions it consists of."""
    if target == "TransactWriteItems":
        for item in json.loads(body)["TransactItems"]:
            [kind] = item
            yield f"dynamodb:{_WRITES[kind]}", "Table"
    elif target == "TransactGetItems":
        yield "dynamodb:GetItem", "Table"
    else:
        index = json.loads(body).get("IndexName") if target == "Query" else None
        yield f"dynamodb:{target}", f"Table/index/{index}" if index else "Table"


def _of_meetings(method: str, path: str) -> tuple[str, str]:
    """/meetings, /meetings/<id>, /meetings/<id>/attendees, /meetings/<id>/attendees/<id>."""
    parts = path.strip("/").split("/")
    what = "Attendee" if len(parts) > 2 else "Meeting"  # noqa: PLR2004
    verb = {"POST": "Create", "DELETE": "Delete", "GET": "Get" if len(parts) % 2 == 0 else "List"}[method]
    plural = "s" if verb == "List" else ""
    return f"chime:{verb}{what}{plural}", f"meeting/{parts[1]}" if len(parts) > 1 else "*"


def _named(resource: Any) -> str:
    """A policy's resource by the template's names; `*` in it stays a pattern."""
    match resource:
        case {"Fn::GetAtt": [name, _]} | {"Ref": name}:
            return str(name)
        case {"Fn::Sub": text}:
            last = str(text).rpartition(":")[2] if text.startswith("arn:") else str(text)
            return re.sub(r"\$\{(\w+)(?:\.Arn)?\}", r"\1", last)
        case _:
            return str(resource)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)

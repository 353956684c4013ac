"""The functions of the Chalice app, each with what wakes it, invoked as Lambda would."""

import importlib
import json
import logging
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chalice.app import DynamoDBEventConfig, ScheduledEventConfig, SQSEventConfig
from chalice.local import LambdaContext

from infra.local import permissions
from infra.local.emulator import REGION

ACCOUNT = "000000000000"
CONFIG = Path(__file__).parents[2] / ".chalice/config.json"
log = logging.getLogger("atrium.local")

# What went wrong in handlers, newest last: (function, exception).
Failures = deque[tuple[str, Exception]]


@dataclass
class Function:
    name: str
    handler: Callable[[dict[str, Any], Any], Any]
    source: dict[str, Any] = field(default_factory=dict)
    timeout: int = 60
    memory: int = 512
    failures: Failures = field(default_factory=lambda: deque(maxlen=100))
    role: str = ""  # whose policy it has, where that is not called as it is

    @property
    def arn(self) -> str:
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:atrium-local-{self.name}"

    def invoke(self, event: dict[str, Any]) -> Any:
        """What the handler returns, or whatever it raises, noted and logged."""
        try:
            with permissions.acting(self.role or self.name):
                return self.handler(event, self.context())
        except Exception as error:
            self.failures.append((self.name, error))
            log.exception("%s failed", self.name)
            raise

    def context(self) -> LambdaContext:
        context = LambdaContext(f"atrium-local-{self.name}", self.memory, max_runtime_ms=self.timeout * 1000)
        context.invoked_function_arn = self.arn
        context.log_group_name = f"/aws/lambda/{context.function_name}"
        return context

    def reports_failures(self) -> bool:
        """Without this property Lambda does not look at what a batch function returns."""
        return "ReportBatchItemFailures" in self.source.get("FunctionResponseTypes", ())


def event_driven(app: Any, sources: dict[str, dict[str, Any]], failures: Failures) -> Iterator[Function]:
    """Every function of the app that a stream, a queue or a schedule wakes."""
    settings = _settings()
    for declared in app.event_sources:
        function = Function(
            declared.name, _handler(app, declared), failures=failures, **settings(declared.name)
        )
        if isinstance(declared, SQSEventConfig):
            logical = "".join(part.title() for part in declared.queue.split("-")) + "Queue"
            function.source = {"queue": logical, "BatchSize": declared.batch_size}
        elif isinstance(declared, DynamoDBEventConfig):
            function.source = {"stream": declared.stream_arn.title(), "BatchSize": declared.batch_size}
        elif isinstance(declared, ScheduledEventConfig):
            expression = declared.schedule_expression
            function.source = {
                "schedule": expression if isinstance(expression, str) else expression.to_string()
            }
        else:
            log.warning("%s is woken by something that the local cloud does not have", declared.name)
            continue
        function.source |= sources.get(declared.name, {})
        yield function


def websocket(app: Any, failures: Failures) -> dict[str, Function]:
    """Route key -> function, for $connect, $default and $disconnect."""
    settings = _settings()
    roles = {key: f"websocket_{one.name}" for key, one in app.websocket_handlers.items()}
    return {
        key: Function(
            one.name, app.handler_map[one.name], failures=failures, role=roles[key], **settings(roles[key])
        )
        for key, one in app.websocket_handlers.items()
    }


def rest(failures: Failures, app: Any) -> Function:
    return Function("api_handler", app, failures=failures, **_settings()("api_handler"))


def _handler(app: Any, declared: Any) -> Callable[[dict[str, Any], Any], Any]:
    handler = app.handler_map[declared.name]
    if declared.handler_string.startswith("app."):
        return handler  # type: ignore[no-any-return]
    # Deployed, a blueprint's handler runs without app.py, so without the app's middleware.
    importlib.import_module(declared.handler_string.rpartition(".")[0])
    return type(handler)(handler.func, handler.event_class)  # type: ignore[no-any-return]


def _settings() -> Callable[[str], dict[str, Any]]:
    config = json.loads(CONFIG.read_text("utf-8")) if CONFIG.exists() else {}

    def of(name: str) -> dict[str, Any]:
        own = config.get("lambda_functions", {}).get(name, {})
        return {
            "timeout": own.get("lambda_timeout", config.get("lambda_timeout", 60)),
            "memory": own.get("lambda_memory_size", config.get("lambda_memory_size", 128)),
        }

    return of


def load_app() -> Any:
    """app.py's app, fresh from the repository's root."""
    root = str(CONFIG.parents[1])
    if root not in sys.path:
        sys.path.insert(0, root)
    return importlib.import_module("app").app

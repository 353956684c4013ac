"""What the deployed code is told locally, all of it by environment variables, as on AWS."""

import os
import subprocess  # nosec B404
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra import template
from infra.local.aws import Aws

STAGE = "local"
# What a developer may set in the shell.
GIVEN = ("PUSH_LIMIT", "MAIL_FROM", "STUN_URLS", "TURN_URLS", "CHIME_REGION", "SCANNER")


def of(url: str, ws_url: str, managed: str, aws: Aws, resources: dict[str, str]) -> dict[str, str]:
    """The template's environment, with our own addresses; `resources`: logical id -> what `Ref` gives."""
    wanted = template.environment()
    refs = {name: resources[value["Ref"]] for name, value in wanted.items() if _is_ref(value, resources)}
    texts = {name: value for name, value in wanted.items() if isinstance(value, str)}
    own = {
        **aws.environment(),
        "STAGE": STAGE,
        "BUILD": _build(),
        "PUBLIC_URL": url,
        "WEBSOCKET_URL": ws_url,
        "WEBSOCKET_MANAGEMENT_URL": managed,
        "POWERTOOLS_TRACE_DISABLED": "true",
        # Everybody comes from one address here, demos and tests are hasty.
        "RATE_ADDRESS": os.environ.get("RATE_ADDRESS", "60000"),
        "RATE_PERSON": os.environ.get("RATE_PERSON", "12000"),
        "RATE_TENANT": os.environ.get("RATE_TENANT", "600000"),
        "RATE_CONNECTION": os.environ.get("RATE_CONNECTION", "12000"),
        # Quiet: the terminal is for people.
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
    }
    given = {name: os.environ[name] for name in GIVEN if os.environ.get(name)}
    return {**texts, **refs, **own, **given}


def put(settings: dict[str, str]) -> Callable[[], None]:
    """Set them; what comes back puts the old ones back."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)

    def back() -> None:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    return back


def told(settings: dict[str, str]) -> dict[str, Any]:
    """{"endpoint_url", "region", "env"}: for tools that look into the emulator."""
    env = {name: value for name, value in settings.items() if not name.startswith("AWS_")}
    return {"endpoint_url": settings["AWS_ENDPOINT_URL"], "region": settings["AWS_REGION"], "env": env}


def _is_ref(value: Any, resources: dict[str, str]) -> bool:
    return isinstance(value, dict) and value.get("Ref") in resources


def _build() -> str:
    call = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        answer = subprocess.run(call, capture_output=True, text=True, timeout=5, check=True)  # nosec B603
    except (OSError, subprocess.SubprocessError):
        return "dev"
    return answer.stdout.strip()

"""A request as Lambda gets it and what AWS answered meanwhile, recorded for processes without a network."""

import compileall
import json
import os
import shutil
import threading
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any

from botocore.httpsession import URLLib3Session

from bench import played
from bench.stage import Person
from infra.local import testing
from infra.local.cloud import Cloud
from infra.local.events import Events, Request
from infra.local.lambdas import load_app

ROOT = Path(__file__).parents[1]


def package(folder: Path) -> None:
    """app.py and chalicelib as they are deployed: compiled, and not looked at again."""
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / "chalicelib", folder / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(played.__file__, folder)
    compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)


def record(person: Person, path: str, target: Path) -> None:
    """Writes {"event", "secret", "answers"}: the secret is asked for once a process, the rest each time."""
    app = load_app()
    event = request(person, path)
    testing.forget()  # as in a new process
    secret, *answers = _exchanges(app, event)
    target.write_text(json.dumps({"event": event, "secret": secret, "answers": answers}), "utf-8")


def request(person: Person, path: str) -> dict[str, Any]:
    """A GET as Lambda gets it."""
    headers = [("host", "localhost"), ("authorization", f"Bearer {person.token}")]
    asked = Request("GET", path, "", headers, b"", "127.0.0.1", route=path)
    converter = Events(load_app(), "bench", "localhost")
    event: dict[str, Any] = converter.create_lambda_event("GET", path, {"": asked}, b"")
    return event


def _exchanges(app: Any, event: dict[str, Any]) -> list[dict[str, str]]:
    """What goes over the wire in this thread while the app answers."""
    here = threading.get_ident()
    found: list[dict[str, str]] = []
    send = URLLib3Session.send

    def listening(self: Any, request: Any) -> Any:
        answer = send(self, request)
        if threading.get_ident() == here:
            told = {"target": request.headers["X-Amz-Target"], "body": request.body.decode()}
            found.append({**told, "content": answer.content.decode()})
        return answer

    URLLib3Session.send = listening
    try:
        answered = app(event, None)
    finally:
        URLLib3Session.send = send
    if answered["statusCode"] != 200:
        raise RuntimeError(f"{event['path']} answered {answered['statusCode']}")
    return found


def environment(cloud: Cloud) -> dict[str, str]:
    """A stage's, with its logs on; the emulator's address in it is never called."""
    return {**os.environ, **cloud.settings, "LOG_LEVEL": "INFO"}

"""Each function starts from the packaged zip alone, in a clean process, and answers an event it was given."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from infra import mend, package, started, unpacked
from infra.local import lambdas
from infra.local.cloud import Cloud
from infra.local.events import Events, Request
from tests.documents.files import put
from tests.mail.test_feedback import bounce
from tests.people import Network

FUNCTIONS = {
    name: function["Properties"]["Handler"]
    for name, function in mend.functions(package.template("dev", "test"))
}
Event = dict[str, Any]


@pytest.fixture(scope="module")
def unzipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked.make(tmp_path_factory.mktemp("lambda"))


@pytest.fixture(scope="module")
def events(cloud: Cloud, found_network: Any) -> dict[str, Event]:
    """One that each function was really given, by name."""
    given: dict[str, Event] = {}
    invoke = lambdas.Function.invoke

    def noting(function: lambdas.Function, event: Event) -> Any:
        given[function.role or function.name] = event
        return invoke(function, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lambdas.Function, "invoke", noting)
        a_day_of(found_network())
        cloud.wait_idle()
    given["api_handler"] = api_event("/v1/health")
    # Secrets Manager gives it; a version that nothing points to changes nothing.
    arn, token = cloud.resources["SigningSecret"], str(uuid.uuid4())
    given["rotate_keys"] = {"Step": "createSecret", "SecretId": arn, "ClientRequestToken": token}
    return given


def a_day_of(network: Network) -> None:
    """Something for everybody to do."""
    owner = network.owner
    group = owner.make_group("Everyone")
    [ada] = network.people("Ada Lovelace", groups=[group])
    ticket = ada.post("/v1/live/tickets")
    with connect(f"{ticket['url']}?ticket={ticket['ticket']}") as socket:
        post = owner.publish(group, "Hello")
        socket.send(json.dumps({"type": "watch", "id": 1, "posts": [post]}))
        socket.recv(10)
        ada.post(f"/v1/posts/{post}/comments", {"body": "Hello to you"})
        talk = owner.post("/v1/conversations", {"people": [ada.session["user"]["id"]]})["id"]
        owner.post(f"/v1/conversations/{talk}/messages", {"body": "A word", "client_id": "1"})
        owner.post(f"/v1/conversations/{talk}/calls", {"device": "a-phone-of-mine-1"})
        network.cloud.wait_idle()
    put(owner, b"Words in a file")
    owner.patch(f"/v1/groups/{group}", {"name": "All of us"})
    owner.patch("/v1/me", {"name": "Olga Other"})
    owner.delete(f"/v1/posts/{post}")
    network.cloud.aws.client("sqs").send_message(
        QueueUrl=network.cloud.resources["FeedbackQueue"], MessageBody=json.dumps(bounce("nobody@acme.test"))
    )


def api_event(path: str) -> Event:
    asked = Request("GET", path, "", [("host", "localhost")], b"", "127.0.0.1", route=path)
    made: Event = Events(lambdas.load_app(), "api", "localhost").create_lambda_event(
        "GET", path, {"": asked}, b""
    )
    return made


@pytest.fixture(scope="module")
def start(unzipped: Path, cloud: Cloud) -> Iterator[Any]:
    def run(handler: str, event: Event) -> dict[str, Any]:
        # Neither our folder nor site-packages: the unpacked zip and Python alone.
        told = {**cloud.settings, "PATH": os.environ["PATH"], "LOG_LEVEL": "ERROR"}
        answer = subprocess.run(
            [sys.executable, "-I", "-S", started.__file__, str(unzipped), handler],
            input=json.dumps(event), env=told, cwd=unzipped,
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
        return found

    return run


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_starts_from_the_zip_alone_and_answers_its_event(
    name: str, events: dict[str, Event], start: Any
) -> None:
    assert name in events, "need an event that this function was really given"
    found = start(FUNCTIONS[name], events[name])
    assert found["strangers"] == []
    assert is_well(found["answer"]), found["answer"]


def is_well(answer: Any) -> bool:
    """An HTTP answer that is no fault of ours; of a batch none that failed."""
    if answer is None:  # a step of a rotation has none
        return True
    if "statusCode" in answer:
        return bool(answer["statusCode"] < 500)
    return answer == {"batchItemFailures": []}


def test_what_is_unpacked_is_as_small_as_a_package_must_be(unzipped: Path) -> None:
    package.check_size(sum(file.stat().st_size for file in unzipped.rglob("*") if file.is_file()))

"""The first look at a stage after a deployment."""

import os
from dataclasses import replace

import httpx
import pytest

from infra.deploy import smoke
from infra.deploy.errors import Failed
from infra.local.cloud import Cloud

# What a test breaks, and the check that notices.
RUNS, PAGE, ASSETS, STRANGER, NO_PATH = range(5)


@pytest.fixture
def target(cloud: Cloud) -> smoke.Target:
    return smoke.Target(cloud.url, cloud.ws_url, "local", os.environ["BUILD"])


def test_a_stage_that_is_well_passes(target: smoke.Target, capsys: pytest.CaptureFixture[str]) -> None:
    smoke.look(target)
    ticks = [line for line in capsys.readouterr().out.splitlines() if line.startswith("ok ")]
    assert len(ticks) == 6


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"build": "0ld"}, "build is"),
        ({"stage": "prod"}, "stage is 'local' instead of 'prod'"),
        ({"live": "ws://127.0.0.1:9/"}, "nobody comes to the WebSocket without a ticket: ws://127.0.0.1:9/"),
    ],
)
def test_what_answers_otherwise_is_told(target: smoke.Target, wrong: dict[str, str], what: str) -> None:
    with pytest.raises(Failed, match="does not answer as it should") as told:
        smoke.look(replace(target, **wrong))
    assert what in str(told.value)
    assert len(str(told.value).splitlines()) == 2, "and nothing else"


def altered(cloud: Cloud, path: str, *, without: str = "", status: int = 0) -> httpx.Client:
    """The local cloud, but for one header or status of one path."""

    class Altering(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            answer = super().handle_request(request)
            if request.url.path == path:
                answer.headers.pop(without, None)
                answer.status_code = status or answer.status_code
            return answer

    return httpx.Client(base_url=cloud.url, transport=Altering())


@pytest.mark.parametrize(
    ("check", "path", "without"),
    [*((PAGE, "/sign-in", name) for name in smoke.PAGE_HEADERS), (STRANGER, "/v1/feed", "content-type")],
)
def test_a_header_that_is_missing_is_noticed(
    cloud: Cloud, target: smoke.Target, check: int, path: str, without: str
) -> None:
    with altered(cloud, path, without=without) as client:
        _, look = list(smoke.checks(client, target))[check]
        with pytest.raises(smoke.Wrong, match=without):
            look()


@pytest.mark.parametrize(
    ("check", "path", "status"),
    [
        (RUNS, "/v1/health", 502),
        (PAGE, "/sign-in", 403),
        (ASSETS, "/", 404),
        (STRANGER, "/v1/feed", 200),
        (NO_PATH, smoke.NO_SUCH_PATH, 403),
    ],
)
def test_another_status_is_noticed(
    cloud: Cloud, target: smoke.Target, check: int, path: str, status: int
) -> None:
    with altered(cloud, path, status=status) as client:
        _, look = list(smoke.checks(client, target))[check]
        with pytest.raises(smoke.Wrong, match=f"{path} answered {status}"):
            look()


def test_a_stage_whose_functions_are_still_starting_is_given_its_time(
    target: smoke.Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([smoke.Wrong("not yet"), None])
    monkeypatch.setattr(smoke, "_health", lambda *_: _raise(next(answers)))
    smoke.look(target)
    assert next(answers, "all asked") == "all asked"


def test_an_address_that_leads_elsewhere_is_known(target: smoke.Target) -> None:
    assert smoke.leads_here(target)
    assert not smoke.leads_here(replace(target, address="http://127.0.0.1:9"))
    assert not smoke.leads_here(replace(target, build="another"))


def _raise(error: Exception | None) -> None:
    if error:
        raise error

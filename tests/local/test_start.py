"""`python -m infra.local` as a person meets it: what it says, how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from infra.local import folder

ROOT = Path(__file__).parents[2]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "infra.local", *arguments],
            cwd=ROOT,
            env={**os.environ, "PORT": "0", "EMPTY": "1", "DATA_DIR": str(tmp_path / "data"), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def url_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "Open  " in line:
            return line.split()[-1]
    raise AssertionError(process.stderr.read() if process.stderr else "it said nothing")


def refusal(process: subprocess.Popen[str]) -> str:
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    (line,) = errors.strip().splitlines()
    return line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_order_when_told_to(start: Start, number: int) -> None:
    process = start()
    assert httpx.get(f"{url_of(process)}/v1/health").status_code == 200
    process.send_signal(number)
    said, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert "finds everything again" in said


def test_it_listens_on_loopback_only(start: Start) -> None:
    url = url_of(start())
    emulator = httpx.get(f"{url}/_local/aws").json()["endpoint_url"]
    for address in (url, emulator):
        port = int(address.rpartition(":")[2])
        with socket.socket() as other, pytest.raises(OSError, match="refused"):
            other.connect(("127.0.0.2", port))


def test_a_taken_port_gets_one_line(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refusal(start(PORT=str(port))).startswith(f"Port {port} cannot be used, it is taken.")


@pytest.mark.parametrize("port", ["http", "70000", "-1"])
def test_a_port_that_is_none_gets_one_line(start: Start, port: str) -> None:
    assert refusal(start(PORT=port)).startswith(f"PORT={port} is not a port")


def test_a_share_of_faults_that_is_none_gets_one_line(start: Start) -> None:
    assert refusal(start(FAULTS="half")).startswith("FAULTS=half is not a share of calls")


def test_arguments_are_refused_in_one_line(start: Start) -> None:
    assert refusal(start("--port", "9000")).startswith("--port 9000: there are no arguments")


def test_a_second_instance_on_the_same_folder_gets_one_line(start: Start) -> None:
    url_of(start())
    assert "Another Atrium" in refusal(start())


def test_a_damaged_folder_gets_one_line(start: Start, tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder.prepare(data)
    (data / folder.MARKER).write_text('{"form')
    assert "is damaged" in refusal(start())


def test_a_snapshot_that_the_emulator_cannot_read_gets_one_line(start: Start, tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder.prepare(data)
    (data / "state-1").mkdir()
    (data / "state-1/dynamodb.json").write_text("}}}")
    (data / "state-1/manifest.json").write_text(json.dumps({"dynamodb.json": 3}))
    folder.write(data, folder.CURRENT, snapshot="state-1", clean=True)
    assert "is damaged" in refusal(start())


def test_killing_it_loses_nothing(start: Start, tmp_path: Path) -> None:
    process = start()
    body = {
        "name": "Acme",
        "slug": "acme",
        "owner": {"name": "Ann", "email": "ann@acme.example", "password": "correct horse battery"},
    }
    assert httpx.post(f"{url_of(process)}/v1/tenants", json=body).status_code == 201
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    # The emulator notices that it is alone, saves, and only then gives the folder free.
    url = url_of(start())
    again = {"tenant": "acme", "email": "ann@acme.example", "password": "correct horse battery"}
    assert httpx.post(f"{url}/v1/sessions", json=again).status_code == 201
    assert (tmp_path / "data/current.json").exists()


def test_without_its_emulator_it_says_one_line_and_ends(start: Start) -> None:
    process = start()
    url_of(process)
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, check=True)  # noqa: S607
    os.kill(int(children.stdout.split()[0]), signal.SIGKILL)
    assert refusal(process) == "The emulator stopped; start again with make run"


@pytest.mark.parametrize("empty", ["1", "true", "YES"])
def test_an_empty_start_makes_no_company(start: Start, empty: str) -> None:
    process = start(EMPTY=empty)
    url_of(process)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert "small company" not in said


def test_a_later_start_tells_again_how_to_sign_in(start: Start, tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder.prepare(data)
    folder.write(data, folder.MARKER, filled=True, told="sign in: {url}/at/acme/sign-in")
    process = start(EMPTY="")
    url = url_of(process)
    assert process.stdout is not None
    assert f"sign in: {url}/at/acme/sign-in\n" in process.stdout


def test_the_terminal_is_for_people(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line for each request: what it told at its start would be out of sight at once."""
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    process = start()
    url = url_of(process)
    assert httpx.get(f"{url}/v1/health", timeout=10).is_success
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert '"level"' not in said

"""Which networks `make demo` makes, what it refuses, and what it tells."""

from pathlib import Path

import pytest
from rich.console import Console

from bench.demo import __main__ as command
from bench.demo import invented, report


@pytest.fixture(autouse=True)
def without_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATA", raising=False)
    monkeypatch.setattr(command, "DATA", tmp_path)


def refusal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    monkeypatch.setattr("sys.argv", ["demo", *arguments])
    assert command.main() == 1
    return capsys.readouterr().err


def test_an_unknown_network_is_told_which_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(monkeypatch, capsys, "--only", "nonsense")
    assert said == "There is no network nonsense; there are larkmoor, eu-core, hightech.\n"


def test_a_network_without_its_data_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refusal(monkeypatch, capsys, "--only", "hightech").startswith("hightech needs the data folder")


def test_a_data_folder_that_is_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA", "/nowhere")
    assert refusal(monkeypatch, capsys).startswith("DATA=/nowhere holds no folder")


def test_url_wins_over_port_and_port_over_the_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("URL", raising=False)
    monkeypatch.setenv("PORT", "1")
    assert "at http://127.0.0.1:1:" in refusal(monkeypatch, capsys)
    monkeypatch.setenv("URL", "http://127.0.0.1:2")
    assert "at http://127.0.0.1:2:" in refusal(monkeypatch, capsys)


def test_a_run_that_wrote_nothing_tells_no_rate() -> None:
    filled = report.Filled(invented.company())
    filled.count("posts", 25)
    assert "a second" not in shown(filled)
    filled.count("posts", 1, new=1)
    assert "feed rows a second" in shown(filled)


def shown(filled: report.Filled) -> str:
    console = Console(width=100)
    with console.capture() as captured:
        console.print(report.table([filled]))
    return captured.get()

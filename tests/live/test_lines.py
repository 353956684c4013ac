"""Many requests at once over kept lines; the server answers, waits or hangs up as the path says."""

import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from chalicelib.live import line, lines
from chalicelib.live.lines import BROKEN, LATE, Lines


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 100

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.lines = 0
        self.ended = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.server.lines += 1
        while line := self.rfile.readline():
            path = line.split()[1].decode()
            while self.rfile.readline().strip():
                pass
            self.server.asked[path] += 1
            if not self.answer(path, first=self.server.asked[path] == 1):
                return

    def answer(self, path: str, *, first: bool) -> bool:
        match path.strip("/0123456789"):
            case "never":
                self.server.ended.wait()
                return False
            case "hangsup":
                return False
            case "hangsuponce" if first:
                return False
            case "busyonce" if first:
                self.wfile.write(b"HTTP/1.1 429 Too Many\r\nContent-Length: 2\r\n\r\n{}")
            case "unknownlength":
                self.wfile.write(b"HTTP/1.1 410 Gone\r\n\r\n")
            case "inpieces":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nCont")
                self.wfile.flush()
                self.wfile.write(b"ent-Length: 3\r\n\r\nab")
                self.wfile.flush()
                self.wfile.write(b"c")
            case _:
                self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        return True


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.ended.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def ask(server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    monkeypatch.setattr(lines, "PATIENCE", 0.3)
    monkeypatch.setattr(lines, "PAUSE", 0.001)
    kept = Lines("http", "127.0.0.1", server.server_address[1])
    return lambda *paths: kept.send(
        [lambda path=path: f"POST /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for path in paths]
    )


def test_many_are_answered_over_a_few_lines(server: Server, ask: Callable[..., list[int]]) -> None:
    assert ask(*(f"{n}" for n in range(500))) == [200] * 500
    assert server.lines <= lines.MOST
    assert max(server.asked.values()) == 1


def test_one_that_is_never_answered_is_late_and_all_others_are_answered(
    server: Server, ask: Callable[..., list[int]]
) -> None:
    paths = [f"{n}" for n in range(100)]
    assert ask("never", *paths) == [LATE, *[200] * 100]
    assert server.asked["/never"] == 1


def test_as_many_that_are_never_answered_as_there_are_lines_hold_the_others_up_once(
    ask: Callable[..., list[int]],
) -> None:
    assert ask(*["never"] * lines.MOST, "1") == [LATE] * lines.MOST + [200]


def test_what_is_to_wait_is_asked_again(server: Server, ask: Callable[..., list[int]]) -> None:
    assert ask("busyonce") == [200]
    assert server.asked["/busyonce"] == 2


def test_a_line_that_was_closed_meanwhile_is_opened_again(ask: Callable[..., list[int]]) -> None:
    assert ask("hangsuponce", "1") == [200, 200]


def test_who_always_hangs_up_is_given_up(server: Server, ask: Callable[..., list[int]]) -> None:
    assert ask("hangsup", "1") == [BROKEN, 200]
    assert server.asked["/hangsup"] == lines.TRIES


def test_answers_in_pieces_and_of_unknown_length_are_understood(ask: Callable[..., list[int]]) -> None:
    assert ask("inpieces", "unknownlength", "1") == [200, 410, 200]
    assert ask("inpieces", "unknownlength", "1") == [200, 410, 200]


def test_a_line_that_has_slept_is_not_trusted(
    server: Server, ask: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask("1") == [200]
    monkeypatch.setattr(line, "time", SimpleNamespace(time=lambda: time.time() + line.IDLE))
    assert ask("2") == [200]
    assert server.lines == 2


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "PAUSE", 0.001)
    assert Lines("http", "127.0.0.1", 1).send([lambda: b"POST / HTTP/1.1\r\n\r\n"] * 3) == [BROKEN] * 3


def test_a_request_that_cannot_be_made_holds_up_no_other(server: Server) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    kept = Lines("http", "127.0.0.1", server.server_address[1])
    assert kept.send([broken, lambda: b"POST /1 HTTP/1.1\r\n\r\n"]) == [BROKEN, 200]


def test_nothing_to_ask_is_answered_at_once() -> None:
    assert Lines("http", "127.0.0.1", 1).send([]) == []

"""What runs peers: processes watched and told what to do, people who wait; no peer runs here."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bench.peers import child, install, line, processes, waiting
from bench.peers.atrium.used import TO_AWS, Used


def test_a_functions_requests_to_aws_stand_apart() -> None:
    used = Used()
    with used.noting("api"):
        burn(0.02)
        with used.noting_apart():
            burn(0.05)
    with used.noting_apart():  # the local cloud's own
        burn(0.02)
    parts = used.by_part()
    assert 0.02 <= parts["api"] < 0.05 <= parts[TO_AWS] < 0.07


def burn(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers the path that was asked for, in chunks, and 404 to /nothing; until the line is closed."""
    while head := await _head(reader):
        path = head.split()[1]
        status = b"404 Not Found" if path == b"/nothing" else b"200 OK"
        body = b'{"path": "' + path + b'"}'
        pieces = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in (body[:5], body[5:]))
        writer.write(
            b"HTTP/1.1 " + status + b"\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n"
        )
    writer.close()
    await writer.wait_closed()


async def _head(reader: asyncio.StreamReader) -> bytes:
    with contextlib.suppress(asyncio.IncompleteReadError):
        return await reader.readuntil(b"\r\n\r\n")
    return b""


def test_a_line_is_kept_for_one_request_after_the_other() -> None:
    async def asked() -> list[Any]:
        ended = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _serve(reader, writer)
            ended.set()

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            one = await line.connected(f"http://127.0.0.1:{port}", "a token")
            found = [await one.get("/first"), await one.get("/second")]
            with pytest.raises(RuntimeError, match="404"):
                await one.get("/nothing")
            one.close()
            await ended.wait()
            return found

    with ThreadPoolExecutor(1) as apart:  # a browser of another test may have a loop in this thread
        found = apart.submit(lambda: asyncio.run(asked())).result()
    assert found == [{"path": "/first"}, {"path": "/second"}]


def test_a_message_has_come_when_the_last_has_heard_it() -> None:
    class Late:
        def __init__(self, heard: asyncio.Event) -> None:
            self._heard = heard

        async def hear(self, body: str) -> None:
            assert body == "hello"
            await self._heard.wait()

        async def close(self) -> None:
            self._heard.clear()

    async def opened(heard: asyncio.Event) -> waiting.Ear:
        return Late(heard)

    with waiting.loop() as loop:
        first, last = asyncio.Event(), asyncio.Event()
        ears = waiting.Ears(loop)
        ears.open([opened(first), opened(last)])

        def send() -> None:
            loop.call_soon_threadsafe(first.set)
            burn(0.05)
            loop.call_soon_threadsafe(last.set)

        assert ears.seconds(send, "hello") >= 0.05
        ears.close()


def test_what_is_missing_is_told_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(install, "POSTGRES", tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(install.Missing, match=r"postgres not found.*apt-get install postgresql;"):
        install.servers("postgres")


def test_cpu_counts_descendants() -> None:
    burn = "import time\nwhile time.process_time() < 0.2: pass\nprint(flush=True); input()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        parent.stdout.readline()
        used = processes.cpu(parent.pid)
        parent.communicate(b"\n")
    assert used >= 0.2


def test_cpu_is_that_of_the_process_and_of_those_it_started() -> None:
    loop = "import sys, time\nwhile time.process_time() < 0.3: pass\nprint('.', flush=True)\nsys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", loop], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        child.stdout.readline()
        own = processes.cpu(child.pid)
        assert 0.3 <= own < processes.cpu(os.getpid())


def test_a_child_answers_and_ends_with_its_standard_input(tmp_path: Path) -> None:
    code = "from bench.peers import child; child.serve({'add': lambda a, b: a + b})"
    log = tmp_path / "log"
    with child.child([sys.executable, "-c", code], log) as adder:
        assert adder.ask("add", a=1, b=2) == 3
    assert not log.read_text()


def test_a_child_that_died_is_told_with_its_last_words(tmp_path: Path) -> None:
    code = "from bench.peers import child; child.serve({})"
    with (
        child.child([sys.executable, "-c", code], tmp_path / "log") as poor,
        pytest.raises(RuntimeError, match="KeyError: 'unknown'"),
    ):
        poor.ask("unknown")

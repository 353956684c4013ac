"""Synapse with PostgreSQL, configured as it generates itself, without limits of rates."""

import contextlib
import json
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from bench.peers import install, processes
from bench.peers.postgres import server as postgres

PEER = "synapse"
NAME = "peers.example"
FREE = {"per_second": 1_000_000, "burst_count": 1_000_000}


class Server(NamedTuple):
    url: str
    pid: int
    secret: str  # with which people are registered


@contextlib.contextmanager
def start(folder: Path, database: Path) -> Iterator[Server]:
    """`folder` is its own, `database` PostgreSQL's."""
    postgres.database(database, PEER)
    folder.mkdir()
    port, secret, log = processes.free_port(), secrets.token_hex(32), folder / "output.log"
    config = folder / "homeserver.yaml"
    config.write_text(json.dumps(_config(folder, database, port, secret)), "utf-8")  # JSON is YAML
    command = [install.python(PEER), "-m", "synapse.app.homeserver", f"--config-path={config}"]
    with log.open("ab") as out:
        subprocess.run([*command, "--generate-keys"], check=True, cwd=folder, stdout=out, stderr=out)
    with processes.running(command, log=log, cwd=folder) as process:
        url = f"http://127.0.0.1:{port}"
        processes.until(lambda: _answers(url), process, log)
        yield Server(url, process.pid, secret)


def _config(folder: Path, database: Path, port: int, secret: str) -> dict[str, Any]:
    one = {"per_second": FREE["per_second"], "burst_count": FREE["burst_count"]}
    return {
        "server_name": NAME,
        "listeners": [
            {
                "port": port,
                "bind_addresses": ["127.0.0.1"],
                "type": "http",
                "tls": False,
                "resources": [{"names": ["client"]}],
            }
        ],
        "database": {
            "name": "psycopg2",
            "args": {"host": str(database), "user": "peers", "dbname": PEER, "cp_min": 5, "cp_max": 10},
        },
        "log_config": str(folder / "log.yaml"),
        "signing_key_path": str(folder / "signing.key"),
        "media_store_path": str(folder / "media"),
        "trusted_key_servers": [],
        "report_stats": False,
        "registration_shared_secret": secret,
        "bcrypt_rounds": 4,  # nobody signs in again
        "rc_message": one,
        "rc_room_creation": one,
        "rc_joins": {"local": one, "remote": one},
        "rc_joins_per_room": one,
        "rc_invites": {"per_room": one, "per_user": one, "per_issuer": one},
        "rc_presence": {"per_user": one},
    }


def _answers(url: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(f"{url}/health").is_success
    return False

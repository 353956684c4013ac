"""Atrium in a local cloud of its own, told what to do by its standard input.

Without the checks of policies that tests have on top (infra/local/permissions.py): on AWS IAM makes them,
and they would count as the functions' own time.
"""

import secrets
import tempfile
from pathlib import Path
from typing import Any

from bench import seed, stage
from bench.peers import child, talk
from bench.peers.atrium import filling
from bench.peers.atrium.used import measuring
from bench.timing import timing
from infra import template
from infra.local import cloud as local
from infra.local import testing
from infra.local.cloud import Cloud

PATIENCE = 120.0  # seconds for all that follows from a request


def main() -> None:
    local.SNAPSHOT_EVERY = 3600.0  # nothing to keep, and saving takes time
    with (
        tempfile.TemporaryDirectory(prefix="atrium-peers-") as folder,
        measuring() as used,
        timing() as calls,
    ):
        cloud = Cloud(Path(folder), sources=stage.quiet(template.sources()), habits=testing.quick())
        cloud.start()

        def feed() -> dict[str, Any]:
            filled = filling.fill()
            tokens = [seed.token(filled.tenant, user) for user in filled.people]
            cloud.wait_idle(PATIENCE)
            engine = cloud._engine.pid  # noqa: SLF001
            return {"url": cloud.url, "tokens": tokens, "groups": filled.groups, "engine": engine}

        def chat() -> dict[str, Any]:
            tenant = seed.tenant()
            people = seed.people(tenant, talk.PEOPLE)
            return {
                "url": cloud.url,
                "sockets": cloud.ws_url,
                "people": people,
                "tokens": [seed.token(tenant, user) for user in people],
                "tickets": [seed.ticket(tenant, user, secrets.token_hex(16)) for user in people],
                "engine": cloud._engine.pid,  # noqa: SLF001
            }

        def rest() -> float:
            """Waits until all is done; when the last row was written, by the clock of all processes."""
            cloud.wait_idle(PATIENCE)
            if cloud.failures:
                raise RuntimeError(f"handlers failed: {list(cloud.failures)[:3]}")
            written = [call.ended for call in calls if call.operation == "BatchWriteItem"]
            calls.clear()
            return max(written, default=0.0)

        try:
            child.serve({"feed": feed, "chat": chat, "rest": rest, "used": used.by_part})
        finally:
            cloud.stop(drain=0)


main()

"""`make check-api`: Schemathesis against a local cloud that is started for it.

It reads the OpenAPI document, makes up requests, good and bad, alone and in chains, and checks
every answer against it: some four minutes, and its exit code is ours. What it leaves out, and
why, stands in schemathesis.toml. ARGS go on to it: `make check-api ARGS="--seed 1"`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

# It asks faster than any person, and its report is what is to be read.
os.environ.update(RATE_ADDRESS="1000000", RATE_PERSON="1000000", RATE_TENANT="1000000")
os.environ.setdefault("POWERTOOLS_LOG_LEVEL", "ERROR")

from infra.local.cloud import Cloud
from infra.local.testing import start
from tests.people import Network, Person

SECONDS = 240  # less than an access token is good for
EXAMPLES = 25  # of each operation
CONFIG = Path(__file__).with_name("schemathesis.toml")


def main() -> int:
    with start() as cloud, httpx.Client(base_url=cloud.url, timeout=30) as client:
        network = Network.sign_up(cloud, client, "Checked", "checked")
        return check(cloud, network.owner, fill(network))


def fill(network: Network) -> Person:
    """One of everything, so that no list is empty. Answers the colleague who has to bear the tests."""
    owner = network.owner
    (colleague,) = network.people("Col League")
    group = owner.make_group("Checked")
    colleague.join(group)
    post = owner.publish(group, f"Hello {colleague.mention()}")
    owner.post(f"/v1/posts/{post}/comments", {"body": "Hm"})
    owner.put(f"/v1/posts/{post}/reactions/🎉")
    colleague.put(f"/v1/people/{owner.id}/follow")
    return colleague


def check(cloud: Cloud, owner: Person, colleague: Person) -> int:
    command = [
        Path(sys.executable).with_name("st"), "--config-file", CONFIG, "run", f"{cloud.url}/v1/openapi.json",
        "--header", f"Authorization: Bearer {owner.token}",
        "--max-examples", str(EXAMPLES), "--max-time", str(SECONDS), "--request-timeout", "20",
        "--generation-database", "none", *sys.argv[1:],
    ]  # fmt: skip
    settings = os.environ | {"CHECK_OWNER": owner.id, "CHECK_USER": colleague.id}
    with tempfile.TemporaryDirectory() as folder:  # it leaves its notes where it runs
        return subprocess.run(command, cwd=folder, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

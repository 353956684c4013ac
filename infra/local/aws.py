"""The local cloud's own AWS clients: they reach the emulator whatever the environment says."""

import json
import os
import threading
from functools import cache
from typing import Any

import botocore.session
import urllib3
from botocore.config import Config

from infra.local.emulator import NEWS, REGION

# The emulator's account 0.
ACCESS_KEY = SECRET_KEY = "test"  # noqa: S105  # nosec B105
FOREIGN = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)
_CREDENTIAL = f"AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/20260101/{REGION}"  # the emulator asks no more
_making = threading.Lock()


class Refused(Exception):
    """The emulator's refusal; the message is the error's type."""


class Aws:
    """Clients of one emulator, made when first used and shared by all threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._made: dict[str, Any] = {}
        self._http = urllib3.PoolManager(maxsize=64, retries=False)

    def client(self, service: str) -> Any:
        with _making:
            if service not in self._made:
                self._made[service] = _session().create_client(
                    service,
                    endpoint_url=self.url,
                    region_name=REGION,
                    aws_access_key_id=ACCESS_KEY,
                    aws_secret_access_key=SECRET_KEY,
                    config=Config(
                        max_pool_connections=64,
                        read_timeout=30,
                        retries={"mode": "standard", "total_max_attempts": 3},
                    ),
                )
            return self._made[service]

    def stream(self, operation: str, **asked: Any) -> dict[str, Any]:
        """A call of DynamoDB Streams, answered in plain JSON, which is what Lambda hands on. Raises Refused.

        botocore would take most of the time of a busy stream to make something else of it.
        """
        return self._call("dynamodb", f"DynamoDBStreams_20120810.{operation}", asked)

    def queue(self, operation: str, **asked: Any) -> dict[str, Any]:
        """A call of SQS. Raises Refused.

        Polling is most of what an idle pump does: by botocore it took half of a busy cloud's time.
        """
        return self._call("sqs", f"AmazonSQS.{operation}", asked)

    def news(self, seen: int) -> dict[str, Any]:
        """{"changes", "queues"}: waits a moment for other changes than those `seen`. -1 does not wait."""
        answer = self._http.request("GET", f"{self.url}{NEWS}?{seen}", timeout=30)
        found: dict[str, Any] = json.loads(answer.data)
        return found

    def _call(self, service: str, target: str, asked: dict[str, Any]) -> dict[str, Any]:
        headers = {
            "Authorization": f"{_CREDENTIAL}/{service}/aws4_request",
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": target,
        }
        answer = self._http.request("POST", self.url, body=json.dumps(asked), headers=headers, timeout=30)
        found: dict[str, Any] = json.loads(answer.data or b"{}")
        if answer.status != 200:  # noqa: PLR2004
            raise Refused(found.get("__type", "").rpartition("#")[2])
        return found

    def environment(self) -> dict[str, str]:
        """What the deployed code's SDKs need to find the emulator."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_EC2_METADATA_DISABLED": "true",
            # A developer's own profile must neither be used nor be in the way.
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }


@cache
def _session() -> Any:
    for name in FOREIGN:
        os.environ.pop(name, None)
    return botocore.session.get_session()

"""Our own pages may send files where the API says, and show what lies there."""

import subprocess
import sys

import httpx
import pytest

from tests.documents.files import begin
from tests.people import Person

SIGNED = """if True:
    from chalicelib.documents import storage
    from chalicelib.documents.shapes import PartAsked
    key = "documents/T/d/u"
    print(storage.form(key, 10, "text/plain", "0" * 64).url)
    print(storage.part_urls(key, "M", 10, [PartAsked(1, "0" * 64)])[0].url)
    print(storage.url(key, "n", "text/plain", inline=True))"""


@pytest.mark.parametrize("directive", ["connect-src", "img-src", "media-src", "frame-src"])
def test_the_pages_policy_knows_where_files_lie(trio: list[Person], directive: str) -> None:
    policy = trio[0].client.get("/").headers["content-security-policy"]
    place = httpx.URL(begin(trio[0], b"x", f"{directive}.txt")["form"]["url"])
    [allowed] = [part for part in policy.split(";") if part.strip().startswith(f"{directive} ")]
    assert f"http://{place.netloc.decode()}" in allowed.split()


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_on_aws_all_that_is_signed_is_at_the_buckets_regional_name(region: str) -> None:
    """As the policy names it. In a process of its own: here the environment is the local cloud's."""
    told = {
        "AWS_REGION": region,
        "DOCUMENTS_BUCKET": "papers",
        "AWS_ACCESS_KEY_ID": "id",
        "AWS_SECRET_ACCESS_KEY": "x",
    }
    answer = subprocess.run(
        [sys.executable, "-c", SIGNED], env=told, capture_output=True, text=True, check=True
    )
    hosts = [httpx.URL(url).host for url in answer.stdout.split()]
    assert hosts == [f"papers.s3.{region}.amazonaws.com"] * 3

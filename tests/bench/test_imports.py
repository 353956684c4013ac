"""What a cold start must not import: each of these costs it more than all our own code."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The modules of a fresh process that has imported the API."""
    code = "import sys, app; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(answer.stdout.split())


def test_the_api_is_there(imported: set[str]) -> None:
    assert {"chalice.app", "chalicelib.feed.routes"} <= imported


@pytest.mark.parametrize(
    "module",
    [
        pytest.param("boto3", id="boto3, 100 ms"),
        pytest.param("botocore.client", id="botocore's clients, 110 ms with the first of them"),
        pytest.param("argon2", id="argon2, for those who sign in"),
        pytest.param("emoji", id="emoji, for those who react"),
        pytest.param("aws_lambda_powertools.utilities.batch", id="powertools' batch, 50 ms"),
        pytest.param("aws_xray_sdk", id="the X-Ray SDK, 200 ms"),
        pytest.param("pynamodb.models", id="pynamodb's models, which bring a botocore client"),
    ],
)
def test_the_api_does_not_import(imported: set[str], module: str) -> None:
    assert module not in imported

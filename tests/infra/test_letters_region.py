"""Where on AWS dead letters lie, for our tools and for the relay's own code that they call."""

from pathlib import Path

import pytest

from chalicelib.core import settings
from infra.letters import stack as stacks


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "")  # so that what is set meanwhile is taken away afterwards
        monkeypatch.delenv(name)
    return monkeypatch


def test_the_region_of_a_profile_is_enough(nowhere: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("[profile work]\nregion = eu-north-1\n")
    nowhere.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    nowhere.setenv("AWS_PROFILE", "work")
    stacks._enter_aws()
    assert settings.region() == "eu-north-1"


def test_the_environment_goes_before_it(nowhere: pytest.MonkeyPatch) -> None:
    nowhere.setenv("AWS_REGION", "eu-west-1")
    nowhere.setenv("AWS_DEFAULT_REGION", "us-east-1")
    stacks._enter_aws()
    assert settings.region() == "eu-west-1"

"""Stages in the local cloud's own CloudFormation, S3, STS and SES, reached as AWS is."""

import itertools
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra import package
from infra.deploy import account as accounts
from infra.deploy import progress, run, smoke
from infra.deploy.account import Account
from infra.deploy.stages import Stage
from infra.local.cloud import Cloud

_numbers = itertools.count(1)

Pack = Callable[..., Path]


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PAUSE", 0.01)
    monkeypatch.setattr(smoke, "PAUSE", 0.05)
    monkeypatch.setattr(smoke, "PATIENCE", 0.2)


@pytest.fixture
def stage() -> Stage:
    """One that nobody deployed yet."""
    name = f"t{os.getpid()}x{next(_numbers)}"
    return Stage(name, protected=False, account="", region="", parameters={"MailFrom": f"{name}@a.test"})


@pytest.fixture
def account(cloud: Cloud, stage: Stage) -> Iterator[Account]:  # noqa: ARG001  # says where AWS is
    entered = accounts.enter(stage)
    yield entered
    for client in entered._made.values():
        client.close()


@pytest.fixture
def pack(cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """Says what is checked out: `pack("b1", Table={...})` is build b1, a small template and these resources.

    Its addresses are the local cloud's.
    """
    return packer(cloud, tmp_path, monkeypatch)


def packer(cloud: Cloud, folder: Path, patch: pytest.MonkeyPatch) -> Pack:
    """As `pack`, for longer than a test."""

    def packed(build: str, template: dict[str, Any] | None = None, **resources: Any) -> Path:
        out = folder / build
        out.mkdir(exist_ok=True)
        with zipfile.ZipFile(out / "deployment.zip", "w") as archive:
            archive.writestr("app.py", f"BUILD = {build!r}\n")
        (out / "sam.json").write_text(json.dumps(template or small(cloud, build, resources)))
        dist = folder / f"dist-{build}"
        (dist / "assets").mkdir(parents=True, exist_ok=True)
        (dist / "assets" / "same-1a2b.js").write_text("same")
        (dist / "index.html").write_text(build)
        if not (out / "web").exists():
            package.add_web(out, dist)
        patch.setattr(package, "build", lambda: build)
        patch.setattr(run, "_pack", lambda _: out)
        return out

    return packed


def small(cloud: Cloud, build: str, resources: dict[str, Any]) -> dict[str, Any]:
    bucket = {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    told = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "PublicUrl"}}}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": {
            "MailFrom": {"Type": "String"},
            "PublicUrl": {"Type": "String", "Default": "https://atrium.example.com"},
        },
        "Resources": {"WebBucket": bucket, "Told": told, **resources},
        "Outputs": {
            "Build": {"Value": build},
            "PublicUrl": {"Value": {"Ref": "PublicUrl"}},
            "WebAddress": {"Value": cloud.url},
            "WebBucketName": {"Value": {"Ref": "WebBucket"}},
            "WebsocketConnectEndpointURL": {"Value": cloud.ws_url},
        },
    }


@pytest.fixture
def unlooked(monkeypatch: pytest.MonkeyPatch) -> list[smoke.Target]:
    """What a look was to be taken at: the small template's stages answer as the stage `local` does."""
    targets: list[smoke.Target] = []
    monkeypatch.setattr(smoke, "look", lambda target, **_: targets.append(target))
    return targets

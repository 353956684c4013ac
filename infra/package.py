"""`python -m infra.package STAGE` -> out/STAGE/: sam.json and deployment.zip for CloudFormation, web/ for S3.

What `chalice package --merge-template` does, by Chalice's own parts, so that the template can be made
without the zip; then infra/mend.py puts in what Chalice leaves out.
"""

import json
import shutil
import subprocess  # nosec B404
import sys
from pathlib import Path
from typing import Any

import botocore.session
from chalice.awsclient import TypedAWSClient
from chalice.cli.factory import CLIFactory
from chalice.config import Config
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import BuildStage, InjectDefaults, PolicyGenerator, SwaggerBuilder
from chalice.deploy.models import DeploymentPackage
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import PackageOptions, ResourceBuilder, SAMTemplateGenerator, TemplateDeepMerger
from chalice.utils import OSUtils

from infra import bundle, files, mend, watching
from infra import template as parts
from infra.web import DIST

PROJECT = Path(__file__).parent.parent
ZIP = "./deployment.zip"
# CloudFormation takes 1 MB from S3 and 51,200 bytes in the call itself.
LARGEST_TEMPLATE = 1_000_000
# Lambda takes 250 MB. Cold starts read what is unpacked, so a library that brings as much is told at once.
LARGEST_UNPACKED = 150_000_000


def main(arguments: list[str]) -> int:
    known = stages(PROJECT)
    if len(arguments) != 1 or arguments[0] not in known:
        print(f"which stage? one of: {', '.join(known)}", file=sys.stderr)
        return 2
    try:
        package(arguments[0])
    except (bundle.MissingWheels, TooLarge, NotBuilt) as error:
        print(f"not packaged: {error}", file=sys.stderr)
        return 1
    return 0


class TooLarge(RuntimeError):
    """CloudFormation would refuse it, or cold starts suffer from it."""


class NotBuilt(RuntimeError):
    """There is no web client to package."""


def package(stage: str) -> None:
    """Writes out/STAGE/. What lay there stays until all of the new is made."""
    out = PROJECT / "out" / stage
    making = out.with_name(f"{stage}.new")
    shutil.rmtree(making, ignore_errors=True)
    made = template(stage, build())
    text = json.dumps(made, indent=1)
    if len(text) > LARGEST_TEMPLATE:
        raise TooLarge(f"the template has {len(text):,} bytes, and CloudFormation takes {LARGEST_TEMPLATE:,}")
    bundle.make(PROJECT, making / "deployment.zip", config(stage).lambda_architecture)
    unpacked = bundle.size(making / "deployment.zip")
    check_size(unpacked)
    (making / "sam.json").write_text(text, "utf-8")
    uploads = add_web(making)
    shutil.rmtree(out, ignore_errors=True)
    making.rename(out)
    zipped = (out / "deployment.zip").stat().st_size
    print(
        f"{out.relative_to(PROJECT)}/sam.json        {len(made['Resources'])} resources, {len(text):,} bytes"
    )
    print(f"{out.relative_to(PROJECT)}/deployment.zip  {zipped:,} bytes, {unpacked:,} unpacked")
    print(
        f"{out.relative_to(PROJECT)}/web/            {len(uploads)} files; web.json says with which headers"
    )


def check_size(unpacked: int) -> None:
    """Raises TooLarge."""
    if unpacked > LARGEST_UNPACKED:
        raise TooLarge(f"the zip unpacks to {unpacked:,} bytes, and ours may have {LARGEST_UNPACKED:,}")


def add_web(making: Path, dist: Path = DIST) -> list[dict[str, str]]:
    """web/ and web.json; the latter as list. Raises NotBuilt."""
    if not (dist / "index.html").exists():
        raise NotBuilt("there is no web client: make web")
    shutil.copytree(dist, making / "web")
    uploads = files.uploads(dist)
    (making / "web.json").write_text(json.dumps(uploads, indent=1), "utf-8")
    return uploads


def template(stage: str, build: str, project: Path = PROJECT) -> dict[str, Any]:
    """The final template of a stage; makes no zip and asks nobody."""
    return watching.watched(mend.mend(merged(stage, project), stage, build))


def merged(stage: str, project: Path = PROJECT) -> dict[str, Any]:
    """Chalice's template of the app in `project`, with infra/template/ merged in, not yet mended."""
    settings = config(stage, project)
    resources = ResourceBuilder(
        ApplicationGraphBuilder(),
        DependencyBuilder(),
        BuildStage(
            [
                InjectDefaults(),
                _ZipIsMadeApart(),
                PolicyGenerator(policy_gen=None, osutils=OSUtils()),
                SwaggerBuilder(CFNSwaggerGenerator()),
            ]
        ),
    ).construct_resources(settings, stage)
    plain = SAMTemplateGenerator(settings, PackageOptions(_client())).generate(resources)
    whole: dict[str, Any] = TemplateDeepMerger().merge(parts.load(), plain)
    # Chalice's objects appear in several places; as JSON each place has its own.
    copied: dict[str, Any] = json.loads(json.dumps(whole))
    return copied


def config(stage: str, project: Path = PROJECT) -> Config:
    return CLIFactory(str(project)).create_config_obj(stage)


def stages(project: Path = PROJECT) -> list[str]:
    return list(json.loads((project / ".chalice" / "config.json").read_text("utf-8"))["stages"])


def build() -> str:
    """What is packaged: the short git hash, with a plus when files differ from it."""
    git = shutil.which("git")
    if git is None:
        return "dev"
    answer = subprocess.run(  # nosec B603
        [git, "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return answer.stdout.strip() or "dev"


class _ZipIsMadeApart:
    """Stands where Chalice would make the zip."""

    def handle(self, _config: Config, resource: object) -> None:
        if isinstance(resource, DeploymentPackage):
            resource.filename = ZIP


def _client() -> TypedAWSClient:
    # Asked only what service principals are called; no call leaves the machine.
    session = botocore.session.get_session()
    session.set_config_variable("region", "us-east-1")
    return TypedAWSClient(session)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

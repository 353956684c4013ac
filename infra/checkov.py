"""checkov on the template of a stage, held against infra/template/checkov.yaml. `python -m infra.checkov`

It stands in an environment of its own, in .venv/checkov, made when first asked for: it pins a boto3 of 2024.
"""

import hashlib
import json
import shutil
import subprocess  # nosec B404
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from infra import expand, package

WANTED = package.PROJECT / "requirements-checkov.txt"
EXCEPTIONS = package.PROJECT / "infra/template/checkov.yaml"
HOME = Path(sys.prefix) / "checkov"
STAGE = "prod"  # stages differ in data alone

Template = dict[str, Any]


class Finding(NamedTuple):
    """What checkov misses on a resource."""

    check: str
    resource: str  # its name in the template
    told: str


class Excused(NamedTuple):
    """What is left as it is: `of` names resources, or kinds of them."""

    check: str
    of: list[str]
    because: str


def main() -> int:
    template = expand.expanded(package.template(STAGE, "checkov"))
    found = scan(template)
    wrong = unexcused(found, excused(), template) + needless(found, excused(), template)
    for line in wrong:
        print(f"checkov: {line}")
    return 1 if wrong else 0


def excused() -> list[Excused]:
    read = yaml.safe_load(EXCEPTIONS.read_text("utf-8"))
    return [Excused(check, one["of"], one["because"]) for check, some in read.items() for one in some]


def unexcused(found: list[Finding], allowed: list[Excused], template: Template) -> list[str]:
    return [
        f"{one.resource}: {one.told} ({one.check})"
        for one in found
        if not any(_excuses(excuse, name, one, template) for excuse in allowed for name in excuse.of)
    ]


def needless(found: list[Finding], allowed: list[Excused], template: Template) -> list[str]:
    """Exceptions that nothing asks for any more."""
    return [
        f"{name} needs no exception from {excuse.check} any more"
        for excuse in allowed
        for name in excuse.of
        if not any(_excuses(excuse, name, one, template) for one in found)
    ]


def _excuses(excuse: Excused, name: str, one: Finding, template: Template) -> bool:
    return excuse.check == one.check and name in (one.resource, template["Resources"][one.resource]["Type"])


def scan(template: Template) -> list[Finding]:
    """Some twenty seconds. Raises RuntimeError where checkov did not come to its end."""
    with tempfile.TemporaryDirectory(prefix="atrium-checkov-") as folder:
        file = Path(folder) / "template.json"
        file.write_text(json.dumps(template, indent=1), "utf-8")
        asked = [str(_python()), "-m", "checkov.main", "--file", str(file), "--framework", "cloudformation"]
        how = ["--output", "json", "--compact", "--quiet", "--soft-fail", "--skip-download"]
        answer = subprocess.run([*asked, *how], capture_output=True, text=True, check=False)  # nosec B603
    try:
        told = json.loads(answer.stdout)
        results = told["results"]["failed_checks"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"checkov did not answer: {answer.stderr[-2000:]}") from error
    if not told["summary"]["passed"] or told["summary"]["parsing_errors"]:
        raise RuntimeError(f"checkov could not read the template: {told['summary']}")
    return [Finding(one["check_id"], one["resource"].split(".")[1], one["check_name"]) for one in results]


def _python() -> Path:
    """checkov's Python; installed anew where what is wanted has changed."""
    python, note = HOME / "bin/python", HOME / "installed"
    version = hashlib.sha256(WANTED.read_bytes()).hexdigest()
    if not note.exists() or note.read_text("utf-8") != version:
        print("Installing checkov (once, half a minute) ...", file=sys.stderr)
        shutil.rmtree(HOME, ignore_errors=True)
        venv.create(HOME, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "-r", str(WANTED)], check=True)  # nosec B603
        note.write_text(version, "utf-8")
    return python


if __name__ == "__main__":
    sys.exit(main())

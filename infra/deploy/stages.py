"""A stage is data: infra/stages/NAME.yaml says whether it is protected, where it lies and its parameters."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from infra import package, template
from infra.deploy.errors import Refused

FOLDER = Path(__file__).parents[1] / "stages"
# CloudFront reads certificates there alone:
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
CERTIFICATES = "us-east-1"


@dataclass(frozen=True)
class Stage:
    name: str
    protected: bool
    account: str  # empty: whichever the credentials are of
    region: str
    parameters: dict[str, str]  # those that are said

    @property
    def stack(self) -> str:
        return f"atrium-{self.name}"


def read(name: str, *, to_deploy: bool = True) -> Stage:
    """Raises Refused: no such stage, or what its file says cannot be.

    What is only removed or restored has its parameters already, whatever the file lacks.
    """
    known = package.stages()
    if name not in known:
        raise Refused(f"there is no stage {name!r}; there are {', '.join(known)} (.chalice/config.json)")
    path = FOLDER / f"{name}.yaml"
    try:
        said = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise Refused(f"infra/stages/{name}.yaml cannot be read: {error}") from error
    given = {
        key: _text(value) for key, value in (said.get("parameters") or {}).items() if value not in ("", None)
    }
    account = str(said.get("account") or "")
    wrong = problems(given, protected=bool(said.get("protected", True))) if to_deploy else []
    if not re.fullmatch(r"(\d{12})?", account):
        wrong.append(f"account: twelve digits in quotation marks, or empty, not {account!r}")
    if wrong:
        raise Refused(
            "\n".join([f"infra/stages/{name}.yaml has to say more:", *(f"  {one}" for one in wrong)])
        )
    return Stage(
        name=name,
        protected=bool(said.get("protected", True)),
        account=account,
        region=str(said.get("region") or ""),
        parameters=_with_origin(given),
    )


def problems(given: dict[str, str], *, protected: bool) -> list[str]:
    """What is missing or wrong among the parameters of a stage, one line each."""
    known: dict[str, Any] = template.load()["Parameters"]
    found = [f"{name}: the template has no such parameter" for name in given if name not in known]
    found += [
        f"{name}: {why}, not {value!r}"
        for name, value in given.items()
        if name in known and (why := _cannot_be(known[name], value))
    ]
    if "Stage" in given:
        found.append("Stage: is the stage's name, and not said here")
    mail = given.get("MailFrom", "")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", mail):
        found.append(f"MailFrom: the address mails come from, not {mail!r}")
    if given.get("MailDomain", mail.partition("@")[2]) != mail.partition("@")[2]:
        found.append(f"MailDomain: is that of MailFrom, {mail.partition('@')[2]}, or empty")
    return found + _about_address(given, protected=protected)


def _text(value: Any) -> str:
    """As it was written: YAML reads `on` and `off` as truths."""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _cannot_be(declared: dict[str, Any], value: str) -> str:
    """What CloudFormation would say of a parameter, after all was packaged and uploaded; empty if nothing."""
    allowed = declared.get("AllowedValues", [value])
    if value not in allowed:
        return f"one of {', '.join(allowed)}"
    if declared["Type"] != "Number":
        return ""
    least = declared.get("MinValue", 0)
    return (
        "" if re.fullmatch(r"\d+(\.\d+)?", value) and float(value) >= least else f"a number from {least} on"
    )


def _about_address(given: dict[str, str], *, protected: bool) -> list[str]:
    domain, certificate, origin = (
        given.get(name, "") for name in ("WebDomain", "WebCertificateArn", "PublicUrl")
    )
    found = []
    if protected and not domain:
        found.append("WebDomain: the host people open; only a stage that is not protected may do without")
    if domain and not re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", domain):
        found.append(f"WebDomain: a host in small letters, such as atrium.example.com, not {domain!r}")
    if bool(domain) != bool(certificate):
        found.append("WebDomain and WebCertificateArn: one needs the other")
    if certificate and not certificate.startswith(f"arn:aws:acm:{CERTIFICATES}:"):
        found.append(f"WebCertificateArn: CloudFront takes certificates of {CERTIFICATES} alone")
    if origin and not re.fullmatch(r"https://[^/\s]+", origin):
        found.append(f"PublicUrl: https:// and a host, without a slash at its end, not {origin!r}")
    if origin and domain and origin != f"https://{domain}":
        found.append("PublicUrl and WebDomain: name two hosts; WebDomain alone is enough")
    return found


def _with_origin(given: dict[str, str]) -> dict[str, str]:
    """The origin people open follows from the domain."""
    return {"PublicUrl": f"https://{given['WebDomain']}", **given} if "WebDomain" in given else given

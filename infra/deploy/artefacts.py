"""The bucket of an account and region in which everything lies that was ever deployed there.

zip/<sha256>.zip            the functions
template/<sha256>.json      a stage's template, naming its zip
web/<sha256>.zip            the web client
builds/<stage>/<build>.json which of these a build is: what `BUILD=` goes back to
"""

import copy
import hashlib
import io
import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra import bundle, package
from infra.deploy.account import Account
from infra.deploy.errors import Refused


@dataclass(frozen=True)
class Build:
    """Keys of a template and a web client in the bucket, and the files of the latter as in web.json."""

    name: str
    template: str
    web: str
    files: list[dict[str, str]]


class Shelf:
    def __init__(self, account: Account) -> None:
        self.bucket = f"atrium-artefacts-{account.id}-{account.region}"
        self._s3 = account.client("s3")
        self._account = account

    def make(self) -> None:
        """The bucket, unless it is there; its settings each time, since making it may have ended half way."""
        try:
            self._s3.head_bucket(Bucket=self.bucket, ExpectedBucketOwner=self._account.id)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:  # noqa: PLR2004
                raise Refused(f"the bucket {self.bucket} is not ours to use: {error}") from error
            # us-east-1 is the one region that must not be named.
            elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": self._account.region}}
            self._s3.create_bucket(
                Bucket=self.bucket,
                ObjectOwnership="BucketOwnerEnforced",
                **({} if self._account.region == "us-east-1" else elsewhere),
            )
        self._settle()

    def _settle(self) -> None:
        mine = {"Bucket": self.bucket}
        self._s3.put_public_access_block(
            **mine,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
        )
        self._s3.put_bucket_versioning(**mine, VersioningConfiguration={"Status": "Enabled"})
        self._s3.put_bucket_policy(**mine, Policy=json.dumps(_only_over_tls(self.bucket)))

    def put(self, stage: str, out: Path, name: str) -> Build:
        """Stores what `make package` left in `out`; what lies there is not sent again. Raises Refused."""
        zipped = self.add("zip", "zip", (out / "deployment.zip").read_bytes())
        made = with_code(json.loads((out / "sam.json").read_text("utf-8")), f"s3://{self.bucket}/{zipped}")
        text = json.dumps(made)
        if len(text) > package.LARGEST_TEMPLATE:
            raise Refused(
                f"the template has {len(text):,} bytes, and CloudFormation takes {package.LARGEST_TEMPLATE:,}"
            )
        build = Build(
            name=name,
            template=self.add("template", "json", text.encode()),
            web=self.add("web", "zip", _zipped(out / "web")),
            files=json.loads((out / "web.json").read_text("utf-8")),
        )
        self._s3.put_object(
            Bucket=self.bucket, Key=_record(stage, name), Body=json.dumps(asdict(build)).encode()
        )
        return build

    def get(self, stage: str, name: str) -> Build:
        """A build that was deployed before. Raises Refused."""
        try:
            told = self._s3.get_object(Bucket=self.bucket, Key=_record(stage, name))
        except ClientError as error:
            had = ", ".join(self.names(stage)) or "none"
            raise Refused(f"{stage} never had a build {name!r}; it had, newest first: {had}") from error
        return Build(**json.load(told["Body"]))

    def names(self, stage: str) -> list[str]:
        """Of the builds that a stage had, the newest first."""
        prefix = _record(stage, "").removesuffix(".json")
        try:
            pages = list(
                self._s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
            )
        except ClientError:  # there is no bucket: nothing was ever deployed
            return []
        found = [one for page in pages for one in page.get("Contents", [])]
        found.sort(key=lambda one: one["LastModified"], reverse=True)
        return [one["Key"].removeprefix(prefix).removesuffix(".json") for one in found]

    def parameters(self, build: Build) -> set[str]:
        """Names of those that its template takes: an older one may lack some."""
        body = self._s3.get_object(Bucket=self.bucket, Key=build.template)["Body"]
        return set(json.load(body).get("Parameters", {}))

    def url(self, template: str) -> str:
        """Of a template by its key, in the form that CloudFormation takes."""
        return f"{self._s3.meta.endpoint_url}/{self.bucket}/{template}"

    def web(self, build: Build) -> zipfile.ZipFile:
        body = self._s3.get_object(Bucket=self.bucket, Key=build.web)["Body"]
        return zipfile.ZipFile(io.BytesIO(body.read()))

    def add(self, folder: str, extension: str, content: bytes) -> str:
        """Its key, which is made of what it is."""
        key = f"{folder}/{hashlib.sha256(content).hexdigest()}.{extension}"
        try:
            self._s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError:
            self._s3.upload_fileobj(io.BytesIO(content), self.bucket, key)
        return key


def with_code(template: dict[str, Any], where: str) -> dict[str, Any]:
    """The template with the functions' code where it lies."""
    made = copy.deepcopy(template)
    for function in made["Resources"].values():
        if function["Type"] == "AWS::Serverless::Function":
            function["Properties"]["CodeUri"] = where
    return made


def _zipped(folder: Path) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "web.zip"
        bundle.write_zip(folder, target)
        return target.read_bytes()


def _record(stage: str, name: str) -> str:
    return f"builds/{stage}/{name}.json"


def _only_over_tls(bucket: str) -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "OnlyOverTLS",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        ],
    }

"""The template as CloudFormation sees it: by AWS's own transform of serverless resources, on this machine."""

import copy
import os
from typing import Any

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from infra import mend

ZIP = "s3://packages/deployment.zip"  # where it says that the functions lie


def expanded(template: dict[str, Any]) -> dict[str, Any]:
    uploaded = copy.deepcopy(template)
    for _, function in mend.functions(uploaded):
        function["Properties"]["CodeUri"] = ZIP
    # It asks no region, and will not begin without one.
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
    made: dict[str, Any] = Translator({}, Parser()).translate(uploaded, {})
    return made

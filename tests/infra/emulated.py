"""A template without what the emulator's CloudFormation cannot make."""

import re
from typing import Any

Template = dict[str, Any]

# Kinds of resources that ministack 1.5 does not know.
UNKNOWN = {
    "AWS::ApiGatewayV2::Deployment": "its stages deploy by themselves",
    "AWS::Backup::BackupSelection": "it keeps plans and vaults, and copies nothing",
    "AWS::Budgets::Budget": "it has the service, but not in CloudFormation",
    "AWS::CloudWatch::InsightRule": "it has no Contributor Insights",
    "AWS::GuardDuty::MalwareProtectionPlan": "tests/documents/test_malware.py says its verdicts",
    "AWS::Logs::QueryDefinition": "it has no saved queries",
    "AWS::SecretsManager::RotationSchedule": "tests/platform/test_rotation.py plays each step of it",
    "AWS::WAFv2::WebACLAssociation": "it keeps firewalls, and lets everything through",
}


def emulated(template: Template) -> Template:
    """Where something was named that is left out, its name alone stands."""
    beyond = {name for name, one in template["Resources"].items() if is_beyond(one)}
    kept = {name: one for name, one in template["Resources"].items() if name not in beyond}
    made: Template = without({**template, "Resources": kept}, beyond)
    return made


def is_beyond(resource: dict[str, Any]) -> bool:
    # Of alarms ministack knows those over one metric alone.
    return resource["Type"] in UNKNOWN or "Metrics" in resource.get("Properties", {})


def without(part: Any, gone: set[str]) -> Any:
    if isinstance(part, list):
        return [without(one, gone) for one in part if not (isinstance(one, str) and one in gone)]
    if not isinstance(part, dict):
        return part
    match part:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), _]} if name in gone:
            return name
        case {"Fn::Sub": str(text)}:
            return {"Fn::Sub": re.sub(rf"\$\{{({'|'.join(gone)})(\.\w+)?\}}", r"\1", text)}
    return {name: without(one, gone) for name, one in part.items()}

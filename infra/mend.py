"""What `chalice package` leaves out of its template, put in: each step takes a template and gives a new one.

The faults are Chalice 1.34's: no partial batch responses, filters or dead letters on event sources, queues by
fixed names, no environment from resources, log groups under names that do not exist, one id for every
WebSocket deployment. tests/infra/test_template.py holds the result to account.
"""

import copy
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from infra import template as parts

Template = dict[str, Any]

# Traces have no ARN: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
TRACES = {
    "Effect": "Allow",
    "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    "Resource": "*",
}
# What a deployment of a WebSocket API takes in.
DEPLOYED = ("AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration")
READ_QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
READ_STREAM = [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
]


def mend(template: Template, stage: str, build: str) -> Template:
    """All of it, in order."""
    template = with_stage(template, stage)
    template = with_sources(template)
    template = with_environment(template, build)
    template = with_film_tools(template)
    template = with_log_groups(template)
    template = with_policies(template)
    return with_websocket_deployment(template)


def with_stage(template: Template, stage: str) -> Template:
    """The stage as a default, so that a deployment needs no parameters."""
    mended = copy.deepcopy(template)
    mended["Parameters"]["Stage"]["Default"] = stage
    return mended


def with_sources(template: Template) -> Template:
    """Event sources as infra/template/sources.yaml says, on resources of the stack."""
    mended = copy.deepcopy(template)
    for name, source in parts.sources().items():
        function = mended["Resources"][logical_id(name)]
        [event] = function["Properties"]["Events"].values()
        event["Properties"] |= _arn(source) | _extra(source)
    return mended


def with_environment(template: Template, build: str) -> Template:
    """Every function is told what environment.yaml says, unless .chalice/config.json says otherwise."""
    mended = copy.deepcopy(template)
    mended["Outputs"]["Build"] = {"Value": build}  # who deploys sees what ran before
    for name, function in functions(mended):
        stated = function["Properties"].get("Environment", {}).get("Variables", {})
        variables = parts.environment() | {"BUILD": build, "POWERTOOLS_SERVICE_NAME": name} | stated
        function["Properties"]["Environment"] = {"Variables": variables}
    return mended


def with_film_tools(template: Template) -> Template:
    """A layer's bin/ is in the PATH of the function, which is where `media` looks for ffmpeg."""
    mended = copy.deepcopy(template)
    media = mended["Resources"][logical_id("media")]["Properties"]
    media["Layers"] = {"Fn::If": ["HasFilmTools", [{"Ref": "FilmTools"}], {"Ref": "AWS::NoValue"}]}
    return mended


def with_log_groups(template: Template) -> Template:
    """Each function writes into the log group that Chalice made for it, whatever its name will be."""
    mended = copy.deepcopy(template)
    for name, function in functions(mended):
        group = _log_group(name)
        # Chalice's name for it is /aws/lambda/${ApiHandler}, of a function called APIHandler in the template.
        del mended["Resources"][group]["Properties"]["LogGroupName"]
        function["Properties"]["LoggingConfig"] = {"LogGroup": {"Ref": group}}
    return mended


def with_policies(template: Template) -> Template:
    """Each function's role allows what infra/template/policies.yaml says, its source, its logs and traces."""
    mended = copy.deepcopy(template)
    stated = statements()
    for name, function in functions(mended):
        writing = {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": {"Fn::GetAtt": [_log_group(name), "Arn"]},
        }
        [role, _] = function["Properties"]["Role"]["Fn::GetAtt"]
        [policy] = mended["Resources"][role]["Properties"]["Policies"]
        policy["PolicyDocument"] = {
            "Version": "2012-10-17",
            "Statement": [writing, copy.deepcopy(TRACES), *stated[name]],
        }
    return mended


def statements() -> dict[str, list[dict[str, Any]]]:
    """Per function what it may do beyond its logs and traces: read its source, and as policies.yaml says."""
    sources = parts.sources()
    return {
        name: [*(_reading(sources[name]) if name in sources else []), *stated]
        for name, stated in parts.policies().items()
    }


def with_websocket_deployment(template: Template) -> Template:
    """The deployment's id changes with the routes, for a deployment never takes a change in."""
    mended = copy.deepcopy(template)
    resources = mended["Resources"]
    deployment = resources.pop("WebsocketAPIDeployment", None)
    if deployment is None:
        return mended
    deployed = {name: part for name, part in resources.items() if part["Type"] in DEPLOYED}
    name = "WebsocketAPIDeployment" + _digest(deployed)
    resources[name] = deployment
    resources["WebsocketAPIStage"]["Properties"]["DeploymentId"] = {"Ref": name}
    return mended


def functions(template: Template) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every function: its Chalice name, as in .chalice/config.json, and its resource.

    Raises KeyError where policies.yaml does not know one.
    """
    named = {logical_id(name): name for name in parts.policies()}
    for id_, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            yield named[id_], resource


def logical_id(name: str) -> str:
    """Chalice's id of a function in the template: feed_plan -> FeedPlan."""
    return "APIHandler" if name == "api_handler" else _camel(name)


def _camel(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in name.split("_"))


def _log_group(name: str) -> str:
    return _camel(name) + "LogGroup"


def _arn(source: dict[str, Any]) -> dict[str, Any]:
    if "queue" in source:
        return {"Queue": {"Fn::GetAtt": [source["queue"], "Arn"]}}
    return {"Stream": {"Fn::GetAtt": [source["stream"], "StreamArn"]}}


def _extra(source: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in source.items() if name not in ("queue", "stream")}


def _reading(source: dict[str, Any]) -> list[dict[str, Any]]:
    [resource] = _arn(source).values()
    actions = READ_QUEUE if "queue" in source else READ_STREAM
    statements: list[dict[str, Any]] = [{"Effect": "Allow", "Action": [*actions], "Resource": resource}]
    if "DestinationConfig" in source:
        letters = source["DestinationConfig"]["OnFailure"]["Destination"]
        statements.append({"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": letters})
    return statements


def _digest(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:10]

"""Each mending step on the smallest template that shows the fault."""

from typing import Any

from infra import mend


def api(**routes: str) -> dict[str, Any]:
    stage = {
        "Type": "AWS::ApiGatewayV2::Stage",
        "Properties": {"DeploymentId": {"Ref": "WebsocketAPIDeployment"}},
    }
    parts = {
        name: {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"RouteKey": key}}
        for name, key in routes.items()
    }
    deployment = {"Type": "AWS::ApiGatewayV2::Deployment", "DependsOn": list(routes)}
    return {"Resources": {**parts, "WebsocketAPIDeployment": deployment, "WebsocketAPIStage": stage}}


def deployment(template: dict[str, Any]) -> str:
    resources = mend.with_websocket_deployment(template)["Resources"]
    name: str = resources["WebsocketAPIStage"]["Properties"]["DeploymentId"]["Ref"]
    assert resources[name]["Type"] == "AWS::ApiGatewayV2::Deployment"
    return name


def test_a_changed_websocket_route_is_deployed_anew() -> None:
    assert deployment(api(Connect="$connect")) != deployment(api(Connect="$connect", Message="$default"))


def test_unchanged_websocket_routes_are_not_deployed_anew() -> None:
    assert deployment(api(Connect="$connect")) == deployment(api(Connect="$connect"))


def test_without_a_websocket_api_there_is_nothing_to_deploy() -> None:
    assert mend.with_websocket_deployment({"Resources": {}}) == {"Resources": {}}


def test_a_log_group_belongs_to_the_function_whatever_chalice_calls_it() -> None:
    mended = mend.with_log_groups(
        {
            "Resources": {
                "APIHandler": {"Type": "AWS::Serverless::Function", "Properties": {}},
                "ApiHandlerLogGroup": {
                    "Type": "AWS::Logs::LogGroup",
                    "Properties": {
                        "LogGroupName": {"Fn::Sub": "/aws/lambda/${ApiHandler}"},
                        "RetentionInDays": 7,
                    },
                },
            }
        }
    )["Resources"]
    assert mended["APIHandler"]["Properties"]["LoggingConfig"] == {"LogGroup": {"Ref": "ApiHandlerLogGroup"}}
    assert mended["ApiHandlerLogGroup"]["Properties"] == {"RetentionInDays": 7}


def test_mending_leaves_the_given_template_alone() -> None:
    given = api(Connect="$connect")
    mend.with_websocket_deployment(given)
    assert given == api(Connect="$connect")


def test_functions_are_called_as_chalice_calls_them() -> None:
    assert mend.logical_id("feed_plan") == "FeedPlan"
    assert mend.logical_id("api_handler") == "APIHandler"

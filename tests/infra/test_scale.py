"""What the template says so that nobody takes what belongs to all. docs/scale.md"""

from bench.simulation import inputs
from tests.infra.test_template import made


def test_no_more_tickets_are_given_out_than_sockets_are_opened() -> None:
    given = inputs.load()
    api = made()["Resources"]["RestAPI"]["Properties"]
    [door] = api["MethodSettings"]
    path = door["ResourcePath"].removeprefix("/").replace("~1", "/")
    assert door["HttpMethod"].lower() in api["DefinitionBody"]["paths"][path]
    assert door["ThrottlingRateLimit"] < given["new_sockets"]
    assert door["ThrottlingBurstLimit"] < given["new_sockets"]

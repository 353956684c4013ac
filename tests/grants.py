"""Least privilege: the whole suite fails where policies.yaml allows what no function needed.

That nothing beyond it was asked for, each call of a function shows by itself: infra/local/permissions.py.
"""

from typing import Any

import pytest

from infra import template
from infra.local import permissions
from infra.local.permissions import Grant

# Not asked for by a call of the function's own.
IMPLIED = {
    Grant("api_handler", "s3:PutObject", "BrandBucket/uploads/*"): "by the form that it signs",
    Grant("api_handler", "s3:ListBucket", "BrandBucket"): "makes S3 say 404 instead of 403",
    Grant("api_handler", "s3:ListBucket", "DocumentsBucket"): "the same",
    Grant("media", "s3:ListBucket", "DocumentsBucket"): "the same",
    Grant("api_handler", "s3:GetObject", "DocumentsBucket/variants/*"): "by the link that it signs",
    # There is no Amazon Chime SDK in the local cloud; tests/calls/test_servers.py has botocore's stub of it.
    Grant("api_handler", "chime:CreateMeeting", "*"): "stubbed",
    Grant("api_handler", "chime:CreateAttendee", "meeting/*"): "stubbed",
    Grant("api_handler", "chime:DeleteMeeting", "meeting/*"): "stubbed",
    Grant("calls_deliver", "chime:DeleteMeeting", "meeting/*"): "stubbed",
    Grant("calls_deliver", "chime:DeleteAttendee", "meeting/*"): "stubbed",
    Grant("calls_deliver", "chime:ListAttendees", "meeting/*"): "stubbed",
}
_used: set[Grant] = set()


def pytest_testnodedown(node: Any) -> None:
    """What a worker of xdist has seen."""
    _used.update(Grant(*one) for one in getattr(node, "workeroutput", {}).get("grants", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["grants"] = [list(one) for one in permissions.used]
        return
    _used.update(permissions.used)
    if not _is_whole(session):
        return
    report = session.config.pluginmanager.get_plugin("terminalreporter")
    found = unneeded(_used)
    for function, action, resource in found:
        report.write_line(f"infra/template/policies.yaml: {function} did not need {action} on {resource}")
    if found and session.exitstatus == pytest.ExitCode.OK:  # what failed may have been what needs it
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def unneeded(used: set[Grant]) -> list[Grant]:
    """Without secrets: a process asks once, here for all functions together."""
    stated = permissions.stated(template.policies())
    found = {grant for grant in stated if grant.action != "secretsmanager:GetSecretValue"}
    return sorted(found - used - IMPLIED.keys())


def _is_whole(session: pytest.Session) -> bool:
    chosen = session.config.option
    return (
        session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        and not (chosen.keyword or chosen.markexpr or chosen.ignore or chosen.deselect)
        and session.config.args == session.config.getini("testpaths")
    )

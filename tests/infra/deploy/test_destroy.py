"""A stage removed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from infra.deploy import destroy, run
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.errors import Failed, Refused
from infra.deploy.stages import Stage
from tests.infra.deploy.conftest import Pack
from tests.infra.deploy.test_run import BROKEN, QUEUE, table

pytestmark = pytest.mark.usefixtures("unlooked")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def types(word: str) -> None:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda _: word)

    return types


def test_what_outlives_the_stack_is_told_and_does(
    account: Account,
    stage: Stage,
    pack: Pack,
    typed: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    pack("b1", Table=table(), Queue=QUEUE)
    run.deploy(account, stage)
    made = stacks.resources(account, stage.stack)
    capsys.readouterr()
    typed(stage.name)
    destroy.destroy(account, stage)
    said = capsys.readouterr().out
    assert made["Table"] in said
    assert made["WebBucket"] in said
    assert made["Queue"] not in said.partition("It cannot be undone")[0]
    assert stacks.find(account, stage.stack) is None
    assert made["Table"] in account.client("dynamodb").list_tables()["TableNames"]
    names = [url.rpartition("/")[2] for url in account.client("sqs").list_queues().get("QueueUrls", [])]
    assert made["Queue"].rpartition("/")[2] not in names


def test_another_word_than_its_name_leaves_it(
    account: Account, stage: Stage, pack: Pack, typed: Callable[[str], None]
) -> None:
    pack("b1")
    run.deploy(account, stage)
    typed("yes")
    with pytest.raises(Refused, match="left as it was"):
        destroy.destroy(account, stage)
    assert stacks.find(account, stage.stack) is not None


def test_without_somebody_to_ask_nothing_is_removed(account: Account, stage: Stage, pack: Pack) -> None:
    pack("b1")
    run.deploy(account, stage)
    with pytest.raises(Refused, match="Nobody is here to be asked"):
        destroy.destroy(account, stage)
    assert stacks.find(account, stage.stack) is not None


def test_a_protected_stage_is_not_removed(
    account: Account, stage: Stage, pack: Pack, typed: Callable[[str], None]
) -> None:
    pack("b1")
    run.deploy(account, stage)
    typed(stage.name)
    with pytest.raises(Refused, match=f"{stage.name} is protected"):
        destroy.destroy(account, replace(stage, protected=True))
    assert stacks.find(account, stage.stack) is not None


def test_what_was_never_made_is_cleared_away_even_of_a_protected_stage(
    account: Account, stage: Stage, pack: Pack, typed: Callable[[str], None]
) -> None:
    pack("b1", Broken=BROKEN)
    with pytest.raises(Failed):
        run.deploy(account, stage)
    typed(stage.name)
    destroy.destroy(account, replace(stage, protected=True))
    assert stacks.find(account, stage.stack) is None
    pack("b2")
    run.deploy(account, stage)


def test_a_stage_that_is_not_there_is_told(account: Account, stage: Stage) -> None:
    with pytest.raises(Refused, match=f"there is no {stage.stack} in eu-central-1"):
        destroy.destroy(account, stage)

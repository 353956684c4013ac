import pytest

from infra import package


def test_a_stage_that_does_not_exist_is_told_with_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert package.main(["production"]) == 2
    assert capsys.readouterr().err == "which stage? one of: dev, staging, prod\n"

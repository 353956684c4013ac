import pytest

from infra.local.filters import passes


def record(**new: str) -> dict[str, object]:
    return {
        "eventName": "INSERT",
        "dynamodb": {"Keys": {"sk": {"S": "p#1"}}, "NewImage": {k: {"S": v} for k, v in new.items()}},
    }


def holds(rule: object, value: object) -> bool:
    return passes([{"field": [rule]}], {} if value is None else {"field": value})


def test_without_patterns_everything_passes() -> None:
    assert passes([], {"anything": 1})


def test_one_pattern_of_several_is_enough() -> None:
    assert passes([{"eventName": ["REMOVE"]}, {"eventName": ["INSERT"]}], record())


def test_every_field_of_a_pattern_has_to_hold() -> None:
    assert not passes([{"eventName": ["INSERT"], "dynamodb": {"Keys": {"sk": {"S": ["other"]}}}}], record())


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        ("g", "g", True),
        ("g", "gg", False),
        (1, 1, True),
        ({"prefix": "p#"}, "p#1", True),
        ({"prefix": "p#"}, "xp#1", False),
        ({"suffix": "#1"}, "p#1", True),
        ({"anything-but": ["a", "b"]}, "c", True),
        ({"anything-but": ["a", "b"]}, "a", False),
        ({"anything-but": {"prefix": "a"}}, "abc", False),
        ({"anything-but": "a"}, None, False),
        ({"exists": True}, "x", True),
        ({"exists": True}, None, False),
        ({"exists": False}, None, True),
        ({"exists": False}, "x", False),
        ({"numeric": [">", 1, "<=", 5]}, 5, True),
        ({"numeric": [">", 1, "<=", 5]}, 6, False),
        ({"equals-ignore-case": "ABC"}, "abc", True),
    ],
)
def test_a_rule_holds_as_on_aws(rule: object, value: object, expected: bool) -> None:
    assert holds(rule, value) is expected


def test_exists_false_holds_where_the_whole_image_is_missing() -> None:
    pattern = {"dynamodb": {"NewImage": {"hush": {"S": [{"exists": False}]}}}}
    assert passes([pattern], {"eventName": "REMOVE", "dynamodb": {"Keys": {}}})
    assert passes([pattern], record(body="x"))
    assert not passes([pattern], record(hush="1"))


def test_an_unknown_rule_is_an_error_and_not_a_pass() -> None:
    with pytest.raises(ValueError, match="cidr"):
        holds({"cidr": "10.0.0.0/24"}, "10.0.0.1")

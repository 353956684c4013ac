"""A template without its table, in which everything names another one."""

import copy
import re
from dataclasses import asdict, dataclass
from typing import Any

TABLE = "Table"


@dataclass(frozen=True)
class Table:
    name: str
    arn: str
    stream: str


def repointed(template: dict[str, Any], table: Table) -> dict[str, Any]:
    """The table's own part is kept in the metadata, for `whole`. Raises KeyError for what cannot be named."""
    rest = copy.deepcopy(template)
    part = rest["Resources"].pop(TABLE)
    names = {"Ref": table.name, "Arn": table.arn, "StreamArn": table.stream}
    pointed: dict[str, Any] = _named(rest, names)
    pointed.setdefault("Metadata", {})[TABLE] = {"now": asdict(table), "part": part}
    return pointed


def whole(pointed: dict[str, Any]) -> dict[str, Any]:
    """With the table again; everything else stays as it was, its metadata too, as an import demands."""
    template = copy.deepcopy(pointed)
    template["Resources"][TABLE] = copy.deepcopy(template["Metadata"][TABLE]["part"])
    return template


def _named(node: Any, names: dict[str, str]) -> Any:
    match node:
        case {"Ref": "Table"}:
            return names["Ref"]
        case {"Fn::GetAtt": ["Table", attribute]}:
            return names[attribute]
        case {"Fn::GetAtt": str(dotted)} if dotted.startswith("Table."):
            return names[dotted.removeprefix("Table.")]
        case {"Fn::Sub": str(text)}:
            return {"Fn::Sub": _substituted(text, names)}
        case {"Fn::Sub": [str(text), dict(given)]}:
            return {"Fn::Sub": [_substituted(text, names), _named(given, names)]}
        case dict():
            return {
                key: _named(value, names) for key, value in node.items() if not _waits(key, value)
            } | _waiting(node)
        case list():
            return [_named(one, names) for one in node]
    return node


def _substituted(text: str, names: dict[str, str]) -> str:
    return re.sub(r"\$\{Table(?:\.(\w+))?\}", lambda found: names[found[1] or "Ref"], text)


def _waits(key: str, value: Any) -> bool:
    return key == "DependsOn" and TABLE in ([value] if isinstance(value, str) else value)


def _waiting(node: dict[str, Any]) -> dict[str, Any]:
    """What else a resource waits for that waited for the table."""
    waited = node.get("DependsOn", [])
    others = [one for one in ([waited] if isinstance(waited, str) else waited) if one != TABLE]
    return {"DependsOn": others} if others and _waits("DependsOn", waited) else {}

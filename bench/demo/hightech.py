"""org-hightech-managers: 21 managers of a company, who reports to, asks and befriends whom.

D. Krackhardt: Cognitive social structures, Social Networks 9 (1987).
"""

import csv
from pathlib import Path

from bench.demo.model import Company, Group, Person

TITLES = {"3": "Chief executive", "2": "Vice president", "1": "Manager"}
Row = dict[str, str]


def read(folder: Path) -> Company:
    nodes, ties = _rows(folder / "nodes.csv"), _rows(folder / "ties.csv")
    chief = {tie["from"]: tie["to"] for tie in ties if tie["type"] == "reports"}
    # Whom I ask, like or report to, I want to hear from: each once, in the data's order.
    follows = {
        _key(node["id"]): tuple(dict.fromkeys(_key(tie["to"]) for tie in ties if tie["from"] == node["id"]))
        for node in nodes
    }
    ranked = sorted(nodes, key=lambda node: (-int(node["level"]), int(node["id"])))
    return Company(
        name="High-tech managers",
        slug="hightech",
        owner=_key(ranked[0]["id"]),
        member=_key(ranked[1]["id"]),
        people=tuple(_person(node, chief.get(node["id"])) for node in nodes),
        groups=tuple(_group(letter, ranked) for letter in sorted({node["dept"] for node in nodes})),
        follows={who: whom for who, whom in follows.items() if whom},
    )


def _person(node: Row, chief: str | None) -> Person:
    years = int(node["tenure"])
    about = "In the first year here." if not years else f"Here for {years} year{'s' * (years > 1)}."
    if chief:
        about += f" Reports to {_name(chief)}."
    title, department = TITLES[node["level"]], _department(node["dept"])
    profile = {"title": title, "department": department, "about": about}
    key = _key(node["id"])
    return Person(key, _name(node["id"]), f"person{key}@hightech.example", profile)


def _group(letter: str, ranked: list[Row]) -> Group:
    """Owned by whoever stands highest in it."""
    members = tuple(_key(node["id"]) for node in ranked if node["dept"] == letter)
    name = _department(letter)
    return Group(name, members[0], members, description=f"The managers of department {letter}.")


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _key(id_: str) -> str:
    return f"{int(id_):02d}"


def _name(id_: str) -> str:
    return f"Person {_key(id_)}"


def _department(letter: str) -> str:
    return f"Department {letter}"

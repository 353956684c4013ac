"""org-email-eu-core: who mails whom in a European research institution, with departments.

H. Yin, A. Benson, J. Leskovec, D. Gleich: Local Higher-order Graph Clustering, KDD 2017; by way of SNAP.
People are numbers in it, and are named by them; those whom the chat gives a voice go by its pseudonyms.
"""

from collections import Counter, defaultdict
from itertools import zip_longest
from pathlib import Path

from bench.demo import racket
from bench.demo.model import Company, Group, Person

EDGES, DEPARTMENTS = "email-Eu-core.txt", "email-Eu-core-department-labels.txt"
DOMAIN = "eu-core.example"


def read(folder: Path, chat: list[list[racket.Message]]) -> Company:
    departments = {_key(person): int(department) for person, department in _pairs(folder / DEPARTMENTS)}
    follows = _follows(folder / EDGES)
    followers = Counter(followee for followees in follows.values() for followee in followees)
    ranked = sorted(departments, key=lambda key: (-followers[key], key))
    seats = dict(zip(racket.chatters(chat), _in_turn(departments, ranked), strict=False))
    voices = {key: name for name, key in seats.items()}
    return Company(
        name="European research institution",
        slug="eu-core",
        owner=ranked[0],
        member=ranked[1],
        people=tuple(
            Person(
                key,
                voices.get(key, f"Person {key}"),
                f"person{key}@{DOMAIN}",
                {"department": _name(departments[key])},
            )
            for key in sorted(departments)
        ),
        groups=tuple(_group(number, ranked, departments) for number in sorted(set(departments.values()))),
        follows=follows,
        talks=racket.talks(chat, seats, {key: _name(number) for key, number in departments.items()}),
    )


def _group(number: int, ranked: list[str], departments: dict[str, int]) -> Group:
    """Open, because the institution's mails cross departments; owned by whom most people mail."""
    members = tuple(key for key in ranked if departments[key] == number)
    return Group(_name(number), members[0], members, description=f"Everybody of {_name(number).lower()}.")


def _in_turn(departments: dict[str, int], ranked: list[str]) -> list[str]:
    """The best known of each department, the largest first, then the second of each: many groups live."""
    queues: dict[int, list[str]] = defaultdict(list)
    for key in ranked:
        queues[departments[key]].append(key)
    largest_first = sorted(queues, key=lambda number: (-len(queues[number]), number))
    rounds = zip_longest(*(queues[number] for number in largest_first))
    return [key for turn in rounds for key in turn if key]


def _follows(path: Path) -> dict[str, tuple[str, ...]]:
    """Whoever mails somebody follows them; nobody follows themselves."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for sender, recipient in _pairs(path):
        if sender != recipient:
            found[_key(sender)][_key(recipient)] = None
    return {sender: tuple(recipients) for sender, recipients in found.items()}


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = (line.split() for line in path.read_text("utf-8").splitlines())
    return [(parts[0], parts[1]) for parts in lines if parts]


def _key(person: str) -> str:
    return f"{int(person):04d}"


def _name(department: int) -> str:
    return f"Department {department}"

"""Talks written down as a play, see larkmoor.txt.

    == GROUP · WHO · question or announcement · pinned     a post; the group `wall` is the author's own wall
    -- WHO > 2                                             a comment, here one that answers the second one
    + 👍 WHO WHO, 🎉 WHO                                   reactions to what stands above

Text stands between these lines; `@key` in it is a mention.
"""

import re
from collections.abc import Mapping

from bench.demo.model import Reply, Talk, mention

Said = tuple[str, str, tuple[tuple[str, str], ...]]  # (first line, text, reactions)


def read(text: str, names: Mapping[str, str]) -> tuple[Talk, ...]:
    """`names` of people by key."""
    people = re.compile(rf"@({'|'.join(names)})\b")
    named = people.sub(lambda found: mention(found[1], names[found[1]]), text)
    scenes = re.split(r"^== ", named, flags=re.MULTILINE)[1:]
    return tuple(_talk(number, scene) for number, scene in enumerate(scenes))


def _talk(number: int, scene: str) -> Talk:
    (head, opening, reactions), *rest = (_said(part) for part in re.split(r"^-- ", scene, flags=re.MULTILINE))
    group, by, *more = head.split(" · ")
    return Talk(
        f"scene-{number}",
        by,
        opening,
        None if group == "wall" else group,
        kind="question" if "question" in more else "announcement" if "announcement" in more else "update",
        pinned="pinned" in more,
        replies=tuple(_reply(*one) for one in rest),
        reactions=reactions,
    )


def _reply(head: str, text: str, reactions: tuple[tuple[str, str], ...]) -> Reply:
    who, _, to = head.partition(" > ")
    return Reply(who, text, int(to) - 1 if to else None, reactions)


def _said(part: str) -> Said:
    head, *lines = part.split("\n")
    text = [line for line in lines if not line.startswith("+ ")]
    reactions = [line[2:].split(", ") for line in lines if line.startswith("+ ")]
    pairs = (one.split() for line in reactions for one in line)
    return head, "\n".join(text).strip(), tuple((who, emoji) for emoji, *whose in pairs for who in whose)

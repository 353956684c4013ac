"""Talks and chats written down as plays, see larkmoor.txt and larkmoor-chat.txt.

    == GROUP · WHO · question or announcement · pinned     a post; the group `wall` is the author's own wall
    -- WHO > 2                                             a comment, here one that answers the second one
    + 👍 WHO WHO, 🎉 WHO                                   reactions to what stands above

    == WHO WHO                                             a conversation of two; the first begins it
    == NAME · WHO WHO WHO                                  of a few
    == # GROUP · WHO                                       a group's channel
    -- WHO > 2                                             a message, here one that answers the second one
    ~ TEXT                                                 how it stood before its author changed it
    = WHO WHO                                              have read so far

Text stands between these lines; `@key` in it is a mention.
"""

import re
from collections.abc import Mapping

from bench.demo.model import Chat, Message, Reply, Talk, mention

Said = tuple[str, str, tuple[tuple[str, str], ...]]  # (first line, text, reactions)


def read(text: str, names: Mapping[str, str]) -> tuple[Talk, ...]:
    """`names` of people by key."""
    return tuple(_talk(number, scene) for number, scene in enumerate(_scenes(text, names)))


def chats(text: str, names: Mapping[str, str]) -> tuple[Chat, ...]:
    return tuple(_chat(scene) for scene in _scenes(text, names))


def _scenes(text: str, names: Mapping[str, str]) -> list[str]:
    people = re.compile(rf"@({'|'.join(names)})\b")
    named = people.sub(lambda found: mention(found[1], names[found[1]]), text)
    return re.split(r"^== ", named, flags=re.MULTILINE)[1:]


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


def _chat(scene: str) -> Chat:
    head, *parts = re.split(r"^-- ", scene, flags=re.MULTILINE)
    title, _, people = head.strip().rpartition(" · ")
    is_group = title.startswith("# ")
    return Chat(
        people=tuple(people.split()),
        said=tuple(_message(part) for part in parts),
        name="" if is_group else title,
        group=title[2:] if is_group else "",
    )


def _message(part: str) -> Message:
    lines = part.split("\n")
    at_first = [line[2:] for line in lines if line.startswith("~ ")]
    readers = [who for line in lines if line.startswith("= ") for who in line[2:].split()]
    said = _reply(*_said("\n".join(line for line in lines if not line.startswith(("~ ", "= ")))))
    return Message(said.by, said.body, said.to, said.reactions, "\n".join(at_first), tuple(readers))


def _said(part: str) -> Said:
    head, *lines = part.split("\n")
    text = [line for line in lines if not line.startswith("+ ")]
    reactions = [line[2:].split(", ") for line in lines if line.startswith("+ ")]
    pairs = (one.split() for line in reactions for one in line)
    return head, "\n".join(text).strip(), tuple((who, emoji) for emoji, *whose in pairs for who in whose)

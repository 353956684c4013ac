"""chat-racket-2018: a year of a Slack channel, its conversations told apart by researchers.

P. Chatterjee, K. Damevski, N. Kraft, L. Pollock: Software-related Slack Chats with
Disentangled Conversations, MSR 2020. The names are pseudonyms by its authors.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bench.demo.markup import lone_emoji, to_markdown
from bench.demo.model import Reply, Talk, mention

FILE = "racket-general-2018.xml"
Message = tuple[str, str]  # (pseudonym, text in Slack's markup)


def read(folder: Path) -> list[list[Message]]:
    """Conversations in the order in which they began, each in the order in which it was written."""
    # A file that the developer keeps; expat refuses the entity bombs since 2.4.1.
    root = ET.parse(folder / FILE).getroot()  # noqa: S314  # nosec B314
    conversations: dict[str, list[Message]] = {}
    for message in root.iter("message"):
        said = (message.findtext("user", ""), message.findtext("text", ""))
        if all(part.strip() for part in said):
            conversations.setdefault(message.get("conversation_id", ""), []).append(said)
    return list(conversations.values())


def chatters(conversations: list[list[Message]]) -> list[str]:
    """Who writes, most first."""
    wrote = Counter(name for conversation in conversations for name, _ in conversation)
    return sorted(wrote, key=lambda name: (-wrote[name], name))


def talks(
    conversations: list[list[Message]], seats: Mapping[str, str], groups: Mapping[str, str]
) -> tuple[Talk, ...]:
    """A conversation becomes a post and comments; a reply that is one emoji becomes a reaction to the post.

    `seats` give each pseudonym a person's key, `groups` each of those keys the name of a group.
    """

    def named(name: str) -> str:
        return mention(seats[name], name) if name in seats else f"@{name}"

    def talk(number: int, conversation: list[Message]) -> Talk:
        (author, opening), *rest = conversation
        replies = tuple(
            Reply(seats[name], to_markdown(text, named)) for name, text in rest if not lone_emoji(text)
        )
        found = [(seats[name], lone_emoji(text)) for name, text in rest]
        reactions = tuple(dict.fromkeys((who, one) for who, one in found if one))
        group = groups[seats[author]]
        return Talk(
            f"racket-{number}", seats[author], to_markdown(opening, named), group,
            kind="question" if opening.rstrip().endswith("?") else "update",
            replies=replies, reactions=reactions,
        )  # fmt: skip

    return tuple(talk(number, conversation) for number, conversation in enumerate(conversations))

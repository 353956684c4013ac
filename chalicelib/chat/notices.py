"""What somebody did with a conversation stays in it as a message: who came, who went, its new name."""

from chalicelib.chat import log
from chalicelib.chat.access import Part
from chalicelib.chat.model import MessageItem, Notice
from chalicelib.core import clock
from chalicelib.core.actor import Actor
from chalicelib.people.service import card_of


def leave(actor: Actor, conversation: str, part: Part, notice: Notice) -> None:
    """After the deed: where the work ends in between, it is done and only not told. 1 WRU. Raises TooMany."""
    item = MessageItem(
        by=card_of(actor),
        body=words(notice),
        # Longer than any name that a client may give.
        client=f"what was done with a conversation, by the request that made {actor.mint}",
        created=clock.milliseconds(),
        notice=notice,
    )
    log.append(actor.tenant, conversation, part.tip, item)


def words(notice: Notice) -> str:
    """For clients that do not know notices; the author's name stands before them."""
    match notice.kind:
        case "added" | "removed":
            return f"{notice.kind} {notice.person.name if notice.person else 'somebody'}"
        case "left":
            return "left"
        case "renamed":
            return f"named it {notice.name}" if notice.name else "took the name away"

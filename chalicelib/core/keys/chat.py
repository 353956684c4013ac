"""Keys of chat. An id tells the kind: "d<user><user>" two people, "c<id>" a few, "g<group>" a channel."""

from chalicelib.core.keys.base import Key


def conversation(conversation: str) -> Key:
    """The conversation itself; its messages lie beside it."""
    return Key(f"C#{conversation}", "C")


def message(conversation: str, number: int) -> Key:
    """Messages of a conversation, by their number."""
    return Key(f"C#{conversation}", f"M#{number:08d}")


def call(conversation: str) -> Key:
    """The call that goes on in a conversation: one at most."""
    return Key(f"C#{conversation}", "V")


def seat(conversation: str, user: str) -> Key:
    """Who takes part, and how far they have read; in the index, the conversations of a person."""
    return Key(f"S#{conversation}", f"S#{user}")


def chat_change(user: str, place: str) -> Key:
    """Messages that changed lately, for a client of this person's that was away."""
    return Key(f"L#{user}", f"L#{place}")


def presence(user: str) -> Key:
    """Whether a person is there, until when, and whether they show what they have read."""
    return Key(f"o#{user}", "P")

"""Keys of feeds, connections and what they watch."""

from chalicelib.core.keys.base import Key


def feed(reader: str, post: str) -> Key:
    """A feed row: a pointer to a post. The reader is "u<user>", or "g<group>" where feeds pull."""
    return Key(f"f#{reader}", f"f#{post}")


def seen(user: str) -> Key:
    """Up to which post a person has seen the feed."""
    return Key(f"u#{user}", "n")


def pulled() -> Key:
    """The groups so large that feeds pull their posts, and lists of conversations their channels."""
    return Key("t", "pulled")


def ticket(id_: str) -> Key:
    """A single-use ticket for a WebSocket."""
    return Key(f"l#{id_}", "l")


def online(user: str) -> Key:
    """The open connections of a person, as one set."""
    return Key(f"o#{user}", "o")


def watcher(topic: str, connection_id: str) -> Key:
    """The connections that look at something now, a post or another topic of a room's."""
    return Key(f"W#{topic}", f"l#{connection_id}")


def gathering(post: str) -> Key:
    """That many watchers of a post are told soon, and of which comments."""
    return Key(f"W#{post}", "due")

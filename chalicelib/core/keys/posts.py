"""Keys of posts. A wall belongs to a container: "g<group>" or "u<user>". What is said of a document
lies as if below a post of the container "d<document>"."""

from chalicelib.core.keys.base import Key


def post(container: str, post: str) -> Key:
    """A wall is a partition: the posts of a group or person, newest last."""
    return Key(f"w#{container}", f"p#{post}")


def pin(container: str, post: str) -> Key:
    """The pinned posts of a wall."""
    return Key(f"w#{container}", f"k#{post}")


def authored(user: str, post: str) -> Key:
    """The posts of an author, wherever they stand: for the profile and for a change of name."""
    return Key(f"a#{user}", f"a#{post}")


def comment(post: str, comment: str) -> Key:
    """Comments of a post, oldest first."""
    return Key(f"p#{post}", f"c#{comment}")


def reaction(post: str, target: str, emoji: str, user: str) -> Key:
    """Who reacted to a post or a comment (the target), by emoji."""
    return Key(f"p#{post}", f"r#{target}#{emoji}#{user}")


def my_reaction(user: str, post: str, target: str, emoji: str) -> Key:
    """My reactions: those to 20 posts are one range between the oldest and the newest."""
    return Key(f"y#{user}", f"y#{post}#{emoji}" if target == post else f"z#{post}#{target}#{emoji}")


def participant(post: str, user: str) -> Key:
    """Who takes part in the talk below a post."""
    return Key(f"p#{post}", f"w#{user}")


def revision(post: str, target: str, version: int) -> Key:
    """What a post or a comment said before an edit."""
    return Key(f"p#{post}", f"h#{target}#{version:06d}")

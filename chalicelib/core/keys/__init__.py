"""Every key of the table, with its access pattern beside it. docs/data.md is checked against this.

Keys never name a tenant: Table puts it in front. `sk` begins with the kind, so that a
range of one kind is one Query and the stream's filter can choose by it.
"""

from chalicelib.core.keys.base import Key, Listed
from chalicelib.core.keys.chat import call, chat_change, conversation, message, presence, seat
from chalicelib.core.keys.documents import (
    binned,
    completed,
    document,
    document_version,
    entry,
    folder_told,
    given_back,
    listed_opening,
    opening,
    share_attempts,
    share_link,
    tree,
    upload,
    usage,
)
from chalicelib.core.keys.live import feed, gathering, online, pulled, seen, ticket, watcher
from chalicelib.core.keys.posts import (
    authored,
    comment,
    my_reaction,
    participant,
    pin,
    post,
    reaction,
    revision,
)

__all__ = [
    "Key",
    "Listed",
    "account",
    "attempts",
    "authored",
    "binned",
    "call",
    "chat_change",
    "comment",
    "completed",
    "connection",
    "conversation",
    "document",
    "document_version",
    "entry",
    "facet",
    "feed",
    "folder_told",
    "follower",
    "following",
    "gathering",
    "given_back",
    "group",
    "group_invitation",
    "idempotency",
    "invite",
    "invited",
    "invited_to",
    "joined",
    "listed_group",
    "listed_invite",
    "listed_opening",
    "listed_person",
    "listed_seat",
    "listing",
    "member",
    "message",
    "my_reaction",
    "online",
    "opening",
    "owners",
    "participant",
    "person",
    "pin",
    "post",
    "presence",
    "pulled",
    "reaction",
    "request",
    "reset",
    "reset_requests",
    "revision",
    "seat",
    "seen",
    "session",
    "share_attempts",
    "share_link",
    "slug",
    "tenant",
    "ticket",
    "tree",
    "unmailed",
    "upload",
    "usage",
    "watcher",
]


def slug(slug: str) -> Key:
    """Of the platform, as reached by Table.platform() alone: which tenant has this slug."""
    return Key(f"slug#{slug}", "slug")


def connection(connection_id: str) -> Key:
    """Of the platform too: whose WebSocket connection this is."""
    return Key(f"conn#{connection_id}", "conn")


# tenants, identity, people, groups


def tenant() -> Key:
    """The tenant itself and its branding."""
    return Key("t", "t")


def account(email: str) -> Key:
    """Sign-in by email: whose account, and the password's hash."""
    return Key(f"e#{email}", "a")


def attempts(email: str) -> Key:
    """Failed sign-ins of an address, whether it has an account or not."""
    return Key(f"e#{email}", "f")


def reset_requests(email: str) -> Key:
    """How often a new password was asked for an address lately, whether it has an account or not."""
    return Key(f"e#{email}", "y")


def invited(email: str) -> Key:
    """The open invitation of an address: there is one at most."""
    return Key(f"e#{email}", "i")


def invite(id_: str) -> Key:
    """An invitation, from its link."""
    return Key(f"i#{id_}", f"i#{id_}")


def unmailed(digest: str) -> Key:
    """That no mail goes to an address any more: of no network's (the platform's item), or of this one's."""
    return Key(f"mail#{digest}", "mail")


def reset(id_: str) -> Key:
    """A request for a new password, from its link."""
    return Key(f"x#{id_}", f"x#{id_}")


def person(user: str) -> Key:
    """A person: profile, role, status. Read on every request."""
    return Key(f"u#{user}", "u")


def session(user: str, id_: str) -> Key:
    """A signed-in device; sessions of a person are one range."""
    return Key(f"u#{user}", f"s#{id_}")


def idempotency(digest: str) -> Key:
    """What a POST with this Idempotency-Key answered."""
    return Key(f"k#{digest}", "k")


def owners() -> Key:
    """How many owners the tenant has: the last one cannot leave or step down."""
    return Key("t", "owners")


def listing(listed: str, text: str, id_: str) -> Key:
    """People by name and its words, groups by words: lists of all, of each department, location and role."""
    return Key(f"d#{listed}", f"d#{text}#{id_}")


def facet(field: str, filed: str) -> Key:
    """A department or location as it is written, and how many people give it."""
    return Key(f"n#{field}", f"n#{filed}")


def follower(followee: str, follower: str) -> Key:
    """Who follows this person, for the fan-out: sorted by follower."""
    return Key(f"F#{followee}", f"f>{follower}")


def following(follower: str, followee: str) -> Key:
    """Whom this person follows."""
    return Key(f"u#{follower}", f"f<{followee}")


def group(group: str) -> Key:
    """The group itself, beside its memberships."""
    return Key(f"g#{group}", "g")


def member(group: str, user: str) -> Key:
    """Members of a group, sorted by user. At most 81 bytes, so that 1 RRU reads 100."""
    return Key(f"g#{group}", f"m#{user}")


def joined(user: str, group: str) -> Key:
    """The groups of a person; the same membership from the other side, with the group's name."""
    return Key(f"u#{user}", f"g#{group}")


def request(group: str, user: str) -> Key:
    """Who asks to join a group."""
    return Key(f"g#{group}", f"q#{user}")


def group_invitation(group: str, user: str) -> Key:
    """Who is invited into a group."""
    return Key(f"g#{group}", f"v#{user}")


def invited_to(user: str, group: str) -> Key:
    """Groups that invite this person."""
    return Key(f"u#{user}", f"v#{group}")


# Places in the index `listed`.


def listed_person(folded_name: str, user: str) -> Listed:
    """The directory, by name."""
    return Listed("people", f"{folded_name}#{user}")


def listed_group(folded_name: str, group: str) -> Listed:
    """The groups that can be found, by name. Secret ones are never listed."""
    return Listed("groups", f"{folded_name}#{group}")


def listed_invite(id_: str) -> Listed:
    """Invitations of a tenant, newest last."""
    return Listed("invites", id_)


def listed_seat(user: str, milliseconds: int, conversation: str) -> Listed:
    """The conversations of a person, by their last activity."""
    return Listed(f"seats#{user}", f"{milliseconds:013d}#{conversation}")

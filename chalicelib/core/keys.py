"""Every key of the table, with its access pattern beside it. docs/data.md is checked against this.

Keys never name a tenant: Table puts it in front. `sk` begins with the kind, so that a
range of one kind is one Query and the stream's filter can choose by it.
"""

from typing import NamedTuple


class Key(NamedTuple):
    pk: str
    sk: str


class Listed(NamedTuple):
    """A place in the sparse index `listed`: all of one kind in a tenant, sorted."""

    gpk: str
    gsk: str


# Of the platform, not of a tenant: Table.platform() alone reaches these.


def slug(slug: str) -> Key:
    """Which tenant has this slug; one wins it by a conditional put."""
    return Key(f"slug#{slug}", "slug")


def connection(connection_id: str) -> Key:
    """Whose WebSocket connection this is."""
    return Key(f"conn#{connection_id}", "conn")


# tenants and identity


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


# people


def follower(followee: str, follower: str) -> Key:
    """Who follows this person, for the fan-out: sorted by follower."""
    return Key(f"F#{followee}", f"f>{follower}")


def following(follower: str, followee: str) -> Key:
    """Whom this person follows."""
    return Key(f"u#{follower}", f"f<{followee}")


# groups


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


# posts. A wall belongs to a container: "g<group>" or "u<user>".


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


# feed and live


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


# chat. An id tells the kind: "d<user><user>" two people, "c<id>" a few, "g<group>" a group's channel.


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


# documents. A space is "company", "g<group>" or "u<user>"; a folder is its id, empty at the top of a space.


def document(id_: str) -> Key:
    """A document or a folder."""
    return Key(f"D#{id_}", "D")


def document_version(id_: str, number: int) -> Key:
    """The versions of a document, beside it."""
    return Key(f"D#{id_}", f"v#{number:06d}")


def entry(space: str, folder: str, sort: str, text: str) -> Key:
    """What lies in a folder, once for each order that it is listed in."""
    return Key(f"E#{space}/{folder}", f"E{sort}#{text}")


def binned(space: str, milliseconds: int, id_: str) -> Key:
    """What lies in the bin of a space, by when it was put there."""
    return Key(f"b#{space}", f"b#{milliseconds:013d}#{id_}")


def upload(user: str, id_: str) -> Key:
    """The files that a person is sending."""
    return Key(f"u#{user}", f"U#{id_}")


def completed(user: str, id_: str) -> Key:
    """Uploads that became a new version, for a day: whoever asks again is told the same."""
    return Key(f"u#{user}", f"Z#{id_}")


def usage(user: str = "") -> Key:
    """How many bytes a person, or all of the tenant, has stored."""
    return Key(f"u#{user}" if user else "t", "B")


def tree() -> Key:
    """Counts the moves of folders: two that would put each into the other meet here."""
    return Key("t", "E")


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

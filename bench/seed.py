"""Companies of any size, written straight into the table by the rooms' own structs.

What the relay would wake for carries `hush`, as what the fold has counted on does: seeds are no news.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from chalicelib.core import auth, clock, ids, keys
from chalicelib.core.keys import Key
from chalicelib.core.table import Item, Table
from chalicelib.feed.model import PulledItem, Reason, SeenItem, row
from chalicelib.groups.model import GroupItem, JoinedItem, Visibility, member_item
from chalicelib.identity.model import PersonItem
from chalicelib.live.model import TicketItem
from chalicelib.people.model import Card, Edge
from chalicelib.posts.model import PostItem, ReactionItem
from chalicelib.tenants.model import TenantItem

BODY = (
    "The racks for hall 4 arrive on **Tuesday**. Who can be there at seven to take them in? "
    "We need four people and the small fork-lift; Ines has the keys, and the plan is in the shared folder. "
)
ROUND = 5000  # items held at once


HUSH, SEQUENCE = "1", "0000000000000000000000000000000000000042"


class QuietPerson(PersonItem, kw_only=True):
    hush: str  # without a default, which would not be written


class QuietGroup(GroupItem, kw_only=True):
    hush: str


class QuietEdge(Edge, kw_only=True):
    hush: str


class QuietPost(PostItem, kw_only=True):
    """A post that people have reacted to."""

    seq: str
    hush: str


def tenant(name: str = "Bench & Sons") -> str:
    id_ = ids.tenant()
    item = TenantItem(id=id_, name=name, slug=f"bench-{id_.lower()}", created=clock.now(), accent="#0a7d5a")
    Table(id_).put(keys.tenant(), item)
    return id_


def people(tenant: str, count: int) -> list[str]:
    """Profiles, outside the directory."""
    made = [ids.ulid() for _ in range(count)]
    Table(tenant).write_many((keys.person(user), _person(user, n)) for n, user in enumerate(made))
    return made


def _person(user: str, number: int) -> QuietPerson:
    return QuietPerson(
        id=user,
        email=f"person{number}@bench.example",
        name=f"Person Number {number}",
        role="member",
        created=clock.now(),
        avatar=f"avatars/{user}",
        hush=HUSH,
    )


def token(tenant: str, user: str) -> str:
    return auth.access_token(tenant, user, ids.ulid())


def group(tenant: str, members: Iterable[str], *, count: int, visibility: Visibility = "private") -> str:
    """`count` is what the fold has counted."""
    id_, now = ids.ulid(), clock.now()
    item = QuietGroup(
        id=id_,
        name=f"Department of {id_[-6:]}",
        description="Everybody who works on it, and those who want to know.",
        visibility=visibility,
        created=now,
        by=ids.ulid(),
        members=count,
        hush=HUSH,
    )
    table = Table(tenant)
    table.put(keys.group(id_), item)
    todo = iter(members)
    while some := list(islice(todo, ROUND)):
        table.write_many((keys.member(id_, user), member_item("member", now)) for user in some)
    return id_


def joined(tenant: str, user: str, groups: Iterable[str]) -> None:
    """The person's side of their memberships, and the group's."""
    now = clock.now()
    mine = JoinedItem(role="member", name="Department of Something", visibility="private", joined=now)
    puts: list[tuple[Key, Item]] = []
    for one in groups:
        puts += [(keys.joined(user, one), mine), (keys.member(one, user), member_item("member", now))]
    Table(tenant).write_many(puts)


def followers(tenant: str, followee: str, count: int) -> None:
    """So many who follow somebody; members all of them."""
    edge = QuietEdge(at=clock.now(), hush=HUSH)
    Table(tenant).write_many((keys.follower(followee, user), edge) for user in people(tenant, count))


def posts(
    tenant: str,
    containers: Sequence[str],
    authors: Sequence[str],
    count: int,
    pictures: Mapping[str, str] = MappingProxyType({}),
) -> list[tuple[str, str]]:
    """`count` posts, spread over containers and authors; (post, container), oldest first.

    `pictures`: documents by the authors that have them in each of their posts.
    """
    start = clock.now() * 1000 - count * 60_000
    made = []
    puts: list[tuple[Key, Item]] = []
    for n in range(count):
        container = containers[n % len(containers)]
        at, author = start + n * 60_000, authors[n % len(authors)]
        item = QuietPost(
            by=Card(author, "Person Number 17", f"avatars/{author}"),
            body=BODY * 2,
            created=at // 1000,
            reactions={"👍": 12, "🎉": 3, "❤️": 2},
            comments=7,
            participants=4,
            attachments=[pictures[author]] if author in pictures else [],
            seq=SEQUENCE,
            hush=HUSH,
        )
        made.append((ids.ulid(at), container))
        puts.append((keys.post(container, made[-1][0]), item))
    Table(tenant).write_many(puts)
    return made


def feed(tenant: str, reader: str, entries: Iterable[tuple[str, str]], reason: Reason = "group") -> None:
    """Rows of a reader: "u<user>", or "g<group>" where feeds pull."""
    Table(tenant).write_many(
        (keys.feed(reader, post), row(container, reason, clock.now())) for post, container in entries
    )


def reactions(tenant: str, user: str, entries: Iterable[tuple[str, str]]) -> None:
    """Mine, as the feed looks them up."""
    Table(tenant).write_many(
        (keys.my_reaction(user, post, post, "👍"), ReactionItem(at=clock.now(), place=f"{post}{container}"))
        for post, container in entries
    )


def seen(tenant: str, user: str, post: str) -> None:
    Table(tenant).put(keys.seen(user), SeenItem(post=post))


def pulled(tenant: str, groups: list[str]) -> None:
    if groups:
        Table(tenant).put(keys.pulled(), PulledItem(groups=groups))


def ticket(tenant: str, user: str, secret: str) -> str:
    """A ticket for a WebSocket."""
    item = TicketItem(user=user, session=ids.ulid(), expires=clock.now() + 600)
    Table(tenant).put(keys.ticket(secret), item)
    return f"{tenant}.{secret}"

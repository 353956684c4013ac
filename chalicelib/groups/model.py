"""Groups and memberships."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from chalicelib.core import clock
from chalicelib.core.schema import Answer, Body, Id, Line, Name, Paging, Text
from chalicelib.core.table import Item
from chalicelib.people.service import Card

Visibility = Literal["open", "private", "secret"]
GroupRole = Literal["owner", "moderator", "member"]

_LETTERS: dict[GroupRole, str] = {"owner": "o", "moderator": "t", "member": "m"}
_ROLES: dict[str, GroupRole] = {letter: role for role, letter in _LETTERS.items()}


class GroupItem(Item, kw_only=True):
    id: str
    name: str
    description: str = ""
    kind: str = "team"
    visibility: Visibility = "open"
    created: int
    by: str
    owners: int = 1
    members: int = 0  # folded from the stream
    deleted: bool = False
    avatar: str | None = None
    cover: str | None = None
    version: int = 1


class MemberItem(Item):
    """The group's side of a membership. Short names: 1 RRU reads a hundred of these."""

    letter: str = field(name="r")
    joined: int = field(name="j")

    @property
    def user(self) -> str:
        return self.sk.removeprefix("m#")

    @property
    def role(self) -> GroupRole:
        return _ROLES[self.letter]


class JoinedItem(Item):
    """The person's side: what publishing and the list of my groups need, without reading the group."""

    role: GroupRole
    name: str
    visibility: Visibility
    joined: int

    @property
    def group(self) -> str:
        return self.sk.removeprefix("g#")


class AskItem(Item):
    """A request to join, or an invitation into the group."""

    at: int
    message: str = ""
    by: str = ""


def member_item(role: GroupRole, joined: int) -> MemberItem:
    return MemberItem(letter=_LETTERS[role], joined=joined)


def letter(role: GroupRole) -> str:
    return _LETTERS[role]


class NewGroup(Body):
    name: Name
    description: Text = ""
    kind: Line = "team"
    visibility: Visibility = "open"


class GroupPatch(Body):
    name: Name | UnsetType = UNSET
    description: Text | None | UnsetType = UNSET
    kind: Line | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET


class GroupRow(Item):
    """A group by one word of its name, in the list of those that can be found."""

    group: str
    name: str  # folded


class Groups(Paging):
    mine: bool = False
    q: Annotated[str, Meta(max_length=80, description="Beginnings of any words of the name")] = ""


class NewMember(Body):
    """Without a role a member keeps theirs, and a new one is a plain member."""

    role: GroupRole | None = None


class JoinRequest(Body):
    message: Text = ""


class GroupInvitation(Body):
    user: Id


class Group(Answer):
    id: str
    name: str
    description: str
    kind: str
    visibility: Visibility
    members: int
    my_role: GroupRole | None
    asked: bool | None  # whether I asked to join; null in lists and for members
    avatar: str | None
    cover: str | None
    created_at: str
    version: int


class Member(Answer):
    person: Card
    role: GroupRole
    joined_at: str


class Asking(Answer):
    person: Card
    message: str
    asked_at: str


class InvitedTo(Answer):
    group: Group
    invited_by: str
    invited_at: str


def show(item: GroupItem, my_role: GroupRole | None, asked: bool | None = None) -> Group:
    return Group(
        id=item.id,
        name=item.name,
        description=item.description,
        kind=item.kind,
        visibility=item.visibility,
        members=item.members,
        my_role=my_role,
        asked=asked,
        avatar=item.avatar,
        cover=item.cover,
        created_at=clock.rfc3339(item.created),
        version=item.version,
    )

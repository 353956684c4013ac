from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.core.schema import Page, Paging
from chalicelib.groups import asking, listing, members, service
from chalicelib.groups.model import (
    Asking,
    Group,
    GroupInvitation,
    GroupPatch,
    Groups,
    InvitedTo,
    JoinRequest,
    Member,
    NewGroup,
    NewMember,
)
from chalicelib.people.pictures import NewPicture, Picture, Upload

room = Room("groups")


@room.post("/v1/groups", body=NewGroup, answer=Group, etag=True, problems=[403])
def create(actor: Actor, body: NewGroup) -> Group:
    """Make a group; its maker owns it."""
    return service.create(actor, body)


@room.get("/v1/groups", query=Groups, answer=Page[Group])
def groups(actor: Actor, query: Groups) -> Page[Group]:
    """The groups I may know of, by name; with `mine=true` those I am in."""
    return listing.listed(actor, query)


@room.get("/v1/groups/{group}", answer=Group, etag=True)
def get(actor: Actor, group: str) -> Group:
    """A group."""
    return service.get(actor, group)


@room.patch("/v1/groups/{group}", body=GroupPatch, answer=Group, etag=True, problems=[403, 412])
def edit(actor: Actor, group: str, body: GroupPatch, version: int | None) -> Group:
    """Change a group (its owners)."""
    return service.edit(actor, group, body, version)


@room.delete("/v1/groups/{group}", problems=[403, 412])
def delete(actor: Actor, group: str, version: int | None) -> None:
    """Delete a group with its wall (its owners)."""
    service.delete(actor, group, version)


@room.post("/v1/groups/{group}/pictures", body=NewPicture, answer=Upload, problems=[403])
def offer_picture(actor: Actor, group: str, body: NewPicture) -> Upload:
    """Where to send a picture of a group, or its cover (its owners)."""
    return service.offer_picture(actor, group, body)


@room.put("/v1/groups/{group}/pictures/avatar", body=Picture, answer=Group, etag=True, problems=[403])
def put_avatar(actor: Actor, group: str, body: Picture) -> Group:
    """This is how a group looks (its owners)."""
    return service.put_picture(actor, group, "avatar", body.upload)


@room.delete("/v1/groups/{group}/pictures/avatar", problems=[403])
def remove_avatar(actor: Actor, group: str) -> None:
    """A group without a picture (its owners)."""
    service.put_picture(actor, group, "avatar", None)


@room.put("/v1/groups/{group}/pictures/cover", body=Picture, answer=Group, etag=True, problems=[403])
def put_cover(actor: Actor, group: str, body: Picture) -> Group:
    """What stands above a group (its owners)."""
    return service.put_picture(actor, group, "cover", body.upload)


@room.delete("/v1/groups/{group}/pictures/cover", problems=[403])
def remove_cover(actor: Actor, group: str) -> None:
    """Nothing above a group (its owners)."""
    service.put_picture(actor, group, "cover", None)


@room.get("/v1/groups/{group}/members", query=Paging, answer=Page[Member])
def list_members(actor: Actor, group: str, query: Paging) -> Page[Member]:
    """Who is in the group."""
    return members.members(actor, group, query)


@room.put("/v1/groups/{group}/members/{user}", body=NewMember, status=204, problems=[403, 409])
def put_member(actor: Actor, group: str, user: str, body: NewMember) -> None:
    """Join (myself), let somebody in, or give a role."""
    members.put_member(actor, group, user, body.role)


@room.delete("/v1/groups/{group}/members/{user}", problems=[403, 409])
def remove_member(actor: Actor, group: str, user: str) -> None:
    """Leave (myself) or put somebody out."""
    members.remove_member(actor, group, user)


@room.post("/v1/groups/{group}/requests", body=JoinRequest, answer=Asking)
def ask(actor: Actor, group: str, body: JoinRequest) -> Asking:
    """Ask to join a private group."""
    return asking.ask(actor, group, body.message)


@room.get("/v1/groups/{group}/requests", query=Paging, answer=Page[Asking], problems=[403])
def requests(actor: Actor, group: str, query: Paging) -> Page[Asking]:
    """Who asks to join (owners and moderators). Let in by PUT members, decline by DELETE."""
    return asking.requests(actor, group, query)


@room.delete("/v1/groups/{group}/requests/{user}", problems=[403])
def drop_request(actor: Actor, group: str, user: str) -> None:
    """Decline a request, or take my own back."""
    asking.drop_request(actor, group, user)


@room.post("/v1/groups/{group}/invitations", body=GroupInvitation, answer=Asking, problems=[403])
def invite(actor: Actor, group: str, body: GroupInvitation) -> Asking:
    """Invite a colleague into the group (owners and moderators)."""
    return asking.invite(actor, group, body.user)


@room.get("/v1/groups/{group}/invitations", query=Paging, answer=Page[Asking], problems=[403])
def invitations(actor: Actor, group: str, query: Paging) -> Page[Asking]:
    """Who is invited into the group (owners and moderators)."""
    return asking.invitations(actor, group, query)


@room.delete("/v1/groups/{group}/invitations/{user}", problems=[403])
def drop_invitation(actor: Actor, group: str, user: str) -> None:
    """Take an invitation back, or decline my own."""
    asking.drop_invitation(actor, group, user)


@room.get("/v1/me/group-invitations", query=Paging, answer=Page[InvitedTo])
def my_invitations(actor: Actor, query: Paging) -> Page[InvitedTo]:
    """Groups that invite me."""
    return asking.my_invitations(actor, query)

from chalicelib.core.actor import Actor
from chalicelib.core.http import Room, Told, Visitor
from chalicelib.core.schema import Page, Paging
from chalicelib.identity import browsers
from chalicelib.identity.sessions import Session
from chalicelib.invites import links, service
from chalicelib.invites.model import Acceptance, BulkInvites, BulkResults, Invitation, Invite, NewInvite

room = Room("invites")


@room.post("/v1/invites", body=NewInvite, answer=Invite, etag=True, problems=[403, 404])
def invite(actor: Actor, body: NewInvite) -> Invite:
    """Invite somebody by mail."""
    return service.invite(actor, body)


@room.post("/v1/invites/bulk", body=BulkInvites, answer=BulkResults, status=200, problems=[403])
def invite_many(actor: Actor, body: BulkInvites) -> BulkResults:
    """Invite up to 200 at once; each answers for itself."""
    return service.invite_many(actor, body)


@room.get("/v1/invites", query=Paging, answer=Page[Invite])
def invites(actor: Actor, query: Paging) -> Page[Invite]:
    """The invitations, newest first: all for admins, else my own."""
    return service.listed(actor, query)


@room.get("/v1/invites/{invite}", answer=Invite, etag=True)
def get(actor: Actor, invite: str) -> Invite:
    """One invitation."""
    return service.get(actor, invite)


@room.post("/v1/invites/{invite}/sendings", answer=Invite, status=200, problems=[403])
def resend(actor: Actor, invite: str) -> Invite:
    """Mail an invitation again; it is good for 14 days from now."""
    return service.resend(actor, invite)


@room.delete("/v1/invites/{invite}", problems=[409])
def revoke(actor: Actor, invite: str) -> None:
    """Revoke an invitation: its link stops working."""
    service.revoke(actor, invite)


@room.get("/v1/invitations/{token}", answer=Invitation, public=True, problems=[409])
def opened(token: str) -> Invitation:
    """What an invitation's link shows: the network, who invites whom."""
    return links.opened(token)


@room.post("/v1/invitations/{token}/accept", body=Acceptance, answer=Session, public=True, cookie=True)
def accept(token: str, body: Acceptance, visitor: Visitor) -> Told:
    """Come in with a name and a password; answers a session."""
    browsers.may_keep(body.keep, visitor)
    session = links.accept(token, body, visitor.agent, visitor.mint)
    return browsers.told(session, session, body.keep)

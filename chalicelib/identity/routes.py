from chalicelib.core.actor import Actor
from chalicelib.core.http import Room, Visitor
from chalicelib.core.schema import Accepted, Page
from chalicelib.identity import service, sessions
from chalicelib.identity.model import (
    NewPassword,
    NewRole,
    NewTenant,
    Refresh,
    ResetRequest,
    Session,
    SessionInfo,
    SignedUp,
    SignIn,
)

room = Room("identity")


@room.post("/v1/tenants", body=NewTenant, answer=SignedUp, public=True)
def sign_up(body: NewTenant, visitor: Visitor) -> SignedUp:
    """A customer signs up: a network of its own, with its owner signed in."""
    return service.sign_up(body, visitor.agent)


@room.post("/v1/sessions", body=SignIn, answer=Session, public=True, problems=[401])
def sign_in(body: SignIn, visitor: Visitor) -> Session:
    """Sign in with email and password; `tenant` is the slug."""
    return service.sign_in(body, visitor.agent)


@room.post("/v1/sessions/refresh", body=Refresh, answer=Session, public=True, status=200, problems=[401])
def refresh(body: Refresh) -> Session:
    """A new pair of tokens. A refresh token is good once; used again, its session ends."""
    return sessions.refresh(body.refresh_token)


@room.delete("/v1/sessions/{session}")
def sign_out(actor: Actor, session: str) -> None:
    """Sign out one of my devices; `current` is this one."""
    sessions.close(actor.tenant, actor.user, actor.session if session == "current" else session)


@room.get("/v1/me/sessions", answer=Page[SessionInfo])
def my_sessions(actor: Actor) -> Page[SessionInfo]:
    """My signed-in devices, newest first."""
    return Page(items=sessions.listed(actor.tenant, actor.user, actor.session))


@room.post("/v1/password-resets", body=ResetRequest, answer=Accepted, public=True, status=202)
def request_reset(body: ResetRequest) -> Accepted:
    """Mail a link for a new password; the answer is the same whether the address has an account or not."""
    service.request_reset(body)
    return Accepted()


@room.post("/v1/password-resets/{token}", body=NewPassword, public=True, status=204)
def reset_password(token: str, body: NewPassword) -> None:
    """Set a new password by the mailed link; all devices are signed out."""
    service.reset_password(token, body.password)


@room.put("/v1/people/{user}/role", body=NewRole, status=204, problems=[403, 409])
def change_role(actor: Actor, user: str, body: NewRole) -> None:
    """Give a role (admins; owners and admins are made by owners)."""
    service.change_role(actor, user, body.role)


@room.put("/v1/people/{user}/deactivation", status=204, problems=[403, 409])
def deactivate(actor: Actor, user: str) -> None:
    """Put somebody out, at once and on all devices (admins)."""
    service.deactivate(actor, user)


@room.delete("/v1/people/{user}/deactivation", problems=[403, 409])
def reactivate(actor: Actor, user: str) -> None:
    """Let somebody in again (admins)."""
    service.reactivate(actor, user)

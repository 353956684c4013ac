from chalicelib.core.actor import Actor
from chalicelib.core.http import Room, Told, Visitor
from chalicelib.core.schema import Accepted, Page
from chalicelib.identity import browsers, roles, service, sessions
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


@room.post("/v1/tenants", body=NewTenant, answer=SignedUp, public=True, cookie=True)
def sign_up(body: NewTenant, visitor: Visitor) -> Told:
    """A customer signs up: a network of its own, with its owner signed in."""
    browsers.may_keep(body.keep, visitor)
    new = service.sign_up(body, visitor.agent, visitor.mint)
    return browsers.told(new, new.session, body.keep)


@room.post("/v1/sessions", body=SignIn, answer=Session, public=True, cookie=True, problems=[401])
def sign_in(body: SignIn, visitor: Visitor) -> Told:
    """Sign in with email and password; `tenant` is the slug."""
    browsers.may_keep(body.keep, visitor)
    session = service.sign_in(body, visitor.agent)
    return browsers.told(session, session, body.keep)


@room.post(
    "/v1/sessions/refresh",
    body=Refresh, answer=Session, public=True, cookie=True, status=200, problems=[401],
)  # fmt: skip
def refresh(body: Refresh, visitor: Visitor, cookies: dict[str, str]) -> Told:
    """A new pair of tokens, from the body's `refresh_token` or the cookie of the network `tenant`.

    A refresh token is good once; used again, its session ends. A browser has a minute to do so once, not
    twice in a row. With the cookie the body has to be sent as `application/json`.
    """
    return browsers.refresh(body, visitor, cookies)


@room.delete("/v1/sessions/{session}", cookie=True)
def sign_out(actor: Actor, session: str, cookies: dict[str, str]) -> Told:
    """Sign out one of my devices; `current` is this one."""
    ended = sessions.close(actor.tenant, actor.user, actor.session if session == "current" else session)
    return browsers.forget(ended, cookies)


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
    roles.change_role(actor, user, body.role)


@room.put("/v1/people/{user}/deactivation", status=204, problems=[403, 409])
def deactivate(actor: Actor, user: str) -> None:
    """Put somebody out, at once and on all devices (admins)."""
    roles.deactivate(actor, user)


@room.delete("/v1/people/{user}/deactivation", problems=[403, 409])
def reactivate(actor: Actor, user: str) -> None:
    """Let somebody in again (admins)."""
    roles.reactivate(actor, user)

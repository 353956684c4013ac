"""A browser keeps its refresh token in a cookie that no script reads (docs/decisions/0013).

One cookie a network, so that a browser can be signed in to several.
"""

from typing import Any

from chalicelib.core import clock, settings
from chalicelib.core.errors import BadRequest, Invalid, Unauthorized
from chalicelib.core.http import Told, Visitor
from chalicelib.identity import sessions
from chalicelib.identity.model import SESSION_DAYS, Keep, Refresh, Session

# What the rooms above use of our shapes.
__all__ = ["Keep"]

PATH = "/v1/sessions"  # the only requests that carry it
NAME = "atrium-"


def may_keep(keep: Keep, visitor: Visitor) -> None:
    """Raises BadRequest where a form on another site could have sent this: it would sign its victim in."""
    if keep == "cookie":
        _no_form(visitor)


def _no_form(visitor: Visitor) -> None:
    if visitor.content_type.partition(";")[0].strip().lower() != "application/json":
        raise BadRequest("A cookie needs Content-Type: application/json")


def told(answer: Any, session: Session, keep: Keep) -> Told:
    """The answer, with the refresh token of the session in it moved to where it is to be kept."""
    if keep == "body" or not session.refresh_token:
        return Told(answer, {})
    cookie = _cookie(session.tenant.slug, session.refresh_token, SESSION_DAYS * clock.DAY)
    session.refresh_token = None
    return Told(answer, cookie)


def refresh(given: Refresh, visitor: Visitor, cookies: dict[str, str]) -> Told:
    """Raises Unauthorized, and takes the cookie away, where it is not good; BadRequest as may_keep does."""
    if given.tenant is None:
        if given.refresh_token is None:
            raise Invalid("refresh_token", "This or `tenant`, for the network whose cookie has it")
        session = sessions.refresh(given.refresh_token, "body", visitor.mint)
        return Told(session, {})
    if given.refresh_token is not None:
        raise Invalid("tenant", "Either the token or the network whose cookie has it")
    _no_form(visitor)
    try:
        session = sessions.refresh(cookies.get(NAME + given.tenant, ""), "cookie", visitor.mint)
        if session.tenant.slug != given.tenant:
            raise Unauthorized("The cookie is another network's")  # noqa: TRY301
    except Unauthorized as refused:
        refused.headers |= _cookie(given.tenant, "", 0)
        raise
    return told(session, session, "cookie")


def forget(session: str, cookies: dict[str, str]) -> Told:
    """The answer to a sign-out: where this browser has the session's cookie, it is taken away."""
    for name, token in cookies.items():
        parts = sessions.opened(token, "cookie")
        if name.startswith(NAME) and parts and parts[2] == session:
            return Told(None, _cookie(name.removeprefix(NAME), "", 0))
    return Told(None, {})


def _cookie(slug: str, token: str, seconds: int) -> dict[str, str]:
    secure = "; Secure" if settings.public_url().startswith("https:") else ""
    kept = f"{NAME}{slug}={token}; Path={PATH}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
    return {"Set-Cookie": kept}

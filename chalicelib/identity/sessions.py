"""Sessions: a device that is signed in. A refresh token is good once.

It is "tenant.user.session.generation.proof"; the table keeps the generation, so a token of an
older one, which only a thief or its victim can have, ends the session (RFC 9700, 4.14.2).
A token kept in a cookie has a proof of its own kind, so neither can be used as the other.
"""

from typing import Any

from chalicelib.core import auth, clock, ids, keys
from chalicelib.core.errors import NotFound, Unauthorized
from chalicelib.core.items import decode
from chalicelib.core.table import ABSENT, Item, Lost, Path, Table, changes, value
from chalicelib.identity.model import (
    GRACE_SECONDS,
    MOST_SESSIONS,
    SESSION_DAYS,
    Keep,
    PersonItem,
    Session,
    SessionInfo,
    SessionItem,
    User,
)
from chalicelib.live import service as live
from chalicelib.tenants import service as tenants

# What the rooms above use of our shapes.
__all__ = ["Session"]


PURPOSES: dict[Keep, str] = {"body": "refresh token", "cookie": "refresh cookie"}


def start(tenant: str, person: PersonItem, agent: str, keep: Keep) -> Session:
    item, write = starting(tenant, person.id, agent)
    Table(tenant).transact(write)
    _make_room(tenant, person.id)
    return granted(tenant, person, item, keep)


def again(tenant: str, user: str, agent: str, keep: Keep) -> Session | None:
    """For who came in by an earlier try of the same request, under the id that it gave them."""
    person = Table(tenant).find(keys.person(user), PersonItem)
    return start(tenant, person, agent, keep) if person and person.status == "active" else None


def starting(tenant: str, user: str, agent: str) -> tuple[SessionItem, dict[str, Any]]:
    """A new session and the write that makes it, for a transaction."""
    now = clock.now()
    item = SessionItem(
        id=ids.ulid(),
        user=user,
        generation=1,
        created=now,
        used=now,
        agent=agent,
        expires=now + SESSION_DAYS * clock.DAY,
    )
    return item, Table(tenant).putting(keys.session(user, item.id), item, condition=ABSENT)


def granted(tenant: str, person: PersonItem, item: SessionItem, keep: Keep) -> Session:
    generation = str(item.generation)
    proof = auth.seal(PURPOSES[keep], tenant, person.id, item.id, generation)
    network, branding = tenants.shown(tenant)
    return Session(
        id=item.id,
        access_token=auth.access_token(tenant, person.id, item.id),
        refresh_token=f"{tenant}.{person.id}.{item.id}.{generation}.{proof}",
        expires_in=auth.ACCESS_SECONDS,
        user=User(id=person.id, name=person.name, email=person.email, role=person.role, avatar=person.avatar),
        tenant=network,
        branding=branding,
    )


def refresh(token: str, keep: Keep, mint: str) -> Session:
    """A new pair for a refresh token. Raises Unauthorized; a token used before ends its session.

    But for a request that is sent again: it has the same `mint`.
    """
    parts = opened(token, keep)
    if not parts:
        raise Unauthorized("The refresh token is not valid")
    tenant, user, session, generation = parts
    item = _next(tenant, user, session, generation, mint)
    if not item and keep == "cookie":
        item = _late(tenant, user, session, generation)
    if not item:
        end(tenant, user, session)
        raise Unauthorized("This refresh token was used before, so its session has ended")
    person = Table(tenant).find(keys.person(user), PersonItem)
    if not person or person.status != "active":
        raise Unauthorized("This session has ended")
    return granted(tenant, person, item, keep)


def _next(tenant: str, user: str, session: str, generation: int, mint: str) -> SessionItem | None:
    """The session with its next generation; None where this one is not the present."""
    now = clock.now()
    try:
        return Table(tenant).update(
            keys.session(user, session),
            Path("generation").add(value(1)),
            *changes(used=now, expires=now + SESSION_DAYS * clock.DAY, asked=mint),
            kind=SessionItem,
            condition=(Path("generation") == value(generation)) & (Path("expires") > value(now)),
        )
    except Lost as lost:
        there = decode(lost.item, SessionItem) if lost.item else None
        again = there and (there.generation, there.asked) == (generation + 1, mint)
        return there if again else None


def _late(tenant: str, user: str, session: str, generation: int) -> SessionItem | None:
    """The session as it is, where this generation was the present one a moment ago.

    Once, and not in two generations running: a thief would otherwise follow the victim for ever.
    """
    now = clock.now()
    graced = Path("graced")
    try:
        return Table(tenant).update(
            keys.session(user, session),
            *changes(graced=generation + 1),
            kind=SessionItem,
            condition=(Path("generation") == value(generation + 1))
            & (Path("expires") > value(now))
            & (Path("used") >= value(now - GRACE_SECONDS))
            & (graced.does_not_exist() | (graced < value(generation))),
        )
    except Lost:
        return None


def opened(token: str, keep: Keep) -> tuple[str, str, str, int] | None:
    """(tenant, user, session, generation) of a token that we made."""
    parts = token.split(".")
    genuine = len(parts) == 5 and auth.sealed(parts[4], PURPOSES[keep], *parts[:4])  # noqa: PLR2004
    return (parts[0], parts[1], parts[2], int(parts[3])) if genuine else None


def listed(tenant: str, user: str, current: str) -> list[SessionInfo]:
    items = Table(tenant).query(
        keys.session(user, "").pk, SessionItem, prefix="s#", newest_first=True, consistent=True
    )
    return [
        SessionInfo(
            id=item.id,
            agent=item.agent,
            created_at=clock.rfc3339(item.created),
            last_used_at=clock.rfc3339(item.used),
            current=item.id == current,
        )
        for item in items
        if item.expires > clock.now()
    ]


def close(tenant: str, user: str, session: str) -> str:
    """Sign out one device; its session. Raises NotFound where the person has no such one."""
    if not Table(tenant).get(keys.session(user, session), SessionItem, consistent=True):
        raise NotFound
    end(tenant, user, session)
    return session


def end(tenant: str, user: str, *sessions: str) -> None:
    """The refresh tokens stop working, and at once the access tokens that still run."""
    if not sessions:
        return
    table = Table(tenant)
    table.write_many(deletes=[keys.session(user, session) for session in sessions])
    until = clock.now() + auth.ACCESS_SECONDS
    try:
        person = table.update(
            keys.person(user),
            Path("revoked").add(value({f"{session}@{until}" for session in sessions})),
            kind=PersonItem,
            condition=Path("pk").exists(),
        )
    except Lost:
        return
    over = {mark for mark in person.revoked if int(mark.partition("@")[2]) < clock.now()}
    live.close(tenant, user, set(sessions))
    if over:
        table.update(keys.person(user), Path("revoked").delete(value(over)), kind=PersonItem)


def end_all(tenant: str, user: str) -> None:
    items = Table(tenant).query(keys.session(user, "").pk, SessionItem, prefix="s#", consistent=True)
    end(tenant, user, *(item.id for item in items))


def _make_room(tenant: str, user: str) -> None:
    items = Table(tenant).query(keys.session(user, "").pk, Item, prefix="s#")
    end(tenant, user, *(item.sk.removeprefix("s#") for item in items[:-MOST_SESSIONS]))

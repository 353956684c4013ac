"""Sign-up, sign-in, passwords. No answer tells whether an address has an account."""

from typing import Any

from chalicelib.core import auth, clock, ids, keys
from chalicelib.core.actor import Role
from chalicelib.core.errors import Conflict, NotFound, TooMany, Unauthorized
from chalicelib.core.keys import Key
from chalicelib.core.names import folded
from chalicelib.core.table import ABSENT, PRESENT, Item, Lost, Path, Table, changes, value
from chalicelib.identity import listing, passwords, sessions
from chalicelib.identity.model import (
    LOCKED_MINUTES,
    MOST_FAILURES,
    RESET_HOURS,
    Account,
    Attempts,
    NewTenant,
    Owners,
    PersonItem,
    ResetItem,
    ResetRequest,
    Session,
    SessionItem,
    SignedUp,
    SignIn,
    normal_email,
)
from chalicelib.tenants import service as tenants

# What the rooms above use of our shapes.
__all__ = ["normal_email"]

# Sign-up and sign-in


def sign_up(new: NewTenant, agent: str, user: str) -> SignedUp:
    """A customer's own network and its owner, who gets this id. Raises Conflict where the slug is taken."""
    tenant, writes = tenants.found(new.name, new.slug)
    password = passwords.hashed(new.owner.password)
    person, session, more = registering(
        tenant.id, new.owner.email, new.owner.name, password, "owner", agent, user
    )
    count = Table(tenant.id).putting(keys.owners(), Owners(count=1))
    try:
        Table(tenant.id).transact(*writes, *more, count)
    except Lost:
        there = tenants.by_slug(new.slug)
        again = sessions.again(there, user, agent, new.keep) if there else None
        if not again:
            raise Conflict("This address is taken by another network", field="slug") from None
        return SignedUp(tenant=again.tenant, session=again)
    return SignedUp(
        tenant=tenants.show(tenant), session=sessions.granted(tenant.id, person, session, new.keep)
    )


def registering(
    tenant: str, email: str, name: str, password_hash: str, role: Role, agent: str, user: str
) -> tuple[PersonItem, SessionItem, list[dict[str, Any]]]:
    """A new person, their first session, and the writes that make them; lost where the address is taken."""
    table = Table(tenant)
    person = PersonItem(id=user, email=normal_email(email), name=name, role=role, created=clock.now())
    session, session_write = sessions.starting(tenant, user, agent)
    listed = keys.listed_person(folded(name), user)
    return (
        person,
        session,
        [
            table.putting(
                keys.account(person.email), Account(user=user, password=password_hash), condition=ABSENT
            ),
            table.putting(keys.person(user), person, listed=listed, condition=ABSENT),
            session_write,
            *listing.moving(table, None, person),
        ],
    )


def sign_in(given: SignIn, agent: str) -> Session:
    """Raises Unauthorized, or TooMany after MOST_FAILURES failures in a row."""
    wrong = Unauthorized("The network, the address or the password is not right")
    tenant = tenants.by_slug(given.tenant.strip().casefold())
    if not tenant:
        passwords.matches(given.password, None)
        raise wrong
    table, email = Table(tenant), normal_email(given.email)
    if not email:
        raise wrong
    count_attempt(table, keys.attempts(email), "Too many failed attempts; wait, or reset the password")
    account = table.get(keys.account(email), Account, consistent=True)  # one call, found or not
    if not passwords.matches(given.password, account.password if account else None) or not account:
        raise wrong
    person = table.find(keys.person(account.user), PersonItem)
    if not person or person.status != "active":
        raise wrong
    table.delete(keys.attempts(email), Item)
    return sessions.start(tenant, person, agent, given.keep)


def count_attempt(table: Table, key: Key, too_many: str) -> None:
    """Before it is looked at what they send, so that guesses sent all at once count too. Raises TooMany."""
    now = clock.now()
    until = changes(expires=now + LOCKED_MINUTES * clock.MINUTE)
    running = (Path("expires") > value(now)) & (Path("failures") < value(MOST_FAILURES))
    try:
        table.update(key, Path("failures").add(value(1)), *until, kind=Attempts, condition=ABSENT | running)
    except Lost:
        forgotten = Path("expires") <= value(now)
        try:
            table.update(key, *changes(failures=1), *until, kind=Attempts, condition=forgotten)
        except Lost:
            locked = table.get(key, Attempts, consistent=True) or Attempts()
            raise TooMany(max(1, locked.expires - now), too_many) from None


# Passwords


def request_reset(given: ResetRequest) -> None:
    """Writes the same whether there is an account or not; the mail worker looks. Raises TooMany."""
    tenant = tenants.by_slug(given.tenant.strip().casefold())
    email = normal_email(given.email)
    if tenant and email:
        id_ = ids.ulid()
        item = ResetItem(id=id_, email=email, expires=clock.now() + RESET_HOURS * clock.HOUR)
        count_attempt(Table(tenant), keys.reset_requests(email), "A mail is on its way; wait for it")
        Table(tenant).put(keys.reset(id_), item)


def reset_token(tenant: str, reset: str) -> str:
    return f"{tenant}.{reset}.{auth.seal('password reset', tenant, reset)}"


def reset_to_mail(tenant: str, reset: str) -> tuple[str, str] | None:
    """The (address, token) of a reset that is still to be mailed to somebody who has an account."""
    item = Table(tenant).find(keys.reset(reset), ResetItem)
    if not item or item.mailed or not Table(tenant).find(keys.account(item.email), Account):
        return None
    return item.email, reset_token(tenant, reset)


def reset_mailed(tenant: str, reset: str) -> None:
    Table(tenant).update(keys.reset(reset), *changes(mailed=True), kind=ResetItem)


def reset_password(token: str, password: str) -> None:
    """Sets it, and signs the person out everywhere. Raises NotFound where the link is not good any more."""
    tenant, reset = link_parts(token, "password reset")
    table = Table(tenant)
    item = table.get(keys.reset(reset), ResetItem, consistent=True)
    account = item and table.find(keys.account(item.email), Account)
    if not item or not account or item.expires < clock.now():
        raise NotFound("This link is not valid any more; ask for a new one")
    new = changes(password=passwords.hashed(password), changed=ids.ulid())
    # All links that were asked for before the last change are void, not only the one that was used.
    asked_since = Path("changed").does_not_exist() | (Path("changed") < value(reset))
    try:
        table.transact(
            table.deleting(keys.reset(reset), condition=PRESENT),
            table.updating(keys.account(item.email), *new, condition=PRESENT & asked_since),
            table.deleting(keys.attempts(item.email)),
        )
    except Lost:
        raise NotFound("This link is not valid any more; ask for a new one") from None
    sessions.end_all(tenant, account.user)


def link_parts(token: str, purpose: str) -> tuple[str, str]:
    """(tenant, id) of a link "tenant.id.proof" that we made. Raises NotFound."""
    tenant, _, rest = token.partition(".")
    id_, _, proof = rest.partition(".")
    if not auth.sealed(proof, purpose, tenant, id_):
        raise NotFound("This link is not valid")
    return tenant, id_


# For the rooms above


def role_of(tenant: str, user: str) -> Role | None:
    """Of somebody who may act now; whoever was put out has none."""
    person = Table(tenant).get(keys.person(user), PersonItem, consistent=True)
    return person.role if person and person.status == "active" else None

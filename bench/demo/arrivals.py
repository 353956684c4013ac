"""How people come in: the owner signs the company up, everybody else accepts a mailed invitation."""

import re

from bench.demo.accounts import Account
from bench.demo.cloud import Cloud, Refused, idempotency_key
from bench.demo.model import PASSWORD, Company, Person
from bench.demo.progress import Quiet

AT_A_TIME = 50  # invitations a request: a second or two of work
_LINK = re.compile(r"/invitations/(\S+)")


class Taken(Exception):
    """Another network has the company's address."""


def come_in(cloud: Cloud, company: Company, progress: Quiet) -> tuple[dict[str, Account], set[str]]:
    """Everybody's account by key, and the keys of those who are new."""
    owner, is_new = _owner(cloud, company)
    here = {one["email"]: one["id"] for one in owner.list("/v1/people")}
    missing = [person for person in company.people if person.email not in here]
    accounts = {
        person.key: Account(cloud, company.slug, person, here.get(person.email, ""))
        for person in company.people
    } | {company.owner: owner}
    if missing:
        _invite(owner, missing, progress)
        links = _links(cloud, owner, missing, progress)
        progress.begin("Coming in", len(missing))

        def accept(person: Person) -> None:
            link, given = links.get(person.email, "-"), {"name": person.name, "password": PASSWORD}
            key = idempotency_key(company.slug, "accept", link)
            path = f"/v1/invitations/{link}/accept"
            accounts[person.key].enter(cloud.ask("POST", path, given, key=key))
            progress.done()

        cloud.each(missing, accept)
    came = {person.key for person in missing if accounts[person.key].id}
    return accounts, came | ({company.owner} if is_new else set())


def _owner(cloud: Cloud, company: Company) -> tuple[Account, bool]:
    """The company's owner, and whether they had to sign it up first. Raises Taken."""
    person = company.person(company.owner)
    account = Account(cloud, company.slug, person, "")
    is_new = False
    try:
        cloud.ask("GET", f"/v1/tenants/{company.slug}/branding")
    except Refused as refused:
        if refused.status != 404:
            raise
        owner = {"name": person.name, "email": person.email, "password": PASSWORD}
        new = {"name": company.name, "slug": company.slug, "owner": owner}
        answer = cloud.ask("POST", "/v1/tenants", new, key=idempotency_key("sign up", company.slug))
        account.enter(answer["session"])
        is_new = True
    try:
        account.token()
    except Refused as refused:
        if refused.status != 401:
            raise
        raise Taken(f"The address {company.slug} is taken by another network of this cloud.") from None
    return account, is_new


def _invite(owner: Account, people: list[Person], progress: Quiet) -> None:
    progress.begin("Inviting", len(people))
    for start in range(0, len(people), AT_A_TIME):
        batch = [{"email": person.email} for person in people[start : start + AT_A_TIME]]
        owner.ask("POST", "/v1/invites/bulk", {"invites": batch})
        progress.done(len(batch))


def _links(cloud: Cloud, owner: Account, people: list[Person], progress: Quiet) -> dict[str, str]:
    """The links in the mails, by address. A mail that is gone, as after a restart, is sent again."""
    progress.begin("Mails on their way", 0)
    cloud.wait_idle(progress.waiting)
    links = _mailed(cloud)
    lost = {person.email for person in people} - links.keys()
    if lost:
        for invite in owner.list("/v1/invites"):
            if invite["email"] in lost and invite["status"] in ("open", "expired"):
                sendings = f"/v1/invites/{invite['id']}/sendings"
                owner.ask("POST", sendings, None, str(invite["version"]))
        cloud.wait_idle(progress.waiting)
        links = _mailed(cloud)
    return links


def _mailed(cloud: Cloud) -> dict[str, str]:
    newest_last = reversed(cloud.mails())
    found = ((mail["to"], _LINK.search(mail["text"])) for mail in newest_last)
    return {to: link[1] for to, link in found if link}

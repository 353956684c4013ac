"""What stands before anybody speaks: colours, profiles, groups, memberships, follows."""

from itertools import cycle

from bench.demo.accounts import Account
from bench.demo.cloud import Cloud
from bench.demo.model import Company, Group, Person
from bench.demo.progress import Quiet
from bench.demo.report import Filled

Accounts = dict[str, Account]  # by the people's keys


def brand(owner: Account, company: Company) -> None:
    """The network's colours and welcome."""
    present = owner.ask("GET", "/v1/branding") if company.branding else {}
    if any(present[name] != value for name, value in company.branding.items()):
        owner.ask("PUT", "/v1/branding", company.branding)


def describe(cloud: Cloud, accounts: Accounts, company: Company, progress: Quiet) -> None:
    """Profiles."""
    present = {person["id"]: person for person in accounts[company.owner].list("/v1/people")}

    def differs(person: Person) -> bool:
        shown = present.get(accounts[person.key].id, {})
        return any(shown.get(name) != value for name, value in person.profile.items())

    def patch(person: Person) -> None:
        accounts[person.key].ask("PATCH", "/v1/me", person.profile)
        progress.done()

    strangers = [person for person in company.people if differs(person)]
    progress.begin("Profiles", len(strangers))
    cloud.each(strangers, patch)


def make_groups(cloud: Cloud, accounts: Accounts, filled: Filled, progress: Quiet) -> dict[str, str]:
    """Their ids by name; those that are not there are made by their owners."""
    ids: dict[str, str] = {}

    def make(group: Group) -> None:
        owner = accounts[group.owner]
        mine = {one["name"]: one["id"] for one in owner.list("/v1/groups?mine=true")}
        is_new = group.name not in mine
        if is_new:
            new = {
                "name": group.name,
                "description": group.description,
                "kind": group.kind,
                "visibility": group.visibility,
            }
            mine |= {group.name: owner.ask("POST", "/v1/groups", new)["id"]}
        ids[group.name] = mine[group.name]
        filled.count("groups", new=is_new)
        progress.done()

    progress.begin("Groups", len(filled.company.groups))
    cloud.each(filled.company.groups, make)
    return ids


def join(cloud: Cloud, accounts: Accounts, company: Company, groups: dict[str, str], progress: Quiet) -> None:
    """Into open groups people come by themselves, into others their owners let them in."""
    missing: list[tuple[Group, str]] = []
    ordinary: list[tuple[Group, str]] = []

    def look(group: Group) -> None:
        shown = accounts[group.owner].list(f"/v1/groups/{groups[group.name]}/members")
        roles = {one["person"]["id"]: one["role"] for one in shown}
        missing.extend((group, key) for key in group.members if accounts[key].id not in roles)
        ordinary.extend(
            (group, key) for key in group.moderators if roles.get(accounts[key].id, "member") == "member"
        )

    def admit(one: tuple[Group, str]) -> None:
        group, key = one
        actor = accounts[key if group.visibility == "open" else group.owner]
        actor.ask("PUT", f"/v1/groups/{groups[group.name]}/members/{accounts[key].id}", {})
        progress.done()

    def promote(one: tuple[Group, str]) -> None:
        group, key = one
        path = f"/v1/groups/{groups[group.name]}/members/{accounts[key].id}"
        accounts[group.owner].ask("PUT", path, {"role": "moderator"})

    cloud.each([group for group in company.groups if group.name in groups], look)
    progress.begin("Members", len(missing))
    cloud.each(missing, admit)
    cloud.each(ordinary, promote)


def follow(cloud: Cloud, accounts: Accounts, newcomers: set[str], filled: Filled, progress: Quiet) -> None:
    """Everybody follows by themselves, one after the other."""
    follows = filled.company.follows
    # Whom somebody follows all may see: a few ask, so that a second run signs only them in.
    askers = cycle(sorted({group.owner for group in filled.company.groups} | {filled.company.owner}))

    def catch_up(one: tuple[str, str]) -> None:
        key, asker = one
        there: set[str] = set()
        if key not in newcomers:
            shown = accounts[asker].list(f"/v1/people/{accounts[key].id}/following")
            there = {person["id"] for person in shown}
        for followee in (accounts[key].id for key in follows[key]):
            if followee not in there:
                accounts[key].ask("PUT", f"/v1/people/{followee}/follow")
            filled.count("follows", new=followee not in there)
            progress.done()

    progress.begin("Follows", sum(len(followees) for followees in follows.values()))
    cloud.each(list(zip(follows, askers, strict=False)), catch_up)

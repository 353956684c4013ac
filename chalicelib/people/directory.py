"""The directory: everybody by name, or those whom a search and filters leave.

Without any it is the index; else the shortest list that holds them all is read (identity/listing.py),
and what the other filters leave out is passed over, a bounded number of rows a page.
"""

from collections.abc import Sequence
from typing import NamedTuple

from chalicelib.core import keys
from chalicelib.core.actor import Actor, Role
from chalicelib.core.names import fits, folded, met_at, words
from chalicelib.core.pagination import page, sifted
from chalicelib.core.schema import Page, Paging
from chalicelib.core.table import Table
from chalicelib.identity import listing
from chalicelib.identity.listing import FacetItem, Field, Row
from chalicelib.people import guests
from chalicelib.people.faces import shown
from chalicelib.people.model import Directory, Facet, Facets, Person, ProfileItem


class Wanted(NamedTuple):
    words: list[str]
    department: str
    location: str
    role: Role | None

    def fits(self, row: Row) -> bool:
        return (
            self.role in (None, row.role)
            and self.department in ("", row.department)
            and self.location in ("", row.location)
            and fits(row.name, self.words)
        )


def listed(actor: Actor, query: Directory) -> Page[Person]:
    wanted = Wanted(
        words(query.q), listing.filed(query.department), listing.filed(query.location), query.role
    )
    scope = f"people {wanted}"
    if actor.is_guest:
        return guests.directory(actor, query, scope, lambda item: wanted.fits(listing.row(item)))
    if wanted == ([], "", "", None):
        return everybody(actor, query, scope)
    return _search(actor, query, scope, wanted)


def everybody(actor: Actor, query: Paging, scope: str) -> Page[Person]:
    """By name, guests among them. To those who are none."""

    def fetch(place: str | None, limit: int) -> list[ProfileItem]:
        return Table(actor.tenant).query("people", ProfileItem, after=place, limit=limit, listed=True)

    return page(
        actor,
        scope,
        query,
        fetch,
        lambda item: keys.listed_person(folded(item.name), item.id).gsk,
        lambda items: shown(actor, items),
    )


def _search(actor: Actor, query: Directory, scope: str, wanted: Wanted) -> Page[Person]:
    table = Table(actor.tenant)
    shortest = _shortest_list(table, wanted)
    word = max(wanted.words, key=len, default="")
    lists = [shortest, listing.by_words(shortest)] if word else [shortest]

    def fetch(place: str | None, limit: int) -> list[Row]:
        found: list[Row] = []
        for name in lists:
            start = keys.listing(name, word, "")
            prefix = start.sk.removesuffix("#")
            found += table.query(start.pk, Row, prefix=prefix, after=place, limit=limit)
        return sorted(found, key=lambda row: row.sk)[:limit]

    def keep(row: Row) -> bool:
        """Whoever the word meets twice is kept once."""
        met = met_at(row.name, word)
        return met is not None and row.sk == keys.listing(shortest, met, row.user).sk and wanted.fits(row)

    def people(rows: Sequence[Row]) -> list[Person]:
        found = table.get_many([keys.person(row.user) for row in rows], ProfileItem)
        return shown(actor, [found[key] for row in rows if (key := keys.person(row.user)) in found])

    return sifted(actor, scope, query, fetch, lambda row: row.sk, keep, people)


def _shortest_list(table: Table, wanted: Wanted) -> str:
    """All lists are in the same order, so a cursor goes on even where another one has become the shortest."""
    if wanted.role in ("owner", "admin"):
        return listing.under("role", wanted.role)
    filed: list[tuple[Field, str]] = [("department", wanted.department), ("location", wanted.location)]
    given = [pair for pair in filed if pair[1]]
    if len(given) > 1:
        found = table.get_many([keys.facet(*pair) for pair in given], FacetItem)
        sizes = {pair: found[key].people for pair in given if (key := keys.facet(*pair)) in found}
        given.sort(key=lambda pair: sizes.get(pair, 0))
    if given:
        return listing.under(*given[0])
    return listing.under("role", "guest") if wanted.role == "guest" else listing.EVERYBODY


def facets(actor: Actor, query: Facets) -> Page[Facet]:
    """How many there are of each would tell a guest of people they do not see."""
    if actor.is_guest:
        return Page(items=[])
    asked = words(query.q)
    start = keys.facet(query.field, "")

    def fetch(place: str | None, limit: int) -> list[FacetItem]:
        return Table(actor.tenant).query(start.pk, FacetItem, prefix=start.sk, after=place, limit=limit)

    return sifted(
        actor,
        f"facets {query.field} {asked}",
        query,
        fetch,
        lambda item: item.sk,
        lambda item: item.people > 0 and fits(item.sk.removeprefix(start.sk), asked),
        lambda items: [Facet(value=item.value, people=item.people) for item in items],
    )

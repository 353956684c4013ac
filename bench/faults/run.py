"""A company filled in while AWS falters, and what came of it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bench.demo import filler
from bench.demo.model import PASSWORD, Company
from bench.faults import shelves
from bench.faults.books import Books
from bench.faults.noting import Noting
from infra.letters import box
from infra.letters.stack import Cloud as Stack
from infra.local import faults
from infra.local.cloud import Cloud
from infra.local.faults import Plan

MOST_LETTERS = 1000  # behind one queue
PATIENCE = 120.0  # seconds for what is under way when the last request is answered


@dataclass
class Outcome:
    plan: Plan
    told: Noting
    wrong: list[str]  # what was lost, doubled, miscounted; empty where all is well
    letters: int  # what workers gave back five times: sent again once AWS was well
    left: int  # of these, what failed then too
    mails: int  # more than one to the same address


def run(cloud: Cloud, company: Company, plan: Plan) -> Outcome:
    """Raises TimeoutError where the work does not end."""
    since = datetime.now(UTC)
    with Noting(cloud.url) as told:
        with faults.between(cloud, plan):
            filler.fill_unmeasured(told, company)
            cloud.wait_idle(PATIENCE)
        cloud.wait_idle(PATIENCE)
        tenant = _tenant(told, company)
        again = _send_again(cloud, _letters(cloud, tenant, since))
        cloud.wait_idle(PATIENCE)
        addresses = [mail["to"] for mail in told.mails() if mail["to"].endswith(f"@{company.slug}.example")]
    books = Books(cloud, tenant)
    wrong = [
        *told.failures,
        *told.odd,
        *_compared(told, books),
        *books.faults(),
        *shelves.faults(books, cloud, tenant),
    ]
    left = len(_letters(cloud, tenant, since))
    return Outcome(plan, told, wrong, again, left, len(addresses) - len(set(addresses)))


def _send_again(cloud: Cloud, letters: list[tuple[str, str]]) -> int:
    """As docs/operations.md has it done."""
    stack = Stack(cloud.resources, local=True)
    return sum(box.redrive(stack, name, id_)[0] for name, id_ in letters)


def _tenant(told: Noting, company: Company) -> str:
    email = company.person(company.owner).email
    given = {"tenant": company.slug, "email": email, "password": PASSWORD}
    return str(told.ask("POST", "/v1/sessions", given)["tenant"]["id"])


def _compared(told: Noting, books: Books) -> list[str]:
    """What was acknowledged and is not there, or is there and nobody was told."""
    there = books.facts()
    lost = [f"lost: {fact}" for fact in told.facts if fact not in there and fact[0] != "reaction"]
    kinds = ("post", "comment", "group", "message", "folder", "version")
    doubled = [f"doubled: {fact}" for fact in there if fact[0] in kinds and fact not in told.facts]
    # One may react to the same by several emoji, each acknowledged by itself.
    reactions = {fact: n for fact, n in told.facts.items() if fact[0] == "reaction"}
    lost += [f"lost: {n - there[fact]} of {fact}" for fact, n in reactions.items() if n != there[fact]]
    return lost + doubled


def _letters(cloud: Cloud, tenant: str, since: datetime) -> list[tuple[str, str]]:
    """Queues and ids. Some tell no tenant; others' are somebody else's."""
    stack = Stack(cloud.resources, local=True)
    return [
        (name, letter.id)
        for name in box.NAMES
        for letter in box.peek(stack.letters(name), MOST_LETTERS)
        if letter.sent >= since and letter.tenant in (tenant, "?")
    ]

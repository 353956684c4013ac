"""What a run did, as a table, and how to sign in."""

import threading
from collections import Counter
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from bench.demo.model import PASSWORD, Company

KINDS = ("people", "groups", "follows", "posts", "comments", "reactions", "messages", "files", "feed rows")


@dataclass
class Filled:
    """What is there of a company, what of it is new, and how long that took. Threads count together."""

    company: Company
    there: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    posting: float = 0.0  # from the first post until everything was delivered
    rate: float = 0.0  # feed rows a second, over that time
    failures: int = 0
    dead: int = 0  # messages in dead-letter queues
    _one: threading.Lock = field(default_factory=threading.Lock)

    def count(self, kind: str, there: int = 1, *, new: int = 0) -> None:
        with self._one:
            self.there[kind] += there
            self.new[kind] += new


def table(networks: list[Filled]) -> Table:
    """A column for each network; what this run wrote stands in brackets."""
    shown = Table(title="What is there (and written now)", title_justify="left")
    shown.add_column("")
    for filled in networks:
        shown.add_column(filled.company.name, justify="right")
    for kind in KINDS:
        shown.add_row(kind, *(f"{one.there[kind]:,} ({one.new[kind]:,})" for one in networks))
    shown.add_section()
    shown.add_row("seconds", *(f"{one.seconds:,.1f}" for one in networks))
    if any(sum(one.new.values()) for one in networks):  # otherwise there was nothing to measure
        shown.add_row("of them posting and delivering", *(f"{one.posting:,.1f}" for one in networks))
        shown.add_row("feed rows a second, meanwhile", *(f"{one.rate:,.0f}" for one in networks))
    shown.add_row("failures", *(str(one.failures or "none") for one in networks))
    shown.add_row("dead letters", *(str(one.dead or "none") for one in networks))
    return shown


def sign_in(url: str, company: Company) -> str:
    """How to come in, for people who read a terminal."""
    owner, member = company.person(company.owner), company.person(company.member)
    return "\n".join(
        (
            "",
            f"{company.name} is there. Sign in at:",
            "",
            f"  {url}/at/{company.slug}/sign-in",
            "",
            f"  owner     {owner.email}   ({owner.name})",
            f"  member    {member.email}   ({member.name})",
            f'  password  "{PASSWORD}"   (for everybody)',
            "",
            "Open it in a second browser as the other one, and see what you write appear there.",
        )
    )


def tell(console: Console, url: str, networks: list[Filled], failures: list[str]) -> None:
    console.print()
    console.print(table(networks))
    for failure in failures[:20]:
        console.print(f"  {failure}", markup=False, highlight=False)
    if len(failures) > 20:
        console.print(f"  ... and {len(failures) - 20} more")
    for filled in networks:
        # Not wrapped: a line of it is to be copied.
        console.print(sign_in(url, filled.company), markup=False, highlight=False, soft_wrap=True)

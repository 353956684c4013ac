"""`python -m bench.demo`, which is `make demo`. URL or PORT, and DATA, come from the environment."""

import argparse
import os
import sys
from pathlib import Path

import httpx
from rich.console import Console

from bench.demo import email_eu, filler, hightech, invented, progress, racket, report
from bench.demo.arrivals import Taken
from bench.demo.cloud import Cloud, Refused, Unreachable
from bench.demo.model import Company

DATA = Path(__file__).parents[3] / "shared/data"
EU, HIGHTECH, CHAT = "org-email-eu-core", "org-hightech-managers", "chat-racket-2018"
FROM_DATA = ("eu-core", "hightech")  # networks, by their slugs; the other one is invented


def main() -> int:
    asked = _arguments()
    console = Console()
    try:
        return _fill(asked.url, _companies(os.environ.get("DATA"), asked.only, small=asked.small), console)
    except (Unreachable, Taken, Refused, httpx.HTTPError, _Unusable) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped; run again, it goes on from here.", file=sys.stderr)
    return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("make demo", description="Fills a running local cloud: docs/demo.md")
    local = os.environ.get("URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    parser.add_argument("--url", default=local)
    parser.add_argument("--small", action="store_true", help="the small invented company, even with the data")
    parser.add_argument("--only", metavar="NETWORK", help="one network alone, by its slug")
    return parser.parse_args()


class _Unusable(Exception):
    """There is no such network, or not the data it is made from."""


def _companies(given: str | None, only: str | None, *, small: bool) -> list[Company]:
    """From the data where it is, otherwise the invented one. `given` is the folder that DATA names."""
    if only and only not in (invented.SLUG, *FROM_DATA):
        raise _Unusable(f"There is no network {only}; there are {', '.join((invented.SLUG, *FROM_DATA))}.")
    if only == invented.SLUG or (small and not only):
        return [invented.company()]
    data = Path(given or DATA)
    missing = [name for name in (EU, HIGHTECH, CHAT) if not (data / name).is_dir()]
    if missing and given:
        raise _Unusable(f"DATA={given} holds no folder {missing[0]}: docs/demo.md")
    if missing and only:
        raise _Unusable(f"{only} needs the data folder, which is not here: docs/demo.md")
    if missing:
        return [invented.company()]
    try:
        companies = [email_eu.read(data / EU, racket.read(data / CHAT)), hightech.read(data / HIGHTECH)]
    except (OSError, ValueError, LookupError, SyntaxError) as error:  # ParseError is a SyntaxError
        raise _Unusable(f"{data} cannot be read: {error}") from error
    return [company for company in companies if only in (None, company.slug)]


def _fill(url: str, companies: list[Company], console: Console) -> int:
    with Cloud(url) as cloud, progress.chosen(console) as steps:
        filled = []
        for company in companies:
            steps.title(company.name)
            filled.append(filler.fill(cloud, company, steps))
        steps.end()
        report.tell(console, url, filled, cloud.failures)
    return 1 if any(one.failures or one.dead for one in filled) else 0


if __name__ == "__main__":
    sys.exit(main())

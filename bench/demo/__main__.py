"""`python -m bench.demo`, which is `make demo`. URL and DATA come from the environment."""

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


def main() -> int:
    asked = _arguments()
    console = Console()
    try:
        wanted = _companies(Path(os.environ.get("DATA") or DATA), small=asked.small)
        if asked.only:
            wanted = [company for company in wanted if company.slug == asked.only]
        return _fill(asked.url, wanted, console)
    except (Unreachable, Taken, Refused, httpx.HTTPError, _Broken) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped; run again, it goes on from here.", file=sys.stderr)
    return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("make demo", description="Fills a running local cloud: docs/demo.md")
    parser.add_argument("--url", default=os.environ.get("URL") or "http://127.0.0.1:8000")
    parser.add_argument("--small", action="store_true", help="the small invented company, even with the data")
    parser.add_argument("--only", metavar="NETWORK", help="one network alone, by its slug")
    return parser.parse_args()


class _Broken(Exception):
    """The data folder does not hold what its SOURCE.md files say."""


def _companies(data: Path, *, small: bool) -> list[Company]:
    """From the data where it is, otherwise the invented one."""
    if small or not all((data / name).is_dir() for name in (EU, HIGHTECH, CHAT)):
        return [invented.company()]
    try:
        return [email_eu.read(data / EU, racket.read(data / CHAT)), hightech.read(data / HIGHTECH)]
    except (OSError, ValueError, LookupError, SyntaxError) as error:  # ParseError is a SyntaxError
        raise _Broken(f"{data} cannot be read: {error}") from error


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

"""A Chromium for tests, pictures and benchmarks: the machine's, or Playwright's own, or Debian's package.

`python -m infra.chromium` says which one, and fetches one where there is none.
"""

import fcntl
import os
import shutil
import subprocess  # nosec B404
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

# The shell alone first: it draws for no window, and tests take three quarters of the time with it.
DEBIANS = ("chromium-headless-shell", "chromium")  # not every release has the first
NAMES = (*DEBIANS, "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing of a browser's own business: it asks no server that we did not ask it to.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 600  # seconds for a download


class Missing(Exception):
    """There is no Chromium, and none could be fetched; the message is one line of what to do."""


def launch(playwright: Playwright, *more: str) -> Browser:
    """With more flags, if need be. Raises Missing."""
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()  # Chromium refuses to run as root with it
    return playwright.chromium.launch(executable_path=find(playwright), args=[*FLAGS, *as_root, *more])


def find(playwright: Playwright) -> str:
    """The path of a Chromium, which is fetched where there is none. Raises Missing."""
    with Path(tempfile.gettempdir(), f"atrium-chromium-{os.geteuid()}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one process fetches, the others find it
        found = _there(playwright)
        for fetch in (_playwrights, _debians):
            if found is None:
                fetch()
                found = _there(playwright)
    if found:
        return found
    raise Missing(
        "There is no Chromium to test in: install one (on Debian: apt-get install chromium), "
        "or let Playwright fetch its own: .venv/bin/playwright install --with-deps chromium"
    )


def _there(playwright: Playwright) -> str | None:
    own = playwright.chromium.executable_path
    return next(filter(None, map(shutil.which, NAMES)), own if Path(own).exists() else None)


def _playwrights() -> None:
    _say("There is no Chromium here: fetching Playwright's ...")
    libraries = ("--with-deps",) if _may_apt() else ()
    _run(sys.executable, "-m", "playwright", "install", "chromium", "--no-shell", *libraries)


def _debians() -> None:
    if _may_apt():
        _say("Playwright's could not be had: installing Debian's ...")
        _run("apt-get", "update", "-qq")
        for name in DEBIANS:
            if not any(map(shutil.which, DEBIANS)):
                _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", name)


def _may_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _run(*call: str) -> None:
    """Whether it worked is seen by whether there is a Chromium then."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(  # nosec B603
            call,
            env=environment,
            check=False,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _say(str(error))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        with sync_playwright() as running:
            print(find(running))
    except Missing as missing:
        sys.exit(str(missing))

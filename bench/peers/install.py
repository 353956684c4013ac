"""What the peers need: servers from the machine or from Debian, libraries in environments of their own."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "out/peers"
DEBIAN = {"postgres": "postgresql", "redis-server": "redis-server"}
POSTGRES = Path("/usr/lib/postgresql")  # where Debian has it, off the PATH, by its version


class Missing(Exception):
    """Something has to be installed by hand; says what."""


def servers(*names: str) -> None:
    """Sees to it that these programs are there; raises Missing."""
    missing = [name for name in names if not _find(name)]
    if not missing:
        return
    packages = [DEBIAN[name] for name in missing]
    told = f"{', '.join(missing)} not found. On Debian: apt-get install {' '.join(packages)}"
    if os.geteuid() or not shutil.which("apt-get"):
        raise Missing(f"{told}; elsewhere PostgreSQL 13 or newer and Redis 6 or newer, on the PATH.")
    print(f"Installing {' '.join(packages)} from Debian ...", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = shutil.which("apt-get") or "apt-get"
    subprocess.run([apt, "update", "-qq"], check=True, stdout=2)
    wanted = [apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(wanted, check=True, stdout=2, env=environment)
    still = [name for name in names if not _find(name)]
    if still:
        raise Missing(told)


def program(name: str) -> str:
    found = _find(name)
    if not found:
        raise Missing(f"{name} not found")
    return found


def _find(name: str) -> str | None:
    # First: a link on the PATH does not bring the fellows that PostgreSQL's programs look for beside them.
    folders = [*sorted(POSTGRES.glob("*/bin"), reverse=True), os.environ.get("PATH", "")]
    return shutil.which(name, path=os.pathsep.join(map(str, folders)))


def python(peer: str) -> str:
    """The interpreter of a peer's environment, made anew when its requirements changed."""
    wanted, folder = HERE / peer / "requirements.txt", OUT / peer
    marker, digest = folder / "installed", hashlib.sha256(wanted.read_bytes()).hexdigest()
    if not marker.exists() or marker.read_text("ascii") != digest:
        print(f"Installing {peer}'s libraries into {folder} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [
            str(folder / "bin/pip"),
            "install",
            "-qq",
            "--disable-pip-version-check",
            "-r",
            str(wanted),
        ]
        subprocess.run(pip, check=True, stdout=2)
        marker.write_text(digest, "ascii")
    return str(folder / "bin/python")

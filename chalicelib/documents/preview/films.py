"""Films and sounds: how long they are, a picture of a film, and no place. docs/decisions/0038-films.md

By ffmpeg, where it is. It runs within this process' limits, and opens nothing but the file.
"""

import contextlib
import itertools
import json
import mmap
import re
import resource
import shutil
import subprocess  # nosec B404
from pathlib import Path
from typing import Any

from PIL import Image

from chalicelib.documents.preview import variants
from chalicelib.documents.preview.seen import Damaged, Seen

PATIENCE = 20  # seconds for each of the two questions
LATEST = 10.0  # seconds from the beginning that the picture is of, at most
LONGEST = 100 * 3600  # seconds that are believed
LARGEST_SIDE = 8192  # pixels
MOST_PIXELS = 36_000_000  # 8K; said to the decoders, for ffprobe begins to decode as well
MEMORY = 600_000_000  # bytes of address space of each program; a film of 3840 x 2160 takes up to 500
# Demuxers by name: what a playlist or a script of ffmpeg's own could make it open is not among them.
_FORMATS = "mov,matroska,avi,ogg,mp3,wav,flac"
# As phones write it, of ISO 6709: +47.5596+007.5886+270/
_PLACE = re.compile(rb"[+-]\d{2}\.\d+[+-]\d{3}\.\d+(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w+)?/")
_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
_INPUT = [
    *("-protocol_whitelist", "file", "-format_whitelist", _FORMATS),
    *("-threads", "1", "-max_pixels", str(MOST_PIXELS)),
]


def is_there() -> bool:
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def look(source: Path, folder: Path) -> Seen:
    stripped = _strip(source, folder / "stripped")
    try:
        seen = _see(source, folder) if is_there() else Seen()
    except Damaged as damaged:
        seen = Seen(damaged=str(damaged))
    seen.stripped = stripped
    return seen


def _strip(source: Path, stripped: Path) -> bool:
    """A copy in which zeros stand where a place stood: nothing else moves. They are not gathered first:
    a file may be made of nothing else."""
    if not source.stat().st_size:
        return False
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = ((place.start(), place[0], place[0].translate(_ZEROS)) for place in _PLACE.finditer(content))
        told = ((at, zeros) for at, place, zeros in found if zeros != place)
        first = next(told, None)
        if not first:
            return False
        shutil.copyfile(source, stripped)
        with stripped.open("r+b") as copy, mmap.mmap(copy.fileno(), 0) as zeroed:
            for at, zeros in itertools.chain([first], told):
                zeroed[at : at + len(zeros)] = zeros
    return True


def _see(source: Path, folder: Path) -> Seen:
    """Raises Damaged."""
    told = _probe(source)
    seconds = _seconds(told)
    film = next((one for one in told.get("streams", []) if _is_film(one)), None)
    if film is None:
        return Seen(seconds=seconds)
    if max(film.get("width", 0), film.get("height", 0)) > LARGEST_SIDE:
        raise Damaged("Its pictures are too large")
    shot = folder / "shot.png"
    _shoot(source, shot, min(LATEST, seconds / 10))
    with Image.open(shot, formats=["PNG"]) as opened:
        image = opened.convert("RGB")
    width, height = image.size
    return Seen(
        width=width,
        height=height,
        seconds=seconds,
        blur=variants.blur(image),
        sizes=variants.write(image, folder),
    )


def _probe(source: Path) -> dict[str, Any]:
    shown = "format=duration:stream=codec_type,width,height:stream_disposition=attached_pic"
    said = _run("ffprobe", *_INPUT, "-show_entries", shown, "-of", "json", f"file:{source}")
    told: dict[str, Any] = json.loads(said)
    return told


def _seconds(told: dict[str, Any]) -> int:
    """What is shorter than a second has one. 0 where it is not known."""
    try:
        length = float(told.get("format", {}).get("duration", 0))
    except ValueError:
        return 0
    return max(1, round(length)) if 0 < length <= LONGEST else 0


def _is_film(stream: dict[str, Any]) -> bool:
    """A cover of a song is a stream of pictures too."""
    return stream.get("codec_type") == "video" and not stream.get("disposition", {}).get("attached_pic")


def _shoot(source: Path, shot: Path, at: float) -> None:
    largest = variants.SIZES[-1]
    fit = f"scale=w='min({largest},iw)':h='min({largest},ih)':force_original_aspect_ratio=decrease"
    _run(
        "ffmpeg", "-nostdin", "-y", *_INPUT, "-ss", f"{at:.2f}", "-i", f"file:{source}",
        "-an", "-sn", "-dn", "-frames:v", "1", "-vf", fit, "-f", "image2", "-update", "1", f"file:{shot}",
    )  # fmt: skip
    if not shot.exists():
        raise Damaged("It has no picture")


def _run(tool: str, *given: str) -> bytes:
    try:
        ended = subprocess.run(  # noqa: S603  # nosec B603
            [shutil.which(tool) or tool, "-v", "error", *given],
            capture_output=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL, preexec_fn=_confine,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Damaged("It took too long") from None
    if ended.returncode:
        raise Damaged(
            ended.stderr[-200:].decode("utf-8", "replace") or f"{tool} ended with {ended.returncode}"
        )
    return ended.stdout


def _confine() -> None:
    """Less than our own process may have: what a film keeps of pictures is its maker's choice."""
    with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of the address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

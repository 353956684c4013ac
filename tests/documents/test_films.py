"""Films and sounds: their length, a picture, and no place."""

import subprocess
import tracemalloc
from pathlib import Path

import pytest
from PIL import Image

from chalicelib.documents import sandbox
from chalicelib.documents.preview import films
from tests.documents.files import content_of, looked_at
from tests.people import Network, Person

with_ffmpeg = pytest.mark.skipif(not films.is_there(), reason="there is no ffmpeg")
MEMORY = 300_000  # KB
WATCHED = """
import resource, runpy
runpy.run_module("chalicelib.documents.preview", run_name="__main__")
print("\\n", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, sep="")
"""
PLACE = b"+47.5596+007.5886+270.5/"


def made(folder: Path, name: str, *how: str) -> Path:
    """A film or a sound that ffmpeg makes."""
    there = folder / name
    call = ["ffmpeg", "-v", "error", "-y", *how, "-bitexact", str(there)]
    subprocess.run(call, check=True, stdin=subprocess.DEVNULL)
    return there


def pattern(seconds: int, size: str = "320x180") -> list[str]:
    return ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size={size}:rate=5"]


def tone(seconds: int) -> list[str]:
    return ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}"]


@with_ffmpeg
@pytest.mark.parametrize(
    ("name", "content_type"),
    [("Mast.mp4", "video/mp4"), ("Mast.webm", "video/webm"), ("Mast.mov", "video/quicktime")],
)
def test_a_film_has_a_length_and_a_picture(
    network: Network, trio: list[Person], tmp_path: Path, name: str, content_type: str
) -> None:
    content = made(tmp_path, name, *pattern(7)).read_bytes()
    shown = looked_at(network, trio[0], content, name, content_type=content_type)
    assert (shown["state"], shown["kind"], shown["preview"]["seconds"]) == ("clean", "video", 7)
    assert (shown["preview"]["width"], shown["preview"]["height"]) == (320, 180)
    assert shown["thumbnail"]


@with_ffmpeg
def test_a_large_film_is_shown_as_large_as_pictures_are(tmp_path: Path) -> None:
    seen = sandbox.look("film", made(tmp_path, "Large.mp4", *pattern(1, "3840x2160")), tmp_path)
    assert seen.sizes == [320, 960, 1920]
    with Image.open(tmp_path / "1920.webp") as picture:
        assert picture.size == (1920, 1080)


@with_ffmpeg
def test_a_film_that_was_turned_stands_upright(tmp_path: Path) -> None:
    lying = made(tmp_path, "Lying.mp4", *pattern(1))
    turned = made(tmp_path, "Turned.mp4", "-i", str(lying), "-c", "copy", "-metadata:s:v", "rotate=90")
    seen = sandbox.look("film", turned, tmp_path)
    assert (seen.width, seen.height) == (180, 320)


@with_ffmpeg
def test_a_sound_has_a_length_and_no_picture(network: Network, trio: list[Person], tmp_path: Path) -> None:
    content = made(tmp_path, "Tone.mp3", *tone(3)).read_bytes()
    shown = looked_at(network, trio[0], content, "Tone.mp3", content_type="audio/mpeg")
    assert (shown["kind"], shown["preview"]["seconds"], shown["thumbnail"]) == ("audio", 3, None)


@with_ffmpeg
def test_what_is_cut_off_is_kept_as_a_file(network: Network, trio: list[Person], tmp_path: Path) -> None:
    content = made(tmp_path, "Cut.mp4", *pattern(3)).read_bytes()[:200]
    shown = looked_at(network, trio[0], content, "Cut.mp4", content_type="video/mp4")
    assert (shown["state"], shown["preview"]) == ("clean", None)


@with_ffmpeg
def test_a_playlist_that_calls_itself_a_film_opens_nothing(tmp_path: Path) -> None:
    secret = made(tmp_path, "Secret.mp4", *pattern(1))
    list_ = tmp_path / "List.mp4"
    list_.write_text(f"#EXTM3U\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n")
    assert sandbox.look("film", list_, tmp_path).sizes == []
    list_.write_text(f"ffconcat version 1.0\nfile '{secret}'\n")
    assert sandbox.look("film", list_, tmp_path).sizes == []


def test_where_a_film_was_taken_is_not_kept(network: Network, trio: list[Person]) -> None:
    content = b"\0\0\0\x18ftypisom\0\0\0\0isommp41" + b"\0\0\0\x24udta\xa9xyz" + PLACE + bytes(100)
    shown = looked_at(network, trio[0], content, "Where.mp4", content_type="video/mp4")
    kept = content_of(trio[0], shown["id"]).content
    assert kept == content.replace(PLACE, b"+00.0000+000.0000+000.0/")
    assert shown["size"] == len(content)


def test_a_film_that_says_no_place_is_left_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"\0\0\0\x18ftypisom\0\0\0\0isommp41" + bytes(100))
    assert sandbox.look("film", source, tmp_path).stripped is False


@with_ffmpeg
def test_a_film_of_too_many_pixels_is_not_begun(tmp_path: Path) -> None:
    large = made(
        tmp_path,
        "Large.mov",
        "-f",
        "lavfi",
        "-i",
        "color=size=8192x8192:rate=1",
        "-vframes",
        "2",
        "-c:v",
        "png",
    )
    call, told = sandbox.command("film", large, tmp_path)
    ended = subprocess.run([call[0], "-c", WATCHED, *call[3:]], env=told, capture_output=True, check=True)
    assert int(ended.stdout.split()[-1]) < MEMORY
    assert sandbox.look("film", large, tmp_path).sizes == []


def test_a_film_of_nothing_but_places_takes_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "is_there", lambda: False)
    source = tmp_path / "source"
    source.write_bytes(PLACE * 50_000)
    tracemalloc.start()
    try:
        seen = films.look(source, tmp_path)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert seen.stripped
    assert (tmp_path / "stripped").read_bytes() == b"+00.0000+000.0000+000.0/" * 50_000
    assert most < source.stat().st_size

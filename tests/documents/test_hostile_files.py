"""Files that were made to break their readers: kept or refused, quickly, in little memory, for a reason.

Those that were made by others are looked at where they lie beside the project.
"""

import base64
import os
import subprocess
import zipfile
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from chalicelib.documents import kinds, malware, sandbox
from chalicelib.documents.preview.seen import NotTaken, Seen
from tests.documents import samples

CPU = 2.0  # seconds, of a reader that also starts meanwhile
MEMORY = 300_000  # KB
OTHERS = Path(__file__).parents[3] / "shared" / "data" / "media-samples"
TOO_LARGE = "A picture has at most 100 million pixels"
DAMAGED = "The picture is cut off or damaged"

# The reader, and then what it took. (A child's ru_maxrss begins with its parent's.)
WATCHED = """
import re, runpy, sys, time
runpy.run_module("chalicelib.documents.preview", run_name="__main__")
memory = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(memory, time.process_time(), file=sys.stderr)
"""

FOUND = {
    "bad/POC_img_phpinfo-CR.gif": DAMAGED,
    "bad/decompression_bomb.gif": TOO_LARGE,
    "bad/decompression_bomb.ico": TOO_LARGE,
    "bad/truncated_image.png": DAMAGED,
    "bad/truncated_jpeg.jpg": DAMAGED,
    "bad/eicar.com.txt.b64": "The file has a virus",
}


def look(content: bytes, folder: Path, cpu: float = CPU) -> Seen:
    """As the worker does, with an eye on what it costs."""
    source = folder / "source"
    source.write_bytes(content)
    kind = kinds.reader(kinds.of(content[: kinds.HEAD], kinds.UNKNOWN))
    try:
        malware.check(content[: kinds.HEAD])
    except NotTaken as refused:
        return Seen(refused=str(refused))
    if kind in ("", "text"):
        return Seen()
    call, told = sandbox.command(kind, source, folder)
    assert call[1:3] == ["-m", "chalicelib.documents.preview"]
    ended = subprocess.run([call[0], "-c", WATCHED, *call[3:]], env=told, capture_output=True, check=True)
    memory, used = ended.stderr.split()
    assert int(memory) < MEMORY
    assert float(used) < cpu
    return msgspec.json.decode(ended.stdout, type=Seen)


def others() -> list[str]:
    if not OTHERS.exists():
        return []
    found = [one for one in OTHERS.rglob("*") if one.is_file() and one.name != "SOURCE.md"]
    return sorted(str(one.relative_to(OTHERS)) for one in found)


@pytest.mark.skipif(not OTHERS.exists(), reason="there are no files of others beside the project")
@pytest.mark.parametrize("name", others())
def test_files_of_others_are_kept_or_refused_for_a_reason(name: str, tmp_path: Path) -> None:
    content = (OTHERS / name).read_bytes()
    seen = look(base64.b64decode(content) if name.endswith(".b64") else content, tmp_path)
    assert (seen.refused, seen.damaged) == (FOUND.get(name, ""), "")
    for made in tmp_path.glob("*"):
        if made.name != "source":
            assert not any(said in made.read_bytes() for said in (b"GPS", b"NIKON", b"xmpmeta"))


@pytest.mark.parametrize("size", [(20_000, 20_000), (65_535, 65_535)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    size: tuple[int, int], tmp_path: Path
) -> None:
    assert look(samples.declared_gif(*size), tmp_path).refused == TOO_LARGE


@pytest.mark.parametrize("kind", [2, 6])
def test_a_picture_that_takes_much_memory_is_kept_without_being_shown(kind: int, tmp_path: Path) -> None:
    seen = look(samples.black_png(9900, 10_000, kind), tmp_path)
    assert (seen.refused, seen.width, seen.height, seen.sizes) == ("", 9900, 10_000, [])


def test_a_grey_picture_of_many_pixels_is_shown(tmp_path: Path) -> None:
    assert look(samples.black_png(9900, 10_000, 0), tmp_path).sizes == [320, 960, 1920]


@pytest.mark.parametrize("kind", ["PNG", "BMP"])
def test_a_picture_of_almost_100_mb_is_looked_at(kind: str, tmp_path: Path) -> None:
    random = Image.frombytes("RGB", (6600, 5000), os.urandom(6600 * 5000 * 3))
    random.save(tmp_path / "made", kind, compress_level=0)
    assert look((tmp_path / "made").read_bytes(), tmp_path, cpu=4 * CPU).sizes == [320, 960, 1920]


def test_an_icon_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    assert look(samples.icon(samples.black_png(9900, 10_000, 2)), tmp_path).refused == TOO_LARGE


def test_a_film_of_too_many_frames_is_refused(tmp_path: Path) -> None:
    assert look(samples.gif_of(1001), tmp_path).refused == "A picture has at most 1000 frames"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_a_picture_that_is_cut_off_is_refused(kind: str, tmp_path: Path) -> None:
    content = samples.noise(kind)
    assert look(content[: len(content) // 2], tmp_path).refused == DAMAGED


def test_a_document_that_unpacks_to_much_is_not_unpacked(tmp_path: Path) -> None:
    bomb = samples.docx("0" * 60_000_000)
    assert len(bomb) < 100_000, "need a small file"
    seen = look(bomb, tmp_path)
    assert seen.content_type.endswith("wordprocessingml.document")
    assert (tmp_path / "text").read_text("utf-8") == ""


def test_a_document_that_multiplies_its_words_is_not_read(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    seen = look(samples.docx("&b;", before=laughs), tmp_path)
    assert seen.damaged


def test_nothing_leaves_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "slip.zip", "w") as archive:
        archive.writestr("../../evil.txt", "evil")
        archive.writestr("[Content_Types].xml", "<Types/>")
    content = (tmp_path / "slip.zip").read_bytes()
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    assert look(content, inside) == Seen()
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_reader_that_dies_has_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "command", lambda *_: (["/bin/sh", "-c", "kill -SEGV $$"], {}))
    assert sandbox.look("image", tmp_path, tmp_path).damaged == "Its reader died of signal 11"


def test_a_reader_that_does_not_start_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "command", lambda *_: (["/bin/sh", "-c", "exit 1"], {}))
    with pytest.raises(sandbox.Broken):
        sandbox.look("image", tmp_path, tmp_path)


def test_a_reader_knows_no_credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "ours")
    _, told = sandbox.command("image", tmp_path, tmp_path)
    assert not [name for name in told if name.startswith("AWS")]

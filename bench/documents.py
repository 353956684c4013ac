"""Documents: what a folder costs, what a photo takes, and whether many small files at once arrive."""

import contextlib
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from bench import seed
from bench.costs import RRU, WRU, Desk, asked
from bench.line import Line
from bench.stage import Person
from infra.local.cloud import Cloud

FOLDER, PICTURES, FILES, CLIENTS = 50, 5, 1000, 8
PHOTO = (4000, 3000)  # 12 megapixels
MEGABYTE = 1024**2
PATIENCE = 60  # seconds for what was put off


def measure(cloud: Cloud, desk: Desk) -> list[Line]:
    return [*listing(cloud, desk), *feed(cloud, desk), *photo(), *many(cloud, desk)]


def listing(cloud: Cloud, desk: Desk) -> list[Line]:
    tenant = seed.tenant()
    [user] = seed.people(tenant, 1)
    person = desk.person(tenant, user)
    announced = [put(person, place) for place in range(FOLDER + 5)]
    desk.rest()
    counter, answer = asked(desk, person, f"/v1/documents?limit={FOLDER}")
    if len(answer["items"]) != FOLDER:
        raise RuntimeError("another folder was measured")

    def save() -> None:
        with news_later(cloud):
            put(person, len(announced))

    saved = desk.count(save)
    return [
        Line(f"list a folder of {FOLDER}", counter.sum("api").read, RRU, 5),
        Line("save a small file, its three requests", saved.sum("api").write, WRU),
        Line("save a small file, its three requests", saved.sum("api").read, RRU),
        Line("look at it", saved.sum("media").write, WRU),
    ]


def feed(cloud: Cloud, desk: Desk) -> list[Line]:
    """A page of twenty posts by twenty people, some of whom have a picture in it."""
    tenant = seed.tenant()
    reader, *authors = seed.people(tenant, 21)
    groups = [seed.group(tenant, [], count=40) for _ in range(12)]
    seed.joined(tenant, reader, groups)
    content = photo_of((1600, 1200))
    with news_later(cloud):
        pictures = {
            author: send(desk.person(tenant, author), "Mast.jpg", content, "image/jpeg", space=f"a{author}")
            for author in authors[:PICTURES]
        }
    desk.rest()
    written = seed.posts(tenant, [f"g{group}" for group in groups], authors, 40, pictures)
    seed.feed(tenant, f"u{reader}", written)
    seed.reactions(tenant, reader, written[::10])
    seed.seen(tenant, reader, written[-6][0])
    counter, answer = asked(desk, desk.person(tenant, reader), "/v1/feed")
    shown = [file for entry in answer["items"] for file in entry["post"]["files"]]
    if (len(answer["items"]), len(shown), all(file["picture"] for file in shown)) != (20, PICTURES, True):
        raise RuntimeError("another feed was measured")
    return [
        Line(f"feed page of 20, {PICTURES} with a picture", counter.sum("api").read, RRU, 14 + PICTURES / 2)
    ]


@contextlib.contextmanager
def news_later(cloud: Cloud) -> Iterator[None]:
    """S3's news of a file come after it is complete; earlier ones are put off, and nothing waits for them."""
    cloud.pause()
    try:
        yield
    finally:
        cloud.resume()


def put(person: Person, place: int) -> str:
    """A small file; its id."""
    return send(person, f"File {place}.txt", f"the content of file {place}".encode(), "text/plain")


def send(person: Person, name: str, content: bytes, content_type: str, **where: str) -> str:
    """A file, from its announcement to the end; its id."""
    announced = {
        "name": name,
        "size": len(content),
        "content_type": content_type,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    upload = person.post("/v1/documents", announced | where)
    form = upload["form"]
    sent = httpx.post(form["url"], data=form["fields"], files={"file": ("file", content)}, timeout=60)
    sent.raise_for_status()
    return str(person.post(f"/v1/uploads/{upload['id']}/completion", {})["id"])


# A process of its own, whose children are the reader's alone.
_LOOK = """
import json, resource, sys, time
from pathlib import Path
from chalicelib.documents import sandbox
began = time.perf_counter()
seen = sandbox.look("image", Path(sys.argv[1]), Path(sys.argv[2]))
wall = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, seen.sizes]))
"""


def photo() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.write_bytes(photo_of(PHOTO))
        answer = subprocess.run(
            [sys.executable, "-c", _LOOK, str(source), folder], capture_output=True, check=True, text=True
        )
    wall, cpu, memory, sizes = json.loads(answer.stdout)
    if len(sizes) != 3:
        raise RuntimeError("the photo was not made into three pictures")
    return [
        Line("look at a photo of 12 megapixels", wall, "s", 2),
        Line("look at a photo of 12 megapixels", cpu, "s of CPU"),
        Line("look at a photo of 12 megapixels", memory / MEGABYTE, "MB", 300),
    ]


def photo_of(size: tuple[int, int]) -> bytes:
    """Noise over a gradient: about as hard to compress as what cameras make."""
    noise = Image.effect_noise(size, 24).convert("RGB")
    ground = Image.linear_gradient("L").resize(size).convert("RGB")
    made = io.BytesIO()
    Image.blend(ground, noise, 0.3).save(made, "JPEG", quality=92)
    return made.getvalue()


def many(cloud: Cloud, desk: Desk) -> list[Line]:
    """One person's files, from as many clients at once."""
    tenant = seed.tenant()
    [user] = seed.people(tenant, 1)
    person = desk.person(tenant, user)
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        made = set(clients.map(lambda place: _patient(person, place), range(FILES)))
    answered = time.perf_counter() - began
    there = _looked_at(cloud, person)
    settled = time.perf_counter() - began
    cloud.wait_idle(600)  # what is given back to the quota
    used = person.get("/v1/me/storage")["mine"]["bytes"]
    lost = len(made - {one["id"] for one in there}) + FILES - len(made)
    lost += sum(one["state"] != "clean" for one in there)
    return [
        Line(f"of {FILES:,} small files by {CLIENTS} clients, lost or not looked at", lost, "files", 0),
        Line(
            "the same, bytes that are counted wrongly", abs(used - sum(o["size"] for o in there)), "bytes", 0
        ),
        Line("the same, saved", FILES / answered, "files/s"),
        Line("the same, looked at", FILES / settled, "files/s"),
    ]


def _patient(person: Person, place: int) -> str:
    """Tries again where many store at the same moment, as clients do."""
    for tried in range(20):
        try:
            return put(person, place)
        except httpx.HTTPStatusError as error:
            if error.response.status_code not in (409, 429, 503):
                raise
            time.sleep(0.05 * (tried + 1))
    raise RuntimeError(f"file {place} found no place")


def _looked_at(cloud: Cloud, person: Person) -> list[dict[str, Any]]:
    """All that is there, once S3's news were answered, those too that came too early and were put off."""
    until = time.monotonic() + PATIENCE
    while True:
        cloud.wait_idle(600)
        there = _all(person)
        if all(one["state"] != "checking" for one in there) or time.monotonic() > until:
            return there
        time.sleep(0.5)


def _all(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = ""
    while True:
        answer = person.get(f"/v1/documents?limit=100{after}")
        found += answer["items"]
        if not answer["next"]:
            return found
        after = f"&cursor={answer['next']}"

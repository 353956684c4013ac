"""Files, as people put them there, find them, and put them away again."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Dialog, FilePayload, Locator, Page, Route, expect

from chalicelib.core import keys, settings
from chalicelib.core.table import Table
from chalicelib.documents import storage, writes
from chalicelib.documents.model import NodeItem, VersionItem
from tests.browser.conftest import Screen
from tests.documents.files import content_of, folder, looked_at, put
from tests.people import Network, Person
from tests.tenants import pictures

TAKEN = "409 POST .*/v1/documents$"
Allow = Callable[[str], None]
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


@pytest.fixture(scope="module")
def pair(network: Network) -> list[Person]:
    return network.people("Paula Putter", "Rolf Reader")


@pytest.fixture
def group(pair: list[Person]) -> str:
    """One of both."""
    id_ = pair[0].make_group("Site plans")
    pair[1].join(id_)
    return id_


def at(network: Network, path: str = "") -> str:
    return f"/at/{network.slug}/files{path}"


def mine(person: Person) -> str:
    return at(person.network, f"/u{person.id}")


def file(name: str, content: bytes = b"words") -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def upload(page: Page, *files: FilePayload | Path) -> None:
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Upload", exact=True).click()
    choosing.value.set_files(list(files))  # type: ignore[arg-type]


def tray(page: Page) -> Locator:
    return page.get_by_role("region", name="Uploads")


def entry(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


def choose(page: Page, name: str, act: str) -> None:
    page.get_by_role("button", name=f"More for {name}", exact=True).click()
    page.get_by_role("menuitem", name=act, exact=True).click()


def test_what_one_uploads_to_a_group_another_sees_and_downloads(
    screen: Screen, network: Network, pair: list[Person], group: str
) -> None:
    putting = screen(pair[0], f"/at/{network.slug}/groups/{group}")
    parts = putting.get_by_role("navigation", name="Parts of this group")
    parts.get_by_role("link", name="Files").click()
    upload(putting, file("Plan.txt", b"Dig here."), file("List.txt", b"Spades"))
    expect(tray(putting).get_by_text("Uploaded", exact=True)).to_have_count(2)
    expect(entry(putting, "Plan.txt")).to_contain_text("9 bytes")

    reading = screen(pair[1], at(network, f"/g{group}"))
    expect(entry(reading, "Plan.txt")).to_contain_text("Paula Putter")
    with reading.expect_download() as download:
        choose(reading, "Plan.txt", "Download")
    assert download.value.suggested_filename == "Plan.txt"
    assert Path(download.value.path()).read_bytes() == b"Dig here."


def test_a_name_that_is_taken_is_asked_about(screen: Screen, person: Person, allow: Allow) -> None:
    allow(TAKEN)
    for name in ("A.txt", "B.txt", "C.txt"):
        put(person, b"old", name)
    page = screen(person, mine(person))
    upload(page, file("A.txt", b"new A"), file("B.txt", b"new B"), file("C.txt", b"new C"))
    for name, choice in (("A.txt", "New version"), ("B.txt", "Keep both"), ("C.txt", "Skip")):
        page.get_by_role("group", name=f"What to do with {name}").get_by_role("button", name=choice).click()
    expect(tray(page).get_by_text("Uploaded", exact=True)).to_have_count(2)
    expect(entry(page, "B (2).txt")).to_be_visible()
    expect(entry(page, "C.txt")).to_contain_text("3 bytes")
    choose(page, "A.txt", "Versions")
    versions = page.get_by_role("dialog").get_by_role("listitem")
    expect(versions.nth(0)).to_contain_text("Version 2Counts now")
    page.get_by_role("button", name="Bring back version 1").click()
    expect(versions.nth(0)).to_contain_text("Version 3Counts now")


def test_what_goes_into_the_bin_comes_back(screen: Screen, person: Person) -> None:
    put(person, name="Draft.txt")
    page = screen(person, mine(person))
    choose(page, "Draft.txt", "Move to the bin")
    expect(entry(page, "Draft.txt")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(entry(page, "Draft.txt")).to_be_visible()

    choose(page, "Draft.txt", "Move to the bin")
    page.get_by_role("link", name="Bin").click()
    page.get_by_role("button", name="Restore Draft.txt").click()
    expect(page.get_by_role("button", name="Restore Draft.txt")).to_have_count(0)
    page.get_by_role("link", name="My files").click()
    expect(entry(page, "Draft.txt")).to_be_visible()


def test_what_is_deleted_for_good_was_asked_about(screen: Screen, person: Person, axe: Axe) -> None:
    made = put(person, name="Secret.txt")
    person.delete(f"/v1/documents/{made['id']}")
    page = screen(person, f"{mine(person)}/bin")
    expect(page.get_by_text("Secret.txt")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Delete for good: Secret.txt").click()
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Secret.txt")).to_have_count(0)
    assert person.ask("GET", f"/v1/documents/{made['id']}").status_code == 404


def test_folders_are_made_renamed_and_gone_into(screen: Screen, person: Person, allow: Allow) -> None:
    page = screen(person, mine(person))
    page.get_by_role("button", name="New folder").click()
    page.get_by_role("textbox", name="Name").fill("Trips")
    page.get_by_role("button", name="Make the folder").click()
    page.get_by_role("link", name="Trips").click()
    expect(page.get_by_role("heading", name="Trips")).to_be_visible()
    upload(page, file("Route.txt"))
    expect(entry(page, "Route.txt")).to_be_visible()
    choose(page, "Route.txt", "Rename")
    page.get_by_role("textbox", name="Name").fill("Way.txt")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(entry(page, "Way.txt")).to_be_visible()
    page.get_by_role("navigation", name="Where this lies").get_by_role("link", name="My files").click()
    expect(entry(page, "Trips")).to_be_visible()

    allow("409 POST .*/v1/folders")
    page.get_by_role("button", name="New folder").click()
    page.get_by_role("textbox", name="Name").fill("trips")
    page.get_by_role("button", name="Make the folder").click()
    expect(page.get_by_role("dialog")).to_contain_text("There is one of this name already.")


def test_a_press_on_a_heading_sorts(screen: Screen, person: Person) -> None:
    for name, size in (("b.txt", 30), ("a.txt", 20), ("c.txt", 10)):
        put(person, b"x" * size, name)
    page = screen(person, mine(person))
    expect(page.locator("tbody .files-open")).to_have_text(["a.txt", "b.txt", "c.txt"])
    page.get_by_role("button", name="Size").click()
    expect(page.locator("tbody .files-open")).to_have_text(["b.txt", "a.txt", "c.txt"])
    expect(page.get_by_role("columnheader", name="Size")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Size").click()
    expect(page.locator("tbody .files-open")).to_have_text(["c.txt", "a.txt", "b.txt"])


def test_who_may_only_read_is_offered_nothing_else(
    screen: Screen, network: Network, pair: list[Person]
) -> None:
    put(network.owner, name="Rules.txt", space="company", keep_both=True)
    page = screen(pair[0], at(network))
    expect(entry(page, "Rules.txt")).to_be_visible()
    expect(page.get_by_role("button", name="Upload", exact=True)).to_have_count(0)
    page.get_by_role("button", name="More for Rules.txt").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Download", "Copy", "Versions", "Details"])


def test_an_upload_goes_on_while_one_moves_between_screens_and_can_be_stopped(
    screen: Screen, person: Person
) -> None:
    page = screen(person, mine(person))
    throttle(page)
    upload(page, file("Large.bin", b"x" * 900_000))
    expect(page.get_by_role("progressbar", name="Large.bin")).to_have_attribute(
        "aria-valuetext", re.compile(r"^[1-9]\d?%$")
    )
    page.get_by_role("navigation").get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Large.bin")).to_be_visible()
    page.get_by_role("button", name="Stop: Large.bin").click()
    expect(tray(page)).to_have_count(0)


def test_folders_that_are_dropped_come_with_all_that_lies_in_them(
    screen: Screen, person: Person, tmp_path: Path
) -> None:
    below = tmp_path / "Album" / "Summer"
    below.mkdir(parents=True)
    (below / "Sea.txt").write_bytes(b"blue")
    (tmp_path / "Loose.txt").write_bytes(b"loose")
    page = screen(person, mine(person))
    expect(page.get_by_text("Nothing lies here yet")).to_be_visible()
    drop(page, tmp_path / "Album", tmp_path / "Loose.txt")
    expect(tray(page).get_by_text("Uploaded", exact=True)).to_have_count(2)
    expect(entry(page, "Loose.txt")).to_be_visible()
    page.get_by_role("link", name="Album").click()
    page.get_by_role("link", name="Summer").click()
    expect(entry(page, "Sea.txt")).to_be_visible()


def drop(page: Page, *paths: Path) -> None:
    """As from the desktop: by the debugger, for a page cannot make such a drop itself."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    box = page.locator(".drop").bounding_box()
    assert box
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 100, "data": data}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **place})


def test_a_lost_connection_only_delays(screen: Screen, person: Person, allow: Allow) -> None:
    allow("failed: ")
    page = screen(person, mine(person))
    expect(page.get_by_role("button", name="New folder")).to_be_visible()
    page.context.set_offline(True)
    upload(page, file("Late.txt"))
    expect(tray(page)).to_contain_text("It goes on by itself")
    page.context.set_offline(False)
    expect(entry(page, "Late.txt")).to_be_visible()


def test_a_download_does_not_ask_whether_to_leave_what_is_on_its_way(screen: Screen, person: Person) -> None:
    put(person, b"take me", "Take.txt")
    page = screen(person, mine(person))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    throttle(page)
    upload(page, file("Slow.bin", b"x" * 900_000))
    expect(page.get_by_role("progressbar", name="Slow.bin")).to_be_visible()
    with page.expect_download() as download:
        choose(page, "Take.txt", "Download")
    assert Path(download.value.path()).read_bytes() == b"take me"
    assert asked == []


def throttle(page: Page) -> None:
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 40_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large is what is small enough for a test; S3 takes no smaller parts."""
    monkeypatch.setattr(storage, "WHOLE", 1024)
    monkeypatch.setattr(storage, "PART", 5 * 1024**2)


@pytest.mark.usefixtures("in_parts")
def test_a_large_file_goes_on_with_the_part_at_which_it_broke_off(
    screen: Screen, person: Person, allow: Allow, tmp_path: Path
) -> None:
    allow("failed: PUT ")
    content = b"0123456789abcdef" * (12 * 1024**2 // 16)
    huge = tmp_path / "Huge.bin"
    huge.write_bytes(content)
    sent: list[str] = []

    def pass_on(route: Route) -> None:
        part = re.findall(r"partNumber=(\d+)", route.request.url)[0]
        sent.append(part)
        if sent == ["1", "2"]:
            route.abort()
        else:
            route.continue_()

    page = screen(person, mine(person))
    page.route(
        re.compile("partNumber="), lambda route: pass_on(route) if _is_put(route) else route.continue_()
    )
    upload(page, huge)
    expect(tray(page).get_by_text("Uploaded", exact=True)).to_be_visible()
    assert sent == ["1", "2", "2", "3"]
    [made] = [one for one in person.all("/v1/documents") if one["name"] == "Huge.bin"]
    assert content_of(person, made["id"]).content == content


def _is_put(route: Route) -> bool:
    return route.request.method == "PUT"


def test_what_is_moved_lies_in_the_other_folder(screen: Screen, person: Person) -> None:
    folder(person, "Shelf")
    put(person, name="Book.txt")
    page = screen(person, mine(person))
    choose(page, "Book.txt", "Move")
    page.get_by_role("dialog").get_by_role("button", name="Shelf").click()
    page.get_by_role("button", name="Move here").click()
    expect(entry(page, "Book.txt")).to_have_count(0)
    page.get_by_role("link", name="Shelf").click()
    expect(entry(page, "Book.txt")).to_be_visible()


def test_the_grid_is_remembered_and_offers_the_same(screen: Screen, person: Person) -> None:
    put(person, name="Leaf.txt")
    page = screen(person, mine(person))
    page.get_by_role("button", name="Show as a grid").click()
    page.reload()
    expect(
        page.get_by_role("list", name="Files").get_by_role("button", name="Leaf.txt", exact=True)
    ).to_be_visible()
    choose(page, "Leaf.txt", "Details")
    expect(page.get_by_role("dialog")).to_contain_text("5 bytes")


def test_by_keyboard_one_goes_from_line_to_line_and_renames(screen: Screen, person: Person) -> None:
    for name in ("one.txt", "two.txt"):
        put(person, name=name)
    page = screen(person, mine(person))
    page.get_by_role("button", name="one.txt", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="two.txt", exact=True)).to_be_focused()
    page.keyboard.press("F2")
    expect(page.get_by_role("dialog", name="Rename two.txt")).to_be_visible()


def unseen(network: Network, made: Any) -> None:
    """As a file is before it was looked at."""
    table = Table(network.tenant)
    node = table.get(keys.document(made["id"]), NodeItem)
    version = table.get(keys.document_version(made["id"], 1), VersionItem)
    assert node
    assert version
    version.state = "checking"
    after = msgspec.structs.replace(node, state="checking")
    writes.change(table, node, after, table.putting(keys.document_version(node.id, 1), version))


def test_a_picture_and_a_text_are_looked_at_once_they_were_checked(
    screen: Screen, network: Network, person: Person
) -> None:
    looked_at(network, person, pictures.png(40, 8, shade=0x55), "Sign.png", content_type="image/png")
    looked_at(network, person, "Grüße".encode(), "Note.txt")
    unseen(network, looked_at(network, person, b"new", "New.txt"))
    page = screen(person, mine(person))
    expect(entry(page, "New.txt")).to_contain_text("Being checked")
    page.get_by_role("button", name="New.txt", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("still being checked")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Note.txt", exact=True).click()
    expect(page.get_by_role("dialog").get_by_text("Grüße")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sign.png", exact=True).click()
    shown = page.get_by_role("dialog").get_by_role("img", name="Sign.png")
    expect(shown).to_be_visible()
    assert shown.evaluate("async img => (await img.decode(), img.naturalWidth)") == 40


def test_on_a_phone_nothing_is_wider_than_the_screen(screen: Screen, person: Person, axe: Axe) -> None:
    put(person, name="A rather long name of a file that goes on " + "and on " * 10 + ".txt")
    folder(person, "Folder")
    page = screen(person, mine(person), phone=True)
    expect(entry(page, "A rather long name")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(page) == []


def test_the_list_the_tray_and_a_preview_are_in_nobodys_way(
    screen: Screen, network: Network, person: Person, axe: Axe, allow: Allow
) -> None:
    allow(TAKEN)
    looked_at(network, person, b"words", "Open.txt")
    page = screen(person, mine(person), theme="dark")
    upload(page, file("New.txt"), file("Open.txt"))
    expect(tray(page)).to_contain_text("There is a file of this name already.")
    expect(entry(page, "New.txt").last).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Open.txt", exact=True).click()
    expect(page.get_by_role("dialog").get_by_text("words")).to_be_visible()
    assert axe(page) == []


@pytest.mark.usefixtures("in_parts")
def test_after_a_reload_a_large_file_goes_on_once_it_was_chosen_again(
    screen: Screen, person: Person, allow: Allow
) -> None:
    allow("failed: PUT ")
    content = b"0123456789abcdef" * (6 * 1024**2 // 16)
    page = screen(person, mine(person))
    page.on("dialog", lambda dialog: dialog.accept())
    sent: list[str] = []

    def first_alone(route: Route) -> None:
        if not _is_put(route):
            return route.continue_()
        part = re.findall(r"partNumber=(\d+)", route.request.url)[0]
        sent.append(part)
        return route.continue_() if part == "1" or "2" in sent[:-1] else None  # the second hangs

    page.route(re.compile("partNumber="), first_alone)
    with page.expect_request(lambda one: "partNumber=2" in one.url, timeout=30_000):
        upload(page, file("Huge.bin", content))
    page.reload()
    expect(tray(page)).to_contain_text("83% is there.")
    again(page, file("Other.bin", content))
    expect(page.get_by_text("This is another file")).to_be_visible()
    again(page, file("Huge.bin", content))
    expect(tray(page).get_by_text("Uploaded", exact=True)).to_be_visible()
    assert sent == ["1", "2", "2"]
    [made] = [one for one in person.all("/v1/documents") if one["name"] == "Huge.bin"]
    assert content_of(person, made["id"]).content == content
    page.reload()
    expect(entry(page, "Huge.bin")).to_be_visible()
    expect(tray(page)).to_have_count(0)


def again(page: Page, file: FilePayload) -> None:
    with page.expect_file_chooser() as choosing:
        tray(page).get_by_role("button", name="Choose the file again").click()
    choosing.value.set_files([file])


def test_who_has_no_room_left_is_told_the_numbers(
    screen: Screen, person: Person, allow: Allow, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow("413 POST .*/v1/documents$")
    put(person, b"x" * 600)
    monkeypatch.setattr(settings, "person_quota", lambda: 1000)
    page = screen(person, mine(person))
    upload(page, file("Large.txt", b"x" * 2000))
    expect(tray(page)).to_contain_text("You store 600 bytes of 1 kB; this file has 2 kB.")


def test_the_bin_is_emptied_once_one_says_so_twice(screen: Screen, network: Network, person: Person) -> None:
    for name in ("One.txt", "Two.txt"):
        person.delete(f"/v1/documents/{put(person, name=name)['id']}")
    page = screen(person, at(network, f"/u{person.id}/bin"))
    page.get_by_role("button", name="Empty the bin").click()
    page.get_by_role("dialog").get_by_role("button", name="Empty the bin").click()
    expect(page.get_by_text("The bin is empty.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("The bin is empty.")).to_be_visible()


def test_an_album_shows_its_photos_and_opens_them(screen: Screen, network: Network, person: Person) -> None:
    page = screen(person, mine(person))
    page.get_by_role("button", name="More to add").click()
    page.get_by_role("menuitem", name="New album").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Summer party")
    page.get_by_role("dialog").get_by_role("button", name="Make").click()
    expect(entry(page, "Summer party")).to_contain_text("Album")
    [album] = [one["id"] for one in person.all("/v1/documents")]
    for n in range(2):
        shot = pictures.png(40 + n, 40, shade=0x55)
        looked_at(network, person, shot, f"Shot {n}.png", content_type="image/png", folder=album)
    put(person, name="Programme.txt", folder=album)
    page.get_by_role("link", name="Summer party").click()
    photos = page.get_by_role("list", name="Photos")
    expect(photos.get_by_role("listitem")).to_have_count(2)
    expect(entry(page, "Programme.txt")).to_be_visible()
    photos.get_by_role("button", name="Shot 0.png", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Shot 0.png")


def test_a_folder_is_chosen_and_sent_with_all_that_lies_in_it(
    screen: Screen, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "Plans/Sites").mkdir(parents=True)
    (tmp_path / "Plans/All.txt").write_text("all")
    (tmp_path / "Plans/Sites/Vale.txt").write_text("vale")
    page = screen(person, mine(person))
    page.get_by_role("button", name="More to add").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Upload a folder").click()
    chooser.value.set_files(tmp_path / "Plans")
    page.get_by_role("link", name="Plans").click()
    expect(entry(page, "All.txt")).to_be_visible()
    page.get_by_role("link", name="Sites").click()
    expect(entry(page, "Vale.txt")).to_be_visible()

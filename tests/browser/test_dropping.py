"""What a mouse drops: files of this device wherever one means them, lines of the list on folders."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen
from tests.browser.test_documents import at, entry, mine, tray
from tests.chat.talk import id_of, pair
from tests.documents.files import folder, names, put
from tests.people import Network, Person


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network()


def drop(
    page: Page, on: Locator, *paths: Path, kinds: tuple[str, ...] = ("dragEnter", "dragOver", "drop")
) -> None:
    """As from the desktop: by the debugger, for a page cannot make such a drop itself."""
    box = on.bounding_box()
    assert box
    data: dict[str, Any] = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "data": data}
    session = page.context.new_cdp_session(page)
    for kind in kinds:
        session.send("Input.dispatchDragEvent", {"type": kind, **place})


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Plan.txt"
    path.write_text("plan")
    return path


def test_files_are_dropped_anywhere_on_the_screen_of_a_folder(
    screen: Screen, person: Person, plan: Path
) -> None:
    page = screen(person, mine(person))
    expect(page.get_by_text("Nothing lies here yet")).to_be_visible()
    heading = page.get_by_role("heading", name="My files")
    drop(page, heading, plan, kinds=("dragEnter", "dragOver"))
    expect(page.get_by_text("Drop files here to upload them")).to_be_visible()
    drop(page, heading, plan, kinds=("drop",))
    expect(page.get_by_text("Drop files here to upload them")).to_be_hidden()
    expect(entry(page, "Plan.txt")).to_be_visible()


def test_files_are_dropped_on_a_folder_in_the_list(screen: Screen, person: Person, plan: Path) -> None:
    shelf = folder(person, "Shelf")
    page = screen(person, mine(person))
    drop(page, page.get_by_role("link", name="Shelf"), plan)
    expect(tray(page).get_by_text("Uploaded", exact=True)).to_be_visible()
    assert names(person, f"folder={shelf}") == ["Plan.txt"]
    assert names(person, f"space=u{person.id}") == ["Shelf"]


REFUSES = """() => {
  const data = new DataTransfer();
  data.items.add(new File(["a"], "a.txt"));
  const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  return !document.body.dispatchEvent(drop);
}"""


@pytest.mark.parametrize(("path", "seen"), [("/files/company", ".drop"), ("/people", ".rows")])
def test_what_is_dropped_where_nothing_takes_it_is_not_opened_instead_of_the_page(
    screen: Screen, network: Network, person: Person, plan: Path, path: str, seen: str
) -> None:
    page = screen(person, f"/at/{network.slug}{path}")
    expect(page.locator(seen).first).to_be_visible()
    drop(page, page.get_by_role("main"), plan, kinds=("dragEnter", "dragOver"))
    if path == "/files/company":
        expect(page.get_by_text("You may only read here.")).to_be_visible()
    drop(page, page.get_by_role("main"), plan, kinds=("drop",))
    refused = page.evaluate(REFUSES)
    assert refused
    assert page.url.endswith(path)
    expect(tray(page)).to_have_count(0)


def test_lines_are_dragged_into_a_folder_and_back_to_where_it_lies(screen: Screen, person: Person) -> None:
    shelf = folder(person, "Shelf")
    for name in ("a.txt", "b.txt", "c.txt"):
        put(person, name=name)
    page = screen(person, mine(person))
    line(page, "a.txt").drag_to(line(page, "Shelf"))
    expect(page.get_by_text("“a.txt” was moved.")).to_be_visible()
    for name in ("b.txt", "c.txt"):
        page.get_by_role("checkbox", name=f"Select {name}").check()
    line(page, "c.txt").drag_to(line(page, "Shelf"))
    expect(page.locator("tbody .files-open")).to_have_text(["Shelf"])
    assert sorted(names(person, f"folder={shelf}")) == ["a.txt", "b.txt", "c.txt"]
    line(page, "Shelf").click()
    way = page.get_by_role("navigation", name="Where this lies")
    line(page, "b.txt").drag_to(way.get_by_role("link", name="My files"))
    expect(page.locator("tbody .files-open")).to_have_text(["a.txt", "c.txt"])
    assert sorted(names(person, f"space=u{person.id}")) == ["Shelf", "b.txt"]


def test_who_may_only_read_drags_nothing(screen: Screen, network: Network, person: Person) -> None:
    owner = network.owner
    folder(owner, "Rules", space="company")
    put(owner, name="Old.txt", space="company")
    page = screen(person, at(network))
    line(page, "Old.txt").drag_to(line(page, "Rules"))
    expect(entry(page, "Old.txt")).to_be_visible()
    assert "Old.txt" in names(owner, "space=company")


def line(page: Page, name: str) -> Locator:
    return page.locator(".files-open").get_by_text(name, exact=True)


PASTE = """() => {
  const data = new DataTransfer();
  data.items.add(new File(["shot"], "Shot.txt", {type: "text/plain"}));
  const how = {clipboardData: data, bubbles: true, cancelable: true};
  document.body.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def test_a_file_that_is_pasted_comes_into_the_folder(screen: Screen, person: Person) -> None:
    page = screen(person, mine(person))
    expect(page.get_by_text("Nothing lies here yet")).to_be_visible()
    page.evaluate(PASTE)
    expect(entry(page, "Shot.txt")).to_be_visible()


def test_a_file_is_dropped_anywhere_on_a_conversation(
    screen: Screen, network: Network, person: Person, plan: Path
) -> None:
    page = screen(person, f"/at/{network.slug}/chat/{id_of(pair(person, network.owner))}")
    expect(page.get_by_role("button", name="Attach files")).to_be_visible()  # from now on files are taken
    drop(page, page.get_by_role("log", name="Messages"), plan)
    expect(page.get_by_role("list", name="Attached files")).to_contain_text("Plan.txt")

"""Files beside words: attached by those who write, seen and opened by those who read."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Screen
from tests.browser.test_dropping import drop
from tests.chat.talk import id_of, pair, say
from tests.documents import samples
from tests.documents.files import content_of, looked_at
from tests.people import Network, Person

PICTURE: FilePayload = {
    "name": "Ridge.jpg",
    "mimeType": "image/jpeg",
    "buffer": samples.photo(size=(640, 320)),
}
NOTE: FilePayload = {"name": "Plan.txt", "mimeType": "text/plain", "buffer": b"Bolt it down."}


@pytest.fixture
def group(network: Network) -> str:
    return network.owner.make_group("Field notes")


@pytest.fixture
def ada(network: Network, group: str) -> Person:
    return network.people("Ada Lovelace", groups=[group])[0]


def attach(page: Page, within: Locator, *files: FilePayload) -> None:
    with page.expect_file_chooser() as choosing:
        within.get_by_role("button", name="Attach files").click()
        page.get_by_role("menuitem", name="From this device").click()
    choosing.value.set_files(list(files))


def compose(page: Page) -> Locator:
    page.get_by_role("button", name="Write something").click()
    return page.get_by_role("form", name="New post")


def lent(network: Network, person: Person, content: bytes = b"words", name: str = "Plan.txt") -> str:
    return str(looked_at(network, person, content, name, space=f"a{person.id}", keep_both=True)["id"])


def test_a_picture_and_a_file_go_along_with_a_post(
    screen: Screen, network: Network, ada: Person, group: str
) -> None:
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    form = compose(page)
    attach(page, form, PICTURE, NOTE)
    expect(form.get_by_role("list", name="Attached files").get_by_role("listitem")).to_have_count(2)
    form.get_by_role("button", name="Publish").click()
    expect(form).to_have_count(0)
    network.cloud.wait_idle()
    hers = screen(ada, f"/at/{network.slug}/groups/{group}")
    picture = hers.get_by_role("button", name="Ridge.jpg")
    expect(picture.locator("img")).to_have_attribute("data-loaded", "true")
    hers.get_by_role("button", name="Plan.txt 13 bytes").click()
    expect(hers.get_by_role("dialog").get_by_text("Bolt it down.")).to_be_visible()


def test_what_is_being_checked_is_shown_once_it_was(screen: Screen, network: Network, group: str) -> None:
    network.cloud.pause()
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    try:
        form = compose(page)
        attach(page, form, PICTURE)
        form.get_by_role("button", name="Publish").click()
        post = page.get_by_role("article").filter(has_text="Ridge.jpg")
        expect(post).to_contain_text("Being checked")
    finally:
        network.cloud.resume()
    expect(page.get_by_role("button", name="Ridge.jpg").locator("img")).to_be_visible(timeout=20_000)


def test_a_file_that_is_taken_out_again_goes_into_the_bin(
    screen: Screen, network: Network, group: str
) -> None:
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    form = compose(page)
    attach(page, form, {**NOTE, "name": "Not wanted.txt"})
    expect(form.locator('.attach-chip[data-state="done"]')).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        form.get_by_role("button", name="Take out Not wanted.txt").click()
    expect(form.get_by_role("list", name="Attached files")).to_have_count(0)
    binned = network.owner.all(f"/v1/bin?space=a{network.owner.id}")
    assert "Not wanted.txt" in [one["name"] for one in binned]


def test_what_is_attached_waits_with_its_draft(screen: Screen, network: Network, group: str) -> None:
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    form = compose(page)
    attach(page, form, NOTE)
    form.get_by_role("button", name="Close").click()
    expect(compose(page).get_by_role("list", name="Attached files")).to_contain_text("Plan.txt")


def test_a_folder_that_is_dropped_says_where_folders_go(
    screen: Screen, network: Network, group: str, tmp_path: Path
) -> None:
    (tmp_path / "Plans").mkdir()
    (tmp_path / "Plan.txt").write_text("plan")
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    form = compose(page)
    drop(page, form.get_by_role("textbox"), tmp_path / "Plans", tmp_path / "Plan.txt")
    expect(page.get_by_text("Folders cannot be attached.")).to_be_visible()
    expect(form.get_by_role("list", name="Attached files").get_by_role("listitem")).to_have_text(["Plan.txt"])
    form.get_by_role("button", name="Take out Plan.txt").click()


def test_a_comment_may_be_a_file_alone(screen: Screen, network: Network, ada: Person, group: str) -> None:
    post = network.owner.publish(group, "Who has the plan?")
    page = screen(ada, f"/at/{network.slug}/posts/{post}")
    page.get_by_role("textbox", name="Write a comment").focus()
    talk = page.locator(".text-box")
    attach(page, talk, NOTE)
    send = talk.get_by_role("button", name="Send")
    expect(send).to_be_enabled()
    send.click()
    network.cloud.wait_idle()
    hers = screen(network.owner, f"/at/{network.slug}/posts/{post}")
    expect(hers.get_by_role("button", name="Plan.txt 13 bytes")).to_be_visible()


def test_a_message_with_a_picture_reaches_the_other_at_once(
    screen: Screen, network: Network, ada: Person
) -> None:
    path = pair(ada, network.owner)
    hers, his = (screen(one, f"/at/{network.slug}/chat/{id_of(path)}") for one in (ada, network.owner))
    expect(his.get_by_role("button", name="Attach files")).to_be_visible()
    attach(hers, hers.locator(".chat-composer"), PICTURE)
    send = hers.get_by_role("button", name="Send", exact=True)
    expect(send).to_be_enabled()
    send.click()
    expect(his.get_by_role("button", name="Ridge.jpg").locator("img")).to_be_visible(timeout=20_000)


def test_what_one_has_sent_is_seen_to_its_end_once_its_pictures_are_there(
    screen: Screen, network: Network, ada: Person
) -> None:
    path = pair(network.owner, ada)
    for n in range(20):
        say(ada, path, f"Line {n}")
    page = screen(network.owner, f"/at/{network.slug}/chat/{id_of(path)}")
    log = page.get_by_role("log", name="Messages")
    expect(log).to_contain_text("Line 19")
    attach(page, page.locator(".chat-composer"), *({**PICTURE, "name": f"Ridge {n}.jpg"} for n in range(4)))
    expect(page.locator('.attach-chip[data-state="done"]')).to_have_count(4)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(log.locator('img[data-loaded="true"]')).to_have_count(4, timeout=20_000)
    left = "log => log.scrollHeight - log.scrollTop - log.clientHeight"
    assert log.evaluate(left) < 2


def test_files_that_are_pasted_are_attached(screen: Screen, network: Network, group: str) -> None:
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    form = compose(page)
    expect(form.get_by_role("button", name="Attach files")).to_be_visible()
    form.get_by_role("textbox").evaluate(
        """box => {
            const data = new DataTransfer();
            data.items.add(new File(["words"], "Pasted.txt", {type: "text/plain"}));
            const given = {clipboardData: data, bubbles: true, cancelable: true};
            box.dispatchEvent(new ClipboardEvent("paste", given));
        }"""
    )
    expect(form.get_by_role("list", name="Attached files")).to_contain_text("Pasted.txt")


def test_who_may_not_see_a_linked_file_is_told_so(
    screen: Screen, network: Network, ada: Person, group: str
) -> None:
    closed = network.owner.make_group("Board", visibility="secret")
    file = looked_at(network, network.owner, b"secret", "Salaries.txt", space=f"g{closed}")["id"]
    post = network.owner.publish(group, "As agreed", attachments=[file])
    page = screen(ada, f"/at/{network.slug}/posts/{post}")
    expect(page.get_by_text("One file is not here any more, or you may not see it.")).to_be_visible()
    expect(page.get_by_text("Salaries")).to_have_count(0)


def test_many_pictures_are_gone_through_one_by_one(
    screen: Screen, network: Network, ada: Person, group: str
) -> None:
    files = [
        lent(network, network.owner, samples.photo(size=(64 + 8 * n, 64)), f"Shot {n}.jpg") for n in range(6)
    ]
    post = network.owner.publish(group, "The ridge", attachments=files)
    page = screen(ada, f"/at/{network.slug}/posts/{post}")
    pictures = page.get_by_role("list", name="Attached pictures")
    expect(pictures.get_by_role("listitem")).to_have_count(4)
    expect(pictures).to_contain_text("+2")
    pictures.get_by_role("button").last.click()
    expect(page.get_by_role("dialog")).to_contain_text("Shot 3.jpg")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog")).to_contain_text("Shot 4.jpg")


def test_what_the_viewer_saves_is_the_file(screen: Screen, network: Network, ada: Person, group: str) -> None:
    file = lent(network, network.owner, b"to be saved", "Saved.txt")
    post = network.owner.publish(group, "Here", attachments=[file])
    page = screen(ada, f"/at/{network.slug}/posts/{post}")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download: Saved.txt").click()
    assert saving.value.path().read_bytes() == content_of(network.owner, file).content


def test_a_file_that_is_here_already_is_attached_from_where_it_lies(
    screen: Screen, network: Network, ada: Person, group: str
) -> None:
    looked_at(network, network.owner, b"Ours", "Ours.txt", space=f"g{group}")
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    form = compose(page)
    form.get_by_role("button", name="Attach files").click()
    page.get_by_role("menuitem", name="From files").click()
    dialog = page.get_by_role("dialog", name="Attach from files")
    dialog.get_by_role("button", name="Field notes").last.click()
    dialog.get_by_text("Ours.txt").click()
    dialog.get_by_role("button", name="Attach one file").click()
    form.get_by_role("button", name="Publish").click()
    hers = screen(ada, f"/at/{network.slug}/groups/{group}")
    expect(hers.get_by_role("button", name="Ours.txt 4 bytes")).to_be_visible()

"""Posts and the talk below them, as people use them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, WebSocketRoute, expect

from tests.browser.conftest import Screen, without_frames
from tests.people import Network, Person


@pytest.fixture
def group(network: Network) -> str:
    return network.owner.make_group("Field notes")


@pytest.fixture
def ada(network: Network, group: str) -> Person:
    return network.people("Ada Lovelace", groups=[group])[0]


@pytest.fixture
def post(network: Network, group: str) -> str:
    return network.owner.publish(group, "The mast on the ridge drifts.")


def path(network: Network, post: str) -> str:
    return f"/at/{network.slug}/posts/{post}"


def choose(where: Locator, page: Page, action: str) -> None:
    """From a post's or a comment's menu."""
    where.get_by_role("button", name="More for this").first.click()
    page.get_by_role("menuitem", name=action, exact=True).click()


def write(page: Page, text: str, label: str = "Write a comment") -> None:
    box = page.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Control+Enter")


def fail(page: Page, pattern: str, method: str, status: int = 500) -> None:
    """Requests like these are answered by a broken server."""

    def answer(route: Route) -> None:
        if route.request.method != method:
            route.fallback()
        else:
            problem = f'{{"type": "/problems/internal", "status": {status}}}'
            route.fulfill(status=status, content_type="application/problem+json", body=problem)

    page.route(pattern, answer)


def test_a_reaction_shows_at_once_and_to_others_without_reloading(
    screen: Screen, network: Network, ada: Person, post: str
) -> None:
    mine, hers = screen(network.owner, path(network, post)), screen(ada, path(network, post))
    expect(hers.get_by_text("The mast on the ridge")).to_be_visible()
    mine.get_by_role("button", name="React").click()
    mine.get_by_role("dialog").get_by_role("button", name="🎉").click()
    chip = mine.get_by_role("button", name="🎉, one reaction")
    expect(chip).to_have_attribute("aria-pressed", "true")
    theirs = hers.get_by_role("button", name="🎉, one reaction")
    expect(theirs).to_have_attribute("aria-pressed", "false")
    theirs.click()
    expect(mine.get_by_role("button", name="🎉, 2 reactions")).to_be_visible()


def test_a_reaction_that_is_refused_is_taken_back(
    screen: Screen, network: Network, post: str, allow: Callable[[str], None]
) -> None:
    network.owner.put(f"/v1/posts/{post}/reactions/👍")
    allow("500 DELETE .*/reactions/")
    page = screen(network.owner, path(network, post))
    fail(page, "**/reactions/**", "DELETE")
    chip = page.get_by_role("button", name="👍, one reaction")
    chip.click()
    expect(page.get_by_role("status").filter(has_text="Something broke on our side")).to_be_visible()
    expect(chip).to_have_attribute("aria-pressed", "true")


def test_any_emoji_is_found_by_its_name_and_taken_by_keys(
    screen: Screen, network: Network, post: str
) -> None:
    page = screen(network.owner, path(network, post))
    page.get_by_role("button", name="React").press("Enter")
    page.get_by_role("button", name="More emoji").press("Enter")
    search = page.get_by_role("searchbox", name="Search emoji")
    search.fill("launch")
    rocket = page.get_by_role("option", name="rocket")
    expect(search).to_have_attribute("aria-activedescendant", str(rocket.get_attribute("id")))
    search.press("Enter")
    expect(page.get_by_role("button", name="🚀, one reaction")).to_be_visible()


def test_what_is_said_reaches_who_reads_along(
    screen: Screen, network: Network, ada: Person, post: str
) -> None:
    mine, hers = screen(network.owner, path(network, post)), screen(ada, f"/at/{network.slug}/")
    expect(hers.get_by_text("The mast on the ridge")).to_be_visible()
    write(mine, "By a tenth of a degree.")
    expect(hers.get_by_text("By a tenth of a degree.")).to_be_visible()
    hers.get_by_role("button", name="Reply").click()
    write(hers, "Only in the sun.", f"Reply to {network.owner.session['user']['name']}")
    reply = mine.get_by_role("listitem").get_by_role("listitem")
    expect(reply.get_by_text("Only in the sun.")).to_be_visible()
    expect(mine.get_by_role("button", name="2 people take part")).to_be_visible()


def test_a_comment_that_did_not_arrive_keeps_its_words_and_is_sent_once(
    screen: Screen, network: Network, post: str, allow: Callable[[str], None]
) -> None:
    allow("500 POST .*/comments")
    page = screen(network.owner)
    without_frames(page, allow)
    page.goto(path(network, post))
    lose_first_answer(page)
    write(page, "Said once.")
    expect(page.get_by_role("alert").get_by_text("Not sent.")).to_be_visible()
    expect(page.get_by_text("Said once.")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Not sent.")).to_have_count(0)
    expect(page.get_by_text("Said once.")).to_have_count(1)
    assert [one["body"] for one in network.owner.all(f"/v1/posts/{post}/comments")] == ["Said once."]


def test_a_comment_whose_answer_was_lost_is_known_by_the_frame_that_brings_it(
    screen: Screen, network: Network, post: str, allow: Callable[[str], None]
) -> None:
    allow("500 POST .*/comments")
    page = screen(network.owner, path(network, post))
    lose_first_answer(page)
    write(page, "Said once.")
    expect(page.get_by_role("list", name="Comments").get_by_text("Said once.")).to_be_visible()
    expect(page.get_by_text("Said once.")).to_have_count(1)
    expect(page.get_by_text("Not sent.")).to_have_count(0)


def lose_first_answer(page: Page) -> None:
    """The server has the first comment, but its answer does not come through."""
    lost: list[Any] = []

    def answer(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.fallback()
            return
        lost.append(route.fetch())
        route.fulfill(status=500, content_type="application/problem+json", body='{"status": 500}')

    page.route("**/comments", answer)


def test_an_edited_post_tells_what_it_said_before(screen: Screen, network: Network, post: str) -> None:
    page = screen(network.owner, path(network, post))
    article = page.get_by_role("article")
    choose(article, page, "Edit")
    box = page.get_by_role("textbox", name="What the post says")
    box.fill("The mast on the ridge wobbles.")
    page.get_by_role("button", name="Save").click()
    expect(article.get_by_text("The mast on the ridge wobbles.")).to_be_visible()
    expect(article.get_by_text("edited")).to_be_visible()
    choose(article, page, "Edit history")
    history = page.get_by_role("dialog", name="Edit history")
    expect(history.locator("del")).to_have_text("drifts.")
    expect(history.locator("ins")).to_have_text("wobbles.")


def test_an_edit_does_not_write_over_a_newer_one(
    screen: Screen, network: Network, post: str, allow: Callable[[str], None]
) -> None:
    allow("412 PATCH .*/posts/")
    page = screen(network.owner, path(network, post))
    choose(page.get_by_role("article"), page, "Edit")
    network.owner.patch(f"/v1/posts/{post}", {"body": "From elsewhere."})
    page.get_by_role("textbox", name="What the post says").fill("From here.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").get_by_text("Somebody changed it")).to_be_visible()
    expect(page.get_by_role("textbox", name="What the post says")).to_have_value("From here.")


def test_a_comment_is_changed_and_deleted_for_all_who_look(
    screen: Screen, network: Network, ada: Person, post: str
) -> None:
    ada.post(f"/v1/posts/{post}/comments", {"body": "By a tenth."})
    mine, hers = screen(network.owner, path(network, post)), screen(ada, path(network, post))
    expect(mine.get_by_text("By a tenth.")).to_be_visible()
    choose(hers.get_by_role("listitem"), hers, "Edit")
    write(hers, "By a fifth.", "What the comment says")
    expect(mine.get_by_text("By a fifth.")).to_be_visible()
    choose(hers.get_by_role("listitem"), hers, "Delete")
    hers.get_by_role("button", name="Delete").click()
    for page in (hers, mine):
        expect(page.get_by_text("This comment was deleted.")).to_be_visible()
        expect(page.get_by_text("By a fifth.")).to_have_count(0)


def test_a_deleted_post_goes_from_all_screens(
    screen: Screen, network: Network, ada: Person, post: str, allow: Callable[[str], None]
) -> None:
    network.cloud.wait_idle()
    mine, hers = (screen(one, f"/at/{network.slug}/") for one in (network.owner, ada))
    expect(hers.get_by_text("The mast on the ridge")).to_be_visible()
    choose(mine.get_by_role("article"), mine, "Delete")
    mine.get_by_role("button", name="Delete").click()
    for page in (mine, hers):
        expect(page.get_by_role("article")).to_have_count(0)
    allow("404 GET .*/posts/")
    gone = screen(ada, path(network, post))
    expect(gone.get_by_text("There is no such post")).to_be_visible()


def test_nobody_is_offered_what_they_may_not_do(
    screen: Screen, network: Network, ada: Person, post: str
) -> None:
    def offered(person: Person) -> list[str]:
        page = screen(person, path(network, post))
        page.get_by_role("button", name="More for this post").click()
        expect(page.get_by_role("menuitem", name="Copy link")).to_be_visible()
        page.wait_for_load_state("networkidle")
        return page.get_by_role("menuitem").all_inner_texts()

    assert offered(ada) == ["Copy link"]
    assert offered(network.owner) == ["Copy link", "Edit", "Pin to the top", "Delete"]


def test_a_link_to_one_of_many_comments_shows_it(screen: Screen, network: Network, post: str) -> None:
    comments = [
        network.owner.post(f"/v1/posts/{post}/comments", {"body": f"Number {n}"}) for n in range(1, 46)
    ]
    page = screen(network.owner, f"{path(network, post)}?comment={comments[19]['id']}")
    expect(page.get_by_text("Number 20", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("Number 45", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Show later comments").click()
    expect(page.get_by_text("Number 45", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Show earlier comments").click()
    expect(page.get_by_text("Number 1", exact=True)).to_have_count(1)
    shown = page.get_by_text("Number ").all_inner_texts()
    assert shown == [f"Number {n}" for n in range(46 - len(shown), 46)], "each once, in order"


def test_a_link_to_a_deleted_comment_says_so(
    screen: Screen, network: Network, post: str, allow: Callable[[str], None]
) -> None:
    allow("404 GET .*/comments")
    path_ = f"/v1/posts/{post}/comments"
    deleted, _ = (network.owner.post(path_, {"body": body})["id"] for body in ("First", "Second"))
    network.owner.delete(f"/v1/comments/{deleted}")
    for comment in (deleted, "nothing"):
        page = screen(network.owner, f"{path(network, post)}?comment={comment}")
        expect(page.get_by_role("status").get_by_text("This comment was deleted.")).to_be_visible()
        expect(page.get_by_text("Second")).to_be_visible()


def test_what_was_said_while_the_line_was_lost_is_fetched(
    screen: Screen, network: Network, ada: Person, post: str
) -> None:
    lines: list[WebSocketRoute] = []
    page = screen(network.owner)
    page.route_web_socket("**/live?*", lambda line: (lines.append(line), line.connect_to_server()))
    with page.expect_event("websocket"):
        page.goto(path(network, post))
    expect(page.get_by_text("The mast on the ridge")).to_be_visible()
    ada.post(f"/v1/posts/{post}/comments", {"body": "While you were here."})
    expect(page.get_by_text("While you were here.")).to_be_visible()
    page.context.set_offline(True)
    lines[0].close()
    ada.post(f"/v1/posts/{post}/comments", {"body": "While you were away."})
    network.cloud.wait_idle()
    page.context.set_offline(False)
    expect(page.get_by_text("While you were away.")).to_be_visible(timeout=20_000)
    assert len(lines) <= 2, "one line, and one after it"


def test_a_link_in_the_fold_opens_it_when_it_is_reached_by_key(screen: Screen, network: Network) -> None:
    group = network.owner.make_group()
    network.owner.publish(group, "word " * 300 + "[far](https://elsewhere.example) " + "word " * 300)
    page = screen(network.owner, f"/at/{network.slug}/groups/{group}")
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Show less")).to_be_visible()
    expect(page.get_by_role("link", name="far")).to_be_focused()

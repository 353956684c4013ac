"""Chat: what one writes is on the screens of the others, once, and on all of one's devices."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Screen, without_frames
from tests.chat.talk import id_of, pair, say, some
from tests.people import Network, Person


def at(network: Network, conversation: str = "", message: int = 0) -> str:
    """`conversation` is its path in the API."""
    here = f"/at/{network.slug}/chat" + (f"/{id_of(conversation)}" if conversation else "")
    return here + (f"?at={message}" if message else "")


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("^Message to"))


def write(page: Page, text: str) -> None:
    box(page).fill(text)
    box(page).press("Enter")


def bubble(page: Page, text: str) -> Locator:
    return page.get_by_role("log").get_by_role("article").filter(has_text=text)


def act(page: Page, text: str, choice: str) -> None:
    """Something that the menu of a message offers."""
    bubble(page, text).hover()
    bubble(page, text).get_by_role("button", name="More about this message").click()
    page.get_by_role("menuitem", name=choice).click()


def close(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def long(person: Person, path: str, count: int) -> None:
    for number in range(1, count + 1):
        say(person, path, f"Line {number}")
    person.network.cloud.wait_idle()


def test_what_one_writes_another_sees_at_once(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    mine = screen(ada, at(network))
    theirs = screen(bo, at(network))
    expect(theirs.get_by_text("No conversations yet")).to_be_visible()
    mine.get_by_role("button", name="New conversation").last.click()
    mine.get_by_role("searchbox").fill("bo")
    mine.get_by_role("button", name="Add: Bo Berg").click()
    mine.get_by_role("button", name="Begin").click()
    write(mine, "Hello **Bo**")
    expect(bubble(mine, "Hello Bo")).to_have_count(1)
    theirs.get_by_role("link", name=re.compile("Ada Lind")).click()
    expect(bubble(theirs, "Hello Bo")).to_be_visible()
    write(theirs, "Hello Ada")
    expect(bubble(mine, "Hello Ada")).to_be_visible()
    expect(mine.get_by_text("Hello Ada").first).to_be_visible()


def test_somebody_brought_in_late_reads_what_was_said_or_not(screen: Screen, network: Network) -> None:
    ada, bo, eve, dan = network.people("Ada Lind", "Bo Berg", "Eve Early", "Dan Late")
    path = some(ada, bo)
    say(ada, path, "Before you came")
    page = screen(ada, at(network, path))
    page.get_by_role("button", name="About this conversation").click()
    page.get_by_role("button", name="Add people").click()
    dialog = page.get_by_role("dialog", name="Add people")
    for name, history in (("Dan Late", False), ("Eve Early", True)):
        if history:
            dialog.get_by_text("They may read what was said before").click()
        dialog.get_by_role("searchbox").fill(name)
        dialog.get_by_role("button", name=f"Add: {name}").click()
        expect(page.get_by_text(f"{name} is in.")).to_be_visible()
    close(dialog)
    close(page.get_by_role("dialog"))
    write(page, "Now you are here")
    with_history = screen(eve, at(network, path))
    expect(bubble(with_history, "Before you came")).to_be_visible()
    expect(bubble(with_history, "Now you are here")).to_be_visible()
    without = screen(dan, at(network, path))
    expect(bubble(without, "Now you are here")).to_be_visible()
    expect(bubble(without, "Before you came")).to_have_count(0)


def test_two_devices_agree_on_what_is_unread(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    for number in range(3):
        say(ada, path, f"Message {number}")
    network.cloud.wait_idle()
    desktop, phone = screen(bo, f"/at/{network.slug}/"), screen(bo, f"/at/{network.slug}/", phone=True)
    for page in (desktop, phone):
        expect(page.get_by_role("link", name="Chat 3 unread messages")).to_be_visible()
        expect(page).to_have_title(re.compile(r"^\(3\) "))
    say(ada, path, "One more")
    for page in (desktop, phone):
        expect(page.get_by_role("link", name="Chat 4 unread messages")).to_be_visible()
    phone.get_by_role("link", name="Chat 4 unread messages").tap()
    phone.get_by_role("link", name=re.compile("Ada Lind")).tap()
    expect(bubble(phone, "One more")).to_be_visible()
    expect(desktop.get_by_role("link", name="Chat", exact=True)).to_be_visible()
    expect(desktop).to_have_title(re.compile(r"^Home"))


def test_one_sees_that_the_other_types(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(ada, path)
    network.cloud.wait_idle()
    mine, theirs = screen(ada, at(network, path)), screen(bo, at(network, path))
    expect(bubble(theirs, "Hello")).to_be_visible()
    theirs.wait_for_load_state("networkidle")
    mine.wait_for_load_state("networkidle")
    box(theirs).press_sequentially("Well")
    expect(mine.get_by_text("Bo Berg is typing")).to_be_visible()
    box(theirs).press("Enter")
    expect(bubble(mine, "Well")).to_be_visible()
    expect(mine.get_by_text("Bo Berg is typing")).to_have_count(0)


def test_a_change_a_reaction_and_a_deletion_arrive(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(ada, path, "Helo")
    mine, theirs = screen(ada, at(network, path)), screen(bo, at(network, path))
    expect(bubble(theirs, "Helo")).to_be_visible()
    act(mine, "Helo", "Edit")
    expect(mine.get_by_text("Changing your message")).to_be_visible()
    write(mine, "Hello there")
    expect(bubble(theirs, "Hello there")).to_contain_text("edited")
    bubble(theirs, "Hello there").hover()
    bubble(theirs, "Hello there").get_by_role("button", name="React").click()
    theirs.get_by_role("button", name="🎉").click()
    expect(bubble(mine, "Hello there").get_by_role("button", name=re.compile("🎉"))).to_be_visible()
    act(mine, "Hello there", "Delete")
    mine.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(bubble(theirs, "Message deleted")).to_be_visible()
    expect(bubble(theirs, "Hello there")).to_have_count(0)


def test_a_draft_stays_with_its_conversation(screen: Screen, network: Network) -> None:
    ada, bo, cy = network.people("Ada Lind", "Bo Berg", "Cy Crane")
    one, other = pair(ada, bo), pair(ada, cy)
    page = screen(ada, at(network, one))
    box(page).fill("Not yet")
    page.get_by_role("link", name=re.compile("Cy Crane")).click()
    expect(page.get_by_role("textbox", name="Message to Cy Crane")).to_have_value("")
    expect(page.get_by_role("link", name=re.compile("Bo Berg"))).to_contain_text("Not yet")
    page.goto(at(network, one))
    expect(box(page)).to_have_value("Not yet")
    assert other != one


def test_what_is_written_without_a_connection_is_there_once(
    screen: Screen, network: Network, allow: Callable[[str], None]
) -> None:
    allow("net::ERR_INTERNET_DISCONNECTED")
    allow("WebSocket connection to .* failed")
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    mine, theirs = screen(ada, at(network, path)), screen(bo, at(network, path))
    expect(box(mine)).to_be_visible()
    mine.wait_for_load_state("networkidle")
    mine.context.set_offline(True)
    write(mine, "From a tunnel")
    write(mine, "Still in it")
    expect(mine.get_by_text("Will be sent when you are back")).to_have_count(2)
    mine.context.set_offline(False)
    expect(bubble(theirs, "From a tunnel")).to_have_count(1)
    expect(bubble(theirs, "Still in it")).to_have_count(1)
    expect(mine.get_by_text("Will be sent when you are back")).to_have_count(0)
    said = [one["body"] for one in bo.get(f"{path}/messages")["items"]]
    assert said == ["From a tunnel", "Still in it"]


def test_a_message_whose_answer_was_lost_is_there_once(
    screen: Screen, network: Network, allow: Callable[[str], None]
) -> None:
    allow("net::ERR_FAILED")
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if lost or route.request.method != "POST":
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    page = screen(ada)
    without_frames(page, allow)  # a frame would bring it before it is sent again
    page.goto(at(network, path))
    page.route("**/messages", lose_the_first_answer)
    write(page, "Once")
    expect(page.get_by_text("Will be sent when you are back")).to_be_visible()
    expect(page.get_by_text("Will be sent when you are back")).to_have_count(0)
    expect(bubble(page, "Once")).to_have_count(1)
    expect(page.locator("[data-letter]")).to_have_count(0)
    assert (lost, [one["body"] for one in bo.get(f"{path}/messages")["items"]]) == ([201], ["Once"])


def test_a_reply_shows_what_it_answers_and_leads_there(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    long(ada, path, 150)
    say(ada, path, "In answer to the first", reply_to=1)
    network.cloud.wait_idle()
    page = screen(ada, at(network, path))
    quote = bubble(page, "In answer to the first").get_by_role("button", name="To the message")
    quote.click()
    expect(page.get_by_role("log").get_by_text("Line 1", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="To the newest").click()
    expect(bubble(page, "In answer to the first")).to_be_in_viewport()


def test_older_messages_come_above_and_nothing_moves(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    long(ada, path, 130)
    page = screen(ada, at(network, path))
    expect(page.get_by_role("log").get_by_text("Line 130", exact=True)).to_be_in_viewport()
    log = page.get_by_role("log")
    with page.expect_response(re.compile("place=")):
        log.evaluate("log => { log.scrollTop = 300 }")
    expect(log.locator("[data-number='45']")).to_be_attached()
    assert log.evaluate("log => log.scrollTop") > 500


def test_the_first_unread_message_stands_below_a_line(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    long(ada, path, 80)
    bo.put(f"{path}/read", {"message": 40})
    page = screen(bo, at(network, path))
    expect(page.get_by_role("log").get_by_text("New", exact=True)).to_be_in_viewport()
    expect(page.get_by_role("log").get_by_text("Line 41", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name=re.compile("to the newest")).click()
    expect(page.get_by_role("log").get_by_text("Line 80", exact=True)).to_be_in_viewport()


def test_a_search_finds_parts_of_words_and_leads_to_the_message(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(bo, path, "Die Überraschung liegt im Schrank")
    long(ada, path, 100)
    page = screen(ada, at(network, path))
    page.get_by_role("button", name="Search in this conversation").click()
    page.get_by_role("searchbox").fill("raschung")
    expect(page.get_by_text("1 found · 101 messages looked through")).to_be_visible()
    page.get_by_role("search").get_by_role("link").click()
    expect(bubble(page, "Überraschung")).to_be_in_viewport()


def test_the_keyboard_is_enough(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(bo, path, "Hi")
    network.cloud.wait_idle()
    page = screen(ada, at(network, path))
    expect(box(page)).to_be_focused()
    page.keyboard.type("One line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and another")
    page.keyboard.press("Enter")
    expect(bubble(page, "and another")).to_have_count(1)
    expect(page.locator("[data-letter]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Changing your message")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("Changed")
    page.keyboard.press("Enter")
    expect(bubble(page, "Changed")).to_have_count(1)
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Changing your message")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()


def test_whoever_shows_it_is_seen_to_have_read(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(ada, path, "Read me")
    network.cloud.wait_idle()
    mine = screen(ada, at(network, path))
    expect(bubble(mine, "Read me")).to_be_visible()
    expect(mine.get_by_text("Seen", exact=True)).to_have_count(0)
    theirs = screen(bo, at(network, path))
    expect(bubble(theirs, "Read me")).to_be_visible()
    expect(mine.get_by_text("Seen", exact=True)).to_be_visible()


def test_a_profile_and_a_group_lead_into_chat(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    group = ada.make_group("Gardeners")
    page = screen(ada, f"/at/{network.slug}/people/{bo.id}")
    page.get_by_role("button", name="Message", exact=True).click()
    expect(page.get_by_role("textbox", name="Message to Bo Berg")).to_be_visible()
    page.goto(f"/at/{network.slug}/groups/{group}")
    page.get_by_role("button", name="Chat", exact=True).click()
    expect(page.get_by_role("textbox", name="Message to Gardeners")).to_be_visible()


def test_in_arabic_it_is_mirrored(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(ada, path, "Hello")
    page = screen(ada, at(network, path), language="ar")
    list_, thread = page.locator(".chat-list"), page.locator(".chat-thread")
    expect(thread).to_be_visible()
    left, right = list_.bounding_box(), thread.bounding_box()
    assert left
    assert right
    assert left["x"] > right["x"]


def test_a_link_to_a_message_leads_to_it(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    long(ada, path, 150)
    page = screen(ada, at(network, path, 20))
    expect(page.get_by_role("log").get_by_text("Line 20", exact=True)).to_be_in_viewport()
    expect(page.get_by_role("log").get_by_text("Line 150", exact=True)).to_have_count(0)


def test_what_is_muted_counts_nowhere(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(ada, path, "Loud")
    bo.put(f"{path}/mute")
    network.cloud.wait_idle()
    page = screen(bo, at(network))
    row = page.get_by_role("link", name=re.compile("Ada Lind"))
    expect(row).to_contain_text("Muted")
    expect(row).to_contain_text("1 unread message")
    expect(page.get_by_role("link", name="Chat", exact=True)).to_be_visible()
    expect(page).to_have_title(re.compile("^Chat"))


def test_whoever_leaves_hears_no_more(screen: Screen, network: Network, allow: Callable[[str], None]) -> None:
    allow("404 GET .*/v1/conversations/")
    ada, bo, cy = network.people("Ada Lind", "Bo Berg", "Cy Crane")
    path = some(ada, bo, cy)
    say(ada, path, "Before")
    network.cloud.wait_idle()
    page = screen(bo, at(network, path))
    page.get_by_role("button", name="About this conversation").click()
    page.get_by_role("button", name="Leave the conversation").click()
    page.get_by_role("dialog", name="Leave this conversation?").get_by_role(
        "button", name="Leave the conversation"
    ).click()
    expect(page.get_by_text("No conversations yet")).to_be_visible()
    say(ada, path, "After")
    network.cloud.wait_idle()
    expect(page.get_by_text("No conversations yet")).to_be_visible()


def test_who_came_and_went_stands_between_what_was_said(screen: Screen, network: Network) -> None:
    ada, bo, cy, di = network.people("Ada Lind", "Bo Berg", "Cy Crane", "Di Dorn")
    path = some(ada, bo, cy)
    say(ada, path, "Before")
    network.cloud.wait_idle()
    page = screen(bo, at(network, path))
    ada.put(f"{path}/members/{di.id}", {"history": True})
    bo.patch(path, {"name": "Lunch"})
    cy.delete(f"{path}/members/{cy.id}")
    told = page.get_by_role("log")
    for words in ("Ada Lind.? added .?Di Dorn", "You named the conversation “.?Lunch.?”", "Cy Crane.? left"):
        expect(told.get_by_text(re.compile(words))).to_be_visible()  # each name between marks of direction
    expect(page.get_by_role("link", name=re.compile("Lunch"))).to_contain_text(re.compile("Cy Crane.? left"))


def test_a_message_is_forwarded_to_somebody_one_has_not_talked_with(screen: Screen, network: Network) -> None:
    ada, bo, cy = network.people("Ada Lind", "Bo Berg", "Cyprian Crane")
    path = pair(ada, bo)
    say(ada, path, "Pass me on")
    network.cloud.wait_idle()
    page = screen(bo, at(network, path))
    act(page, "Pass me on", "Forward")
    sheet = page.get_by_role("dialog", name="Forward to")
    sheet.get_by_role("searchbox").fill("Cyprian")
    expect(sheet.get_by_text("None of your conversations is called so.")).to_be_visible()
    sheet.get_by_role("button", name="Somebody else").click()
    sheet.get_by_role("searchbox").fill("Cyprian")
    sheet.get_by_role("button", name="Forward: Cyprian Crane").click()
    note = page.get_by_text(
        re.compile("^Forwarded to .?Cyprian Crane.?[.]$")
    )  # the name between marks of direction
    expect(note).to_be_visible()
    network.cloud.wait_idle()
    assert cy.get("/v1/conversations")["items"][0]["newest"]["body"] == "Pass me on"
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", name="Cyprian Crane", level=2)).to_be_visible()
    expect(note).to_have_count(0)


def test_enter_chooses_the_only_person_found(screen: Screen, network: Network) -> None:
    (bo, *_) = network.people("Bo Berg", "Zoe Zimmer", "Quinn Quist", "Quincy Quist")
    page = screen(bo, f"/at/{network.slug}/chat")
    page.get_by_role("button", name="New conversation").first.click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("searchbox").fill("Zimmer")
    sheet.get_by_role("searchbox").press("Enter")  # before the answer is there
    chosen = sheet.get_by_role("list", name="Chosen")
    expect(chosen.get_by_text("Zoe Zimmer")).to_be_visible()
    sheet.get_by_role("searchbox").fill("Quist")
    expect(sheet.get_by_text("Quincy Quist")).to_be_visible()
    sheet.get_by_role("searchbox").press("Enter")  # of two, which is meant nobody knows
    expect(chosen.get_by_role("listitem")).to_have_count(1)


def test_a_touch_shows_when_the_second_message_was_said(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(ada, path, "One thing")
    say(ada, path, "And another")
    network.cloud.wait_idle()
    page = screen(bo, at(network, path), phone=True)
    message = page.get_by_role("article").filter(has_text="And another")
    time = message.locator("time")
    expect(time).to_be_hidden()
    message.get_by_text("And another").click()
    expect(time).to_have_text(re.compile(r"\d:\d\d"))
    expect(time).to_be_visible()


def test_the_same_found_message_is_gone_to_again(screen: Screen, network: Network) -> None:
    ada, bo = network.people("Ada Lind", "Bo Berg")
    path = pair(ada, bo)
    say(ada, path, "The needle")
    long(ada, path, 40)
    bo.put(f"{path}/read", {"message": 41})
    network.cloud.wait_idle()
    page = screen(bo, at(network, path))
    expect(bubble(page, "Line 40")).to_be_in_viewport()
    page.get_by_role("button", name="Search in this conversation").click()
    page.get_by_role("searchbox").fill("needle")
    hit = page.get_by_role("link", name=re.compile("needle"))
    expect(hit.locator("mark")).to_have_text("needle")
    for _ in range(2):
        hit.click()
        expect(bubble(page, "The needle")).to_be_in_viewport()
        page.get_by_role("button", name="To the newest").click()
        expect(bubble(page, "Line 40")).to_be_in_viewport()

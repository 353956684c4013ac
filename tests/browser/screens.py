"""Every screen of the web client: where it is, who sees it. The axe sweep goes through all of them, and `make
screens` takes pictures of some."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.company import MEMBER, NOBODY, OWNER, Company


@dataclass(frozen=True)
class Screen:
    name: str
    path: Callable[[Company], str]
    who: str | None = MEMBER  # None: nobody is signed in
    then: Callable[[Page], None] = lambda page: None  # noqa: ARG005  what to do there before it is looked at
    allowed: str = ""  # a fault that belongs to it, as tests/browser/watching.py writes it


def _choose_what_cannot_be_read(page: Page) -> None:
    page.get_by_text("Colours of their own for dark").click()
    accent = page.get_by_label("Accent", exact=True)
    accent.fill("#FFFFCC")
    accent.press("Tab")
    page.get_by_role("button", name="Use the nearest").wait_for()


def _pick_by_eye(page: Page) -> None:
    page.get_by_role("button", name="Pick by eye: Accent").click()
    page.get_by_role("dialog").wait_for()


def look_for_emoji(page: Page) -> None:
    page.get_by_role("button", name="React").first.click()
    page.get_by_role("button", name="More emoji").click()
    page.get_by_role("option", name="heart", exact=True).wait_for()


def reply(page: Page) -> None:
    page.get_by_role("button", name="Reply").first.click()
    page.get_by_role("textbox", name="Reply to").fill("**Yes**")


def mention(page: Page) -> None:
    """Somebody is being mentioned in a post that is being written."""
    text = page.get_by_role("textbox", name="Text")
    text.press_sequentially("Thank you, @m")
    page.get_by_role("listbox").wait_for()


def answer(page: Page) -> None:
    """By keyboard, which stands on every device: what a message offers is seen when it has the focus."""
    page.get_by_role("article").last.get_by_role("button", name="Reply").press("Enter")
    page.get_by_role("button", name="Cancel").wait_for()


def look_for_words(page: Page) -> None:
    page.get_by_role("button", name="Search in this conversation").click()
    page.get_by_role("searchbox").fill("station")
    page.get_by_text("messages looked through").wait_for()


def look_who_is_in(page: Page) -> None:
    page.get_by_role("button", name="About this conversation").click()
    page.get_by_role("heading", name="People").wait_for()


def begin_to_chat(page: Page) -> None:
    page.get_by_role("button", name="New conversation").first.click()
    page.get_by_role("searchbox").fill("ma")
    page.get_by_role("button", name="Add: Marek").click()


def make_folder(page: Page) -> None:
    page.get_by_role("button", name="New folder").click()
    page.get_by_role("dialog").wait_for()


SCREENS = (
    # Before one is in
    Screen("front", lambda _: "/", None),
    Screen("sign-up", lambda _: "/sign-up", None),
    Screen("sign-in", lambda c: f"{c.base}/sign-in", None, allowed="401 POST .*/refresh"),
    Screen("forgot", lambda c: f"{c.base}/forgot", None, allowed="401 POST .*/refresh"),
    Screen("invitation", lambda c: f"/invitations/{c.invitation}", None),
    Screen("new-password", lambda _: f"/password-resets/a.b.{'c' * 43}", None),
    Screen("nowhere", lambda _: "/no/such/page", None),
    # The feed and what stands in it
    Screen("feed", lambda c: f"{c.base}/"),
    Screen("compose", lambda c: f"{c.base}/?compose", then=mention),
    Screen("post", lambda c: f"{c.base}/posts/{c.post}"),
    Screen("post-emoji", lambda c: f"{c.base}/posts/{c.post}", then=look_for_emoji),
    Screen("post-reply", lambda c: f"{c.base}/posts/{c.post}", then=reply),
    Screen("post-gone", lambda c: f"{c.base}/posts/nothing", allowed="404 GET .*/posts/nothing"),
    # Groups
    Screen("groups", lambda c: f"{c.base}/groups"),
    Screen("new-group", lambda c: f"{c.base}/groups/new"),
    Screen("group", lambda c: f"{c.base}/groups/{c.groups['Engineering']}"),
    Screen("group-members", lambda c: f"{c.base}/groups/{c.groups['Everyone']}/members", OWNER),
    Screen("group-requests", lambda c: f"{c.base}/groups/{c.groups['Everyone']}/requests", OWNER),
    Screen("group-settings", lambda c: f"{c.base}/groups/{c.groups['Everyone']}/settings", OWNER),
    # Chat
    Screen("chat", lambda c: f"{c.base}/chat"),
    Screen("chat-none", lambda c: f"{c.base}/chat", NOBODY),
    Screen("chat-thread", lambda c: f"{c.base}/chat/{c.conversation}"),
    Screen("chat-reply", lambda c: f"{c.base}/chat/{c.conversation}", then=answer),
    Screen("chat-search", lambda c: f"{c.base}/chat/{c.conversation}", then=look_for_words),
    Screen("chat-details", lambda c: f"{c.base}/chat/{c.conversation}", then=look_who_is_in),
    Screen("chat-new", lambda c: f"{c.base}/chat", then=begin_to_chat),
    Screen("chat-gone", lambda c: f"{c.base}/chat/nothing", allowed="404 GET .*/conversations/nothing"),
    # Files
    Screen("files", lambda c: f"{c.base}/files", OWNER),
    Screen("files-group", lambda c: f"{c.base}/files/g{c.groups['Engineering']}"),
    Screen("files-new-folder", lambda c: f"{c.base}/files/u{c.people[MEMBER]}", then=make_folder),
    Screen("files-bin", lambda c: f"{c.base}/files/company/bin", OWNER),
    Screen("files-gone", lambda c: f"{c.base}/files/nothing", allowed="404 GET .*/spaces/nothing"),
    Screen(
        "shared-gone", lambda c: f"{c.base}/shared/a.b.{'c' * 22}", None, allowed="40[14] .*/(refresh|shared)"
    ),
    # People
    Screen("people", lambda c: f"{c.base}/people"),
    Screen("person", lambda c: f"{c.base}/people/{c.people['marek']}"),
    Screen("my-profile", lambda c: f"{c.base}/me"),
    Screen("my-sessions", lambda c: f"{c.base}/me/sessions"),
    Screen("my-settings", lambda c: f"{c.base}/me/settings"),
    # Administration
    Screen("branding", lambda c: f"{c.base}/admin/branding", OWNER),
    Screen("branding-pale", lambda c: f"{c.base}/admin/branding", OWNER, _choose_what_cannot_be_read),
    Screen("branding-by-eye", lambda c: f"{c.base}/admin/branding", OWNER, _pick_by_eye),
    Screen("branding-denied", lambda c: f"{c.base}/admin/branding"),
    Screen("network-settings", lambda c: f"{c.base}/admin/settings", OWNER),
    Screen("invites", lambda c: f"{c.base}/admin/invites", OWNER),
)
BY_NAME = {screen.name: screen for screen in SCREENS}


def settle(page: Page) -> None:
    """Until all that the screen wants is there: data, pictures, letters."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")

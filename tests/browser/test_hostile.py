"""Posts of people who mean ill: nothing of them runs, and no request leaves for elsewhere."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screen
from tests.people import Network

SHARED = Path(__file__).parents[3] / "shared/data"
VECTORS, EXAMPLES = SHARED / "bad-html-dompurify/expect.json", SHARED / "markdown-commonmark/xss.md"
LONGEST = 19_000  # characters of a post, and room

OURS = [
    "<script>window.ran = 1</script>",
    '<img src=x onerror="window.ran = 1">',
    "<svg/onload=window.ran=1>",
    "[a](javascript:window.ran=1)",
    "[a](&#106;avascript:window.ran=1)",
    "[a](data:text/html,<script>window.ran=1</script>)",
    "![a](https://elsewhere.example/seen.png)",
    '[a](https://elsewhere.example "x\\" onmouseover=\\"window.ran=1")',
    "<iframe src='https://elsewhere.example'></iframe>",
    "<style>*{background:url(https://elsewhere.example/seen)}</style>",
    "<link rel=prefetch href=https://elsewhere.example/seen>",
    "| <b onclick=window.ran=1> |\n| --- |\n| [a](vbscript:x) |",
    '```"><img src=x onerror=window.ran=1>\nwindow.ran\n```',
    "[@Ada](javascript:window.ran=1)",
]

FAULTS = """() => [...document.querySelectorAll('.markdown *')].flatMap(element =>
    /^(A|BLOCKQUOTE|BR|CODE|DEL|EM|H3|HR|LI|OL|P|PRE|S|STRONG|TABLE|TBODY|TD|TH|THEAD|TR|UL)$/.test(element.tagName)
    && [...element.attributes].every(({name}) =>
        /^(href|title|start|class|rel|target|data-inside|dir|tabindex)$/.test(name))
    && (element.tagName !== 'A' || /^(https?|mailto|tel|):$/.test(element.protocol))
    ? [] : [element.outerHTML])"""


def look_at(screen: Screen, network: Network, texts: list[str]) -> Page:
    """A page with all these posts on it; what went out of it must not have left."""
    group = network.owner.make_group()
    for text in texts:
        network.owner.publish(group, text)
    network.owner.publish(group, "The last one, and a harmless one.")
    page = screen(network.owner)
    left: list[str] = []
    page.on("request", lambda request: request.url.startswith(network.cloud.url) or left.append(request.url))
    page.on("dialog", lambda dialog: (left.append(dialog.message), dialog.dismiss()))
    page.goto(f"/at/{network.slug}/groups/{group}")
    expect(page.get_by_text("The last one, and a harmless one.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(len(texts) + 1)
    for link in page.locator(".markdown a").all()[:20]:
        link.dispatch_event("mouseover")
    page.wait_for_load_state("networkidle")
    assert left == []
    return page


def test_nothing_of_a_hostile_post_runs(screen: Screen, network: Network) -> None:
    page = look_at(screen, network, OURS)
    assert page.locator(".markdown a").count() >= 2, "need a link for this test to mean anything"
    assert page.evaluate("window.ran") is None
    assert page.evaluate(FAULTS) == []


@pytest.mark.skipif(not (VECTORS.exists() and EXAMPLES.exists()), reason="collected elsewhere")
def test_nothing_of_what_others_have_collected_runs(screen: Screen, network: Network) -> None:
    pieces = [one["payload"] for one in json.loads(VECTORS.read_text("utf-8"))]
    pieces += EXAMPLES.read_text("utf-8").split("\n.\n")
    posts = [""]
    for piece in pieces:
        if len(posts[-1]) + len(piece) > LONGEST:
            posts.append("")
        posts[-1] += f"{piece}\n\n"
    page = look_at(screen, network, posts)
    assert page.evaluate(FAULTS) == []


def test_a_link_elsewhere_opens_beside_and_tells_nothing(screen: Screen, network: Network) -> None:
    page = look_at(screen, network, ["See https://elsewhere.example/a for more."])
    link = page.get_by_role("link", name="https://elsewhere.example/a")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow ugc")
    expect(link).to_have_attribute("target", "_blank")


def test_a_mention_leads_to_the_person_without_loading_anew(screen: Screen, network: Network) -> None:
    page = look_at(screen, network, [f"Ask {network.owner.mention()}."])
    page.evaluate("window.here = true")
    page.get_by_role("link", name="@").click()
    expect(page).to_have_url(f"{network.cloud.url}/at/{network.slug}/people/{network.owner.id}")
    assert page.evaluate("window.here") is True


def test_posts_made_to_stop_the_page_stay_small_on_it(screen: Screen, network: Network) -> None:
    table = "|a" * 100 + "\n" + "|-" * 100 + "\n" + "x\n" * 9000
    pieces = ["*_" * 10_000, table, "a\n" * 10_000, "a" + "\u0301" * 19_999, "مرحبا " + "*_" * 9000]
    page = look_at(screen, network, [piece[:LONGEST] for piece in pieces])
    most = "Math.max(...[...document.querySelectorAll('.markdown')].map(e => e.querySelectorAll('*').length))"
    assert page.evaluate(most) < 3000
    assert page.evaluate("document.querySelectorAll('*').length") < 10_000
    page.get_by_role("button", name="Show all").nth(3).click()  # the table
    expect(page.locator(".markdown .plain", has_text="|a|a|a")).to_contain_text(table[-500:].strip())
    assert page.evaluate(most) < 3000

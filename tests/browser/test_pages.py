"""The page that every address of the client is."""

import httpx
import pytest
from playwright.sync_api import expect

from infra import web
from tests.browser.conftest import Screen
from tests.browser.watching import Watch
from tests.people import Network


def test_the_page_runs_under_its_policy_without_a_word_in_the_console(screen: Screen) -> None:
    page = screen(path="/")
    expect(page.get_by_role("main")).to_be_visible()


def test_who_is_signed_in_stays_so(screen: Screen, network: Network) -> None:
    page = screen(network.owner, f"/at/{network.slug}/")
    expect(page.get_by_role("navigation").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("navigation").first).to_be_visible()


def test_no_script_reads_a_token_from_storage(screen: Screen, network: Network) -> None:
    page = screen(network.owner, f"/at/{network.slug}/")
    expect(page.get_by_role("navigation").first).to_be_visible()
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    refresh = cookies[f"atrium-{network.slug}"]
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert "atrium.me" in kept, "need something in storage for this test to mean anything"
    assert refresh not in kept
    assert "eyJ" not in kept, "an access token begins so"


def test_a_script_that_is_not_ours_does_not_run(screen: Screen, watch: Watch) -> None:
    page = screen(path="/")
    expect(page.get_by_role("main")).to_be_visible()
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
    }""")
    assert page.evaluate("window.ran") is None
    assert len(watch.faults) == 1, "and the console told"
    watch.allow("Content Security Policy")


@pytest.mark.parametrize("name", ["index.html", "sw.js"])
def test_the_browser_asks_again_for_what_may_change(client: httpx.Client, built: None, name: str) -> None:  # noqa: ARG001
    assert client.get(f"/{name}").headers["cache-control"] == "no-cache"
    assert client.head(f"/{name}").headers["content-length"]


def test_all_that_the_page_names_is_there(client: httpx.Client, built: None) -> None:  # noqa: ARG001
    files = [path for path in web.DIST.rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        assert client.get(f"/{path.relative_to(web.DIST).as_posix()}").status_code == 200, path


def test_the_pure_parts() -> None:
    """Vitest's tests, so that all tests are one command."""
    web.test()

"""Waiting for what a page computes."""

from typing import Any

from playwright.sync_api import Page

PATIENCE = 20_000  # ms


def until(page: Page, condition: str, argument: Any = None) -> None:
    """Until the function's answer is true. It may be asynchronous: Playwright's `wait_for_function` takes the
    promise of an answer for true, and waits for nothing."""
    page.evaluate(
        f"""async (argument) => {{
            const holds = {condition};
            const end = performance.now() + {PATIENCE};
            while (!(await holds(argument))) {{
                if (performance.now() > end) throw new Error("It did not come to be");
                await new Promise((goOn) => setTimeout(goOn, 50));
            }}
        }}""",
        argument,
    )

"""Guesses that come all at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.identity import passwords
from chalicelib.identity.model import MOST_FAILURES
from tests.people import Network


def test_guesses_that_come_at_once_are_counted_too(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    matches = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda *given: tried.append(1) or matches(*given))
    email = f"olga@{network.slug}.test"
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda n: network.sign_in(email, f"guess {n}").status_code, range(12)))
    assert sorted(answers) == [401] * MOST_FAILURES + [429] * (12 - MOST_FAILURES)
    assert len(tried) == MOST_FAILURES

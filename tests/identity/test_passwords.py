"""Passwords are kept as Argon2id hashes."""

import runpy
from typing import Any

import pytest

from chalicelib.identity import passwords


@pytest.fixture(scope="module")
def deployed() -> dict[str, Any]:
    """The module as it is deployed; the tests' own is made cheap in conftest.py."""
    return runpy.run_path(str(passwords.__file__))


def test_they_cost_what_owasp_asks_for(deployed: dict[str, Any]) -> None:
    assert deployed["hashed"]("a password").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_same_password_never_has_the_same_hash() -> None:
    assert passwords.hashed("a password") != passwords.hashed("a password")


def test_a_password_matches_its_own_hash_alone() -> None:
    kept = passwords.hashed("a password")
    assert passwords.matches("a password", kept)
    assert not passwords.matches("A password", kept)


def test_without_an_account_no_password_matches() -> None:
    assert not passwords.matches("nobody has this password", None)

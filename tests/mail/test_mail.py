"""Mails: what they say, and that each is sent once, as long as there is a reason for it."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.mail import service
from tests.people import Network


@pytest.fixture(scope="module")
def network(found_network: Callable[..., Network]) -> Network:
    return found_network("Acme & Sons")


def invite(network: Network, name: str) -> dict[str, Any]:
    """An invitation, and `email`: to whom."""
    invited: dict[str, Any] = network.owner.post("/v1/invites", {"email": f"{name}@{network.slug}.test"})
    return invited


def test_an_invitation_says_who_invites_and_whereto(network: Network) -> None:
    [mail] = network.mails_to(invite(network, "said")["email"])
    assert mail["subject"] == "Olga Owner invites you to Acme & Sons"
    assert "Olga Owner invites you to Acme & Sons" in mail["text"]


def test_the_link_in_the_mail_opens_the_invitation(network: Network) -> None:
    email = invite(network, "opened")["email"]
    link = network.link_to(email)
    assert network.client.get(f"/v1{link}").json()["email"] == email
    assert network.accept(link, "Oda Opened").get("/v1/me")["email"] == email


def test_html_and_text_carry_the_same_link_and_names_are_no_markup(network: Network) -> None:
    [mail] = network.mails_to(invite(network, "escaped")["email"])
    assert network.link_to(mail["to"]) in mail["html"]
    assert "Acme &amp; Sons" in mail["html"]
    assert "Acme & Sons" not in mail["html"]


def test_an_invitation_sent_again_is_a_second_mail(network: Network) -> None:
    invited = invite(network, "again")
    network.mails_to(invited["email"])
    network.owner.post(f"/v1/invites/{invited['id']}/sendings")
    first, second = network.mails_to(invited["email"])
    assert first["text"] == second["text"]


def test_what_is_revoked_before_it_was_mailed_is_not_mailed(network: Network) -> None:
    network.cloud.pause()
    invited = invite(network, "revoked")
    network.owner.delete(f"/v1/invites/{invited['id']}")
    network.cloud.resume()
    assert network.mails_to(invited["email"]) == []


def test_a_mail_that_could_not_be_sent_is_sent_later_and_its_neighbours_once(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, failed = service.send, []

    def stumbling(to: str, *rest: Any) -> None:
        if to.startswith("late") and not failed:
            failed.append(to)
            raise RuntimeError("SES is busy")
        send(to, *rest)

    monkeypatch.setattr(service, "send", stumbling)
    network.cloud.pause()
    emails = [invite(network, name)["email"] for name in ("early", "late", "neighbour")]
    network.cloud.resume()
    assert [len(network.mails_to(email)) for email in emails] == [1, 1, 1]
    assert failed == [emails[1]]

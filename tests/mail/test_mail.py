"""Mails: what they say, and that an event that comes twice sends one."""

from tests.people import Network


def test_an_invitation_names_who_invites_and_whereto(network: Network) -> None:
    network.owner.post("/v1/invites", {"email": f"new@{network.slug}.test"})
    [mail] = network.mails_to(f"new@{network.slug}.test")
    assert mail["subject"] == "Olga Owner invites you to Acme"

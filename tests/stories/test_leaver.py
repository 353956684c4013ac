"""Somebody leaves the company: out at once and everywhere, and what they wrote stays."""

import pytest
from websockets.exceptions import ConnectionClosed

from tests.people import PASSWORD, Network


def test_whoever_leaves_the_company_is_out_at_once_and_their_words_stay(network: Network) -> None:
    owner = network.owner
    group = owner.make_group("Everyone")
    leaver, colleague = network.people("Lea Leaver", "Cora Colleague", groups=[group])
    network.cloud.wait_idle()
    email = leaver.session["user"]["email"]
    post = leaver.publish(group, "What I know")
    leaver.post(f"/v1/posts/{post}/comments", {"body": "And more"})
    assert colleague.feed_bodies() == ["What I know"]

    with leaver.socket() as socket:
        owner.put(f"/v1/people/{leaver.id}/deactivation")
        with pytest.raises(ConnectionClosed):
            socket.recv(5)
    refresh = {"refresh_token": leaver.session["refresh_token"]}
    assert leaver.ask("GET", "/v1/me").status_code == 401
    assert leaver.ask("POST", f"/v1/groups/{group}/posts", {"body": "Still here"}).status_code == 401
    assert network.client.post("/v1/sessions/refresh", json=refresh).status_code == 401
    assert network.sign_in(email, PASSWORD).status_code == 401

    [entry] = colleague.feed()
    assert (entry["post"]["author"]["name"], entry["post"]["comments"]) == ("Lea Leaver", 1)
    assert owner.get(f"/v1/people/{leaver.id}")["status"] == "deactivated"
    owner.publish(group, f"Thank you, {leaver.mention()}")
    assert colleague.feed()[0]["post"]["mentions"] == []

    owner.delete(f"/v1/people/{leaver.id}/deactivation")
    assert network.sign_in(email, PASSWORD).status_code == 201

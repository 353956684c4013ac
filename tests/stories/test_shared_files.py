"""A week with files: a plan is shared and talked about, a guest sees a part of it, what was wrong goes."""

import httpx

from tests.documents import samples
from tests.documents.files import content_of, folder, looked_at, names
from tests.people import Network, Person


def test_a_week_with_files(network: Network) -> None:
    ada, ben = network.people("Ada", "Ben")
    guest = network.person("Gil", role="guest")
    site = ada.make_group("Site", "private")
    for person in (ben, guest):
        ada.put(f"/v1/groups/{site}/members/{person.id}", {})
    plan = they_keep_a_plan_together(network, ada, ben, site)
    they_talk_about_it(network, ada, ben, plan)
    a_picture_goes_along_with_a_post(network, ben, guest, site)
    somebody_outside_gets_a_link(network, ada, plan)
    what_was_mistaken_goes(network, ada, site)


def they_keep_a_plan_together(network: Network, ada: Person, ben: Person, site: str) -> str:
    plans = folder(ada, "Plans", space=f"g{site}")
    plan = looked_at(network, ada, b"dig here", "Plan.txt", folder=plans)["id"]
    looked_at(network, ben, b"dig there", "Plan.txt", document=plan, base=1)
    assert content_of(ada, plan).content == b"dig there"
    assert content_of(ada, plan, "?number=1").content == b"dig here"
    return str(plan)


def they_talk_about_it(network: Network, ada: Person, ben: Person, plan: str) -> None:
    talk = ben.get(f"/v1/documents/{plan}")["talk"]
    ben.post(f"/v1/posts/{talk}/comments", {"body": "There is better."})
    ada.put(f"/v1/documents/{plan}/must_read")
    ben.get(f"/v1/documents/{plan}/content")
    assert [one["person"]["name"] for one in ada.all(f"/v1/documents/{plan}/readers?opened=true")] == ["Ben"]
    network.cloud.wait_idle()
    assert ada.get(f"/v1/posts/{talk}")["comments"] == 1


def a_picture_goes_along_with_a_post(network: Network, ben: Person, guest: Person, site: str) -> None:
    shot = looked_at(network, ben, samples.photo(), "Hole.jpg", space=f"a{ben.id}")["id"]
    post = ben.post(f"/v1/groups/{site}/posts", {"body": "It is dug.", "attachments": [shot]})["id"]
    [file] = guest.get(f"/v1/posts/{post}")["files"]
    assert (file["name"], file["kind"]) == ("Hole.jpg", "image")
    assert guest.ask("GET", f"/v1/documents/{shot}").status_code == 404, "beside the post it is Ben's"
    ben.delete(f"/v1/posts/{post}")
    assert guest.ask("GET", f"/v1/posts/{post}/attachments/{shot}").status_code == 404


def somebody_outside_gets_a_link(network: Network, ada: Person, plan: str) -> None:
    token = ada.post(f"/v1/documents/{plan}/links", {"days": 7})["url"].rpartition("/")[2]
    given = network.client.post(f"/v1/shared/{token}/content", json={}).json()
    assert httpx.get(given["url"], timeout=30).content == b"dig there"
    network.owner.patch("/v1/settings", {"share_links": False})
    assert network.client.get(f"/v1/shared/{token}").status_code == 404


def what_was_mistaken_goes(network: Network, ada: Person, site: str) -> None:
    [plans] = [one["id"] for one in ada.all(f"/v1/documents?space=g{site}")]
    ada.delete(f"/v1/documents/{plans}")
    assert names(ada, f"space=g{site}") == []
    ada.delete(f"/v1/bin?space=g{site}")
    network.cloud.wait_idle()
    assert ada.get("/v1/me/storage")["mine"]["bytes"] == 0

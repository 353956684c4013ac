"""The whole local cloud ends and starts again on the same data, and finds everything."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.local import testing
from infra.local.cloud import Cloud
from tests.people import Network, Person


@pytest.fixture(autouse=True)
def _alone(cloud: Cloud) -> Iterator[None]:
    """The session's own cloud rests meanwhile: two of them cannot work in one process's environment."""
    cloud.wait_idle()
    cloud.pause()
    yield
    cloud.resume()


def after_restart(cloud: Cloud, client: httpx.Client, person: Person) -> Person:
    """Somebody whose app knows only its tokens."""
    given = {"refresh_token": person.session["refresh_token"]}
    session = client.post("/v1/sessions/refresh", json=given).raise_for_status().json()
    there = Network(cloud, person.network.slug, person.network.tenant, client)
    return Person(there, session, client)


def test_after_a_restart_everything_is_there_and_what_was_under_way_goes_on(tmp_path: Path) -> None:
    with testing.start(data=tmp_path) as cloud, httpx.Client(base_url=cloud.url) as client:
        network = Network.sign_up(cloud, client, "Acme", "acme")
        group = network.owner.make_group("Everyone")
        [ada] = network.people("Ada", groups=[group])
        network.owner.publish(group, "delivered")
        assert ada.feed_bodies() == ["delivered"]
        cloud.pause()  # what comes now is in the table, and no further
        network.owner.publish(group, "under way")
        network.owner.post("/v1/invites", {"email": "late@acme.test"})
    with testing.start(data=tmp_path) as cloud, httpx.Client(base_url=cloud.url) as client:
        ada = after_restart(cloud, client, ada)
        assert ada.feed_bodies() == ["under way", "delivered"]
        late = ada.network.accept(ada.network.link_to("late@acme.test"), "Late")
        ada.publish(group, "after")
        assert ada.feed_bodies() == ["after", "under way", "delivered"]
        assert sorted(person["name"] for person in late.all("/v1/people")) == ["Ada", "Late", "Olga Owner"]
        assert ada.get(f"/v1/groups/{group}")["members"] == 2

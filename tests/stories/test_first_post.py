"""From a customer's sign-up to a post on another person's screen."""

from tests.people import Network


def test_an_invited_colleague_finds_the_owners_post_in_their_feed(network: Network) -> None:
    group = network.owner.post("/v1/groups", {"name": "Everyone"})
    colleague = network.person(groups=[group["id"]])
    network.owner.post(f"/v1/groups/{group['id']}/posts", {"body": "Hello **all**"})
    [entry] = colleague.feed()
    assert (entry["reason"], entry["post"]["body"], entry["post"]["author"]["name"]) == (
        "group",
        "Hello **all**",
        "Olga Owner",
    )

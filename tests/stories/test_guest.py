"""A consultant comes in as a guest, and sees of the company only the group that they share."""

from tests.people import Network


def test_a_consultant_sees_only_the_group_they_share(network: Network) -> None:
    owner = network.owner
    project = owner.make_group("Project", "private")
    canteen = owner.make_group("Canteen")
    [colleague] = network.people("Cora Colleague", groups=[project, canteen])
    [stranger] = network.people("Stan Stranger", groups=[canteen])
    menu = stranger.publish(canteen, "Soup today")
    [guest] = network.people("Gus Guest", role="guest", groups=[project])
    network.cloud.wait_idle()

    plan = owner.publish(project, f"The plan, {guest.mention()}")
    stranger.publish(canteen, f"Hungry, {guest.mention()}?")
    colleague.post(f"/v1/people/{colleague.id}/posts", {"body": "On my wall"})

    assert [(entry["reason"], entry["post"]["id"]) for entry in guest.feed()] == [("mention", plan)]
    assert guest.get("/v1/feed")["unseen"] == 1
    assert [group["name"] for group in guest.all("/v1/groups")] == ["Project"]
    names = {person["name"] for person in guest.all("/v1/people")}
    assert names == {"Olga Owner", "Cora Colleague", "Gus Guest"}
    unseen = [
        f"/v1/groups/{canteen}",
        f"/v1/groups/{canteen}/posts",
        f"/v1/posts/{menu}",
        f"/v1/posts/{menu}/comments",
        f"/v1/people/{stranger.id}",
        f"/v1/people/{stranger.id}/posts",
    ]
    assert [guest.ask("GET", path).status_code for path in unseen] == [404] * len(unseen)

    comment = guest.post(f"/v1/posts/{plan}/comments", {"body": "I can start on Monday"})
    guest.put(f"/v1/posts/{plan}/reactions/👍")
    answer = guest.publish(project, "My offer")
    assert comment["author"] == {"id": guest.id, "name": "Gus Guest", "guest": True}
    assert colleague.feed()[0]["post"]["id"] == answer
    assert answer not in str(stranger.feed())

    owner.delete(f"/v1/groups/{project}/members/{guest.id}")
    assert guest.feed() == []
    assert {person["name"] for person in guest.all("/v1/people")} <= {"Gus Guest"}

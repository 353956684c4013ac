"""A company's first day: signed up, in its own colours, people invited, and by evening everybody talks."""

from tests.people import PASSWORD, Network, Person


def test_a_companys_first_day(network: Network) -> None:
    ada, ben = it_signs_up_and_invites(network)
    everyone, design = they_find_their_groups(network.owner, ada, ben)
    welcome = they_talk(network.owner, ada, ben, everyone)
    their_feeds_in_the_evening(network.owner, ada, ben, everyone, design, welcome)


def it_signs_up_and_invites(network: Network) -> list[Person]:
    owner = network.owner
    owner.put("/v1/branding", {"name": "Larkfield", "accent": "#0a7d4f", "welcome": "Good to have you"})
    sign_in_page = network.client.get(f"/v1/tenants/{network.slug}/branding").json()
    assert (sign_in_page["name"], sign_in_page["accent"]) == ("Larkfield", "#0a7d4f")
    emails = [f"{name}@{network.slug}.test" for name in ("ada", "ben")]
    results = owner.post("/v1/invites/bulk", {"invites": [{"email": email} for email in emails]})["items"]
    assert [result["status"] for result in results] == ["invited", "invited"]
    links = network.links()
    shown = network.client.get(f"/v1{links[emails[0]]}").json()
    assert (shown["tenant"]["name"], shown["email"]) == ("Larkfield", emails[0])
    people = [network.accept(links[email], name) for email, name in zip(emails, ("Ada", "Ben"), strict=True)]
    assert network.sign_in(emails[0], PASSWORD).json()["user"]["name"] == "Ada"
    return people


def they_find_their_groups(owner: Person, ada: Person, ben: Person) -> tuple[str, str]:
    everyone, design = owner.make_group("Everyone"), ada.make_group("Design", "private")
    for person in (ada, ben):
        assert "Everyone" in [group["name"] for group in person.all("/v1/groups")]
        person.join(everyone)
    assert ben.ask("GET", f"/v1/groups/{design}/posts").status_code == 404
    ben.post(f"/v1/groups/{design}/requests", {"message": "May I?"})
    [asking] = ada.get(f"/v1/groups/{design}/requests")["items"]
    assert asking["person"]["name"] == "Ben"
    ada.put(f"/v1/groups/{design}/members/{ben.id}", {})
    ada.put(f"/v1/people/{ben.id}/follow")
    owner.network.cloud.wait_idle()
    return everyone, design


def they_talk(owner: Person, ada: Person, ben: Person, everyone: str) -> str:
    welcome = owner.publish(everyone, "Welcome, **all**", kind="announcement")
    question = ada.post(f"/v1/posts/{welcome}/comments", {"body": "Where is the coffee?"})
    ben.post(f"/v1/posts/{welcome}/comments", {"body": "Second floor", "reply_to": question["id"]})
    for person in (ada, ben):
        person.put(f"/v1/posts/{welcome}/reactions/🎉")
    return welcome


def their_feeds_in_the_evening(
    owner: Person, ada: Person, ben: Person, everyone: str, design: str, welcome: str
) -> None:
    ben.post(f"/v1/people/{ben.id}/posts", {"body": "My first day"})
    ada.publish(design, f"A logo for {ben.mention()}")
    assert why_what(owner) == [("own", "Welcome, **all**")]
    assert why_what(ada) == [
        ("own", f"A logo for {ben.mention()}"),
        ("follow", "My first day"),
        ("group", "Welcome, **all**"),
    ]
    assert why_what(ben) == [
        ("mention", f"A logo for {ben.mention()}"),
        ("own", "My first day"),
        ("group", "Welcome, **all**"),
    ]
    shown = ben.get(f"/v1/posts/{welcome}")
    assert (shown["kind"], shown["comments"], shown["participants"]) == ("announcement", 2, 2)
    assert shown["reactions"] == [{"emoji": "🎉", "count": 2, "mine": True}]
    assert [comment["author"]["name"] for comment in ben.all(f"/v1/posts/{welcome}/comments")] == [
        "Ada",
        "Ben",
    ]
    assert owner.get(f"/v1/groups/{everyone}")["members"] == 3


def why_what(person: Person) -> list[tuple[str, str]]:
    return [(entry["reason"], entry["post"]["body"]) for entry in person.feed()]

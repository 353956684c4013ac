from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.core.schema import Page, Paging
from chalicelib.people import directory, pictures, service
from chalicelib.people.model import Directory, Facet, Facets, Me, Person, ProfilePatch
from chalicelib.people.pictures import NewPicture, Picture, Upload

room = Room("people")


@room.get("/v1/me", answer=Me, etag=True)
def me(actor: Actor) -> Me:
    """My profile and role."""
    return service.me(actor)


@room.patch("/v1/me", body=ProfilePatch, answer=Me, etag=True, problems=[412])
def edit(actor: Actor, body: ProfilePatch, version: int | None) -> Me:
    """Change my profile."""
    return pictures.edit(actor, body, version)


@room.post("/v1/me/pictures", body=NewPicture, answer=Upload)
def offer_picture(actor: Actor, body: NewPicture) -> Upload:
    """Where to send a picture of me, or a cover; its id then goes into PUT /v1/me/pictures."""
    return pictures.offer(actor, actor.user, body)


@room.put("/v1/me/pictures/avatar", body=Picture, answer=Me, etag=True)
def put_avatar(actor: Actor, body: Picture) -> Me:
    """This is how I look."""
    return pictures.put(actor, "avatar", body)


@room.delete("/v1/me/pictures/avatar")
def remove_avatar(actor: Actor) -> None:
    """My initials will do."""
    pictures.remove(actor, "avatar")


@room.put("/v1/me/pictures/cover", body=Picture, answer=Me, etag=True)
def put_cover(actor: Actor, body: Picture) -> Me:
    """What stands above my profile."""
    return pictures.put(actor, "cover", body)


@room.delete("/v1/me/pictures/cover")
def remove_cover(actor: Actor) -> None:
    """Nothing above my profile."""
    pictures.remove(actor, "cover")


@room.get("/v1/people", query=Directory, answer=Page[Person])
def people(actor: Actor, query: Directory) -> Page[Person]:
    """The directory, by name. Guests see those they share a group with."""
    return directory.listed(actor, query)


@room.get("/v1/people/facets", query=Facets, answer=Page[Facet])
def facets(actor: Actor, query: Facets) -> Page[Facet]:
    """The departments or locations that people give, to filter the directory by. Guests are told none."""
    return directory.facets(actor, query)


@room.get("/v1/people/{user}", answer=Person, etag=True)
def get(actor: Actor, user: str) -> Person:
    """A person's profile."""
    return service.get(actor, user)


@room.put("/v1/people/{user}/follow", status=204, problems=[409])
def follow(actor: Actor, user: str) -> None:
    """Follow somebody: their posts come into my feed."""
    service.follow(actor, user)


@room.delete("/v1/people/{user}/follow")
def unfollow(actor: Actor, user: str) -> None:
    """Follow somebody no more."""
    service.unfollow(actor, user)


@room.get("/v1/people/{user}/followers", query=Paging, answer=Page[Person])
def followers(actor: Actor, user: str, query: Paging) -> Page[Person]:
    """Who follows this person."""
    return service.followers(actor, user, query)


@room.get("/v1/people/{user}/following", query=Paging, answer=Page[Person])
def following(actor: Actor, user: str, query: Paging) -> Page[Person]:
    """Whom this person follows."""
    return service.following(actor, user, query)

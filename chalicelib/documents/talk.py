"""What those who keep the talk about documents may know of one."""

from typing import NamedTuple

from chalicelib.core.actor import Actor
from chalicelib.core.errors import NotFound
from chalicelib.documents import access, openings
from chalicelib.documents.shapes import May
from chalicelib.people.service import Card

__all__ = ["About", "about", "forget_openings", "readers_among"]

forget_openings = openings.forget


class About(NamedTuple):
    name: str
    by: Card
    created: int
    may: May


def about(actor: Actor, id_: str) -> About:
    """Of a file, to whoever may read it. Raises NotFound; also in the bin, or in a folder that lies there."""
    node, there = access.fetch(actor, id_)
    if node.type == "folder" or access.is_in_bin(actor.tenant, node):
        raise NotFound
    return About(node.name, node.by, node.created, there.may)


def readers_among(tenant: str, id_: str, users: set[str], guests: set[str]) -> set[str]:
    """Of these people, those who may read a document now; the `guests` among them are known. For pushes."""
    node = access.find(tenant, id_)
    if not node or access.is_in_bin(tenant, node):
        return set()
    return access.readers_among(tenant, node.space, users, guests)

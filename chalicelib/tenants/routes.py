from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.tenants import service
from chalicelib.tenants.model import Branding, NewBranding

room = Room("tenants")


@room.get("/v1/branding", answer=Branding, etag=True)
def branding(actor: Actor) -> Branding:
    """The network's name and colours."""
    return service.branding(actor.tenant)


@room.put("/v1/branding", body=NewBranding, answer=Branding, etag=True, problems=[403, 412])
def rebrand(actor: Actor, body: NewBranding, version: int | None) -> Branding:
    """Change the network's name and colours (admins)."""
    return service.rebrand(actor, body, version)


@room.get("/v1/tenants/{slug}/branding", answer=Branding, public=True, etag=True)
def public_branding(slug: str) -> Branding:
    """What the sign-in page of a network wears."""
    return service.public_branding(slug)

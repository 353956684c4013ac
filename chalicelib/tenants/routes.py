from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.tenants import allowing, rebranding, service
from chalicelib.tenants.model import (
    Branding,
    Manifest,
    NetworkSettings,
    NetworkSettingsPatch,
    NewBranding,
    NewUpload,
    OwnColours,
    Preview,
    Upload,
)

room = Room("tenants")


@room.get("/v1/branding", answer=Branding, etag=True)
def branding(actor: Actor) -> Branding:
    """The network's name, pictures and colours."""
    return service.branding(actor.tenant)


@room.put("/v1/branding", body=NewBranding, answer=Branding, etag=True, problems=[403, 412])
def rebrand(actor: Actor, body: NewBranding, version: int | None) -> Branding:
    """Change the network's name, pictures and colours (admins). What is not legible is refused."""
    return rebranding.rebrand(actor, body, version)


@room.post("/v1/branding/previews", body=OwnColours, answer=Preview, status=200, problems=[403])
def preview(actor: Actor, body: OwnColours) -> Preview:
    """How colours would look, and what is not legible (admins). Changes nothing."""
    return rebranding.preview(actor, body)


@room.post("/v1/branding/uploads", body=NewUpload, answer=Upload, problems=[403])
def offer_upload(actor: Actor, body: NewUpload) -> Upload:
    """Where to send a logo or favicon (admins); its id then goes into PUT /v1/branding."""
    return rebranding.offer_upload(actor, body)


@room.get("/v1/settings", answer=NetworkSettings, etag=True)
def settings(actor: Actor) -> NetworkSettings:
    """What the admins allow in this network."""
    return allowing.settings(actor)


@room.patch("/v1/settings", body=NetworkSettingsPatch, answer=NetworkSettings, etag=True, problems=[403, 412])
def change_settings(actor: Actor, body: NetworkSettingsPatch, version: int | None) -> NetworkSettings:
    """Change what is allowed (admins)."""
    return allowing.change(actor, body, version)


@room.get("/v1/tenants/{slug}/branding", answer=Branding, public=True, etag=True)
def public_branding(slug: str) -> Branding:
    """What the sign-in page of a network wears."""
    return service.public_branding(slug)


@room.get(
    "/v1/tenants/{slug}/manifest.webmanifest",
    answer=Manifest,
    public=True,
    etag=True,
    media="application/manifest+json",
)
def manifest(slug: str) -> Manifest:
    """The network's web app manifest, with which a phone installs it."""
    return service.manifest(slug)

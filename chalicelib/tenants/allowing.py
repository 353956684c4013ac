"""What admins allow in their network."""

from chalicelib.core import keys
from chalicelib.core.actor import Actor
from chalicelib.core.errors import Stale
from chalicelib.core.schema import unchanged
from chalicelib.core.table import Lost, Table, at_version, changes, next_version
from chalicelib.tenants import service
from chalicelib.tenants.model import NetworkSettings, NetworkSettingsPatch, TenantItem
from chalicelib.tenants.rebranding import admit


def settings(actor: Actor) -> NetworkSettings:
    """To everybody, so that nobody is offered what is forbidden."""
    return _show(service.get(actor.tenant))


def change(actor: Actor, patch: NetworkSettingsPatch, version: int | None) -> NetworkSettings:
    """Raises Forbidden where the actor is no admin, Stale where `version` is not the present one."""
    admit(actor)
    edits = changes(share_links=patch.share_links)
    if not edits:
        return unchanged(settings(actor), version)
    try:
        item = Table(actor.tenant).update(
            keys.tenant(), *edits, next_version(), kind=TenantItem, condition=at_version(version)
        )
    except Lost:
        raise Stale from None
    return _show(item)


def _show(item: TenantItem) -> NetworkSettings:
    return NetworkSettings(share_links=item.share_links, version=item.version)

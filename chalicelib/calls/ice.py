"""How browsers find each other: STUN and TURN servers, with credentials for some hours.

https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00, as coturn takes it.
"""

import base64
import hmac

from chalicelib.calls.shapes import IceServer
from chalicelib.core import clock, secrets, settings
from chalicelib.core.actor import Actor

SECONDS = 4 * clock.HOUR


def servers(actor: Actor) -> list[IceServer]:
    """Never logged: whoever has a credential may send through the TURN server until it expires."""
    stun, turn = settings.stun_urls(), settings.turn_urls()
    found = [IceServer(urls=stun)] if stun else []
    if turn:
        username = f"{clock.now() + SECONDS}:{actor.user}"
        secret = secrets.secret(settings.turn_secret())["secret"]
        credential = base64.b64encode(hmac.digest(secret.encode(), username.encode(), "sha1")).decode()
        found.append(IceServer(urls=turn, username=username, credential=credential))
    return found

"""What a key is."""

from typing import NamedTuple


class Key(NamedTuple):
    pk: str
    sk: str


class Listed(NamedTuple):
    """A place in the sparse index `listed`: all of one kind in a tenant, sorted."""

    gpk: str
    gsk: str

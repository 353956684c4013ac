"""What clients send and get of files beside words."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.core.schema import Body, Id
from chalicelib.documents.model import FilePreview, Kind, State

Attachments = Annotated[list[Id], Meta(max_length=10, description="Files of documents, each once")]


class AttachedQuery(Body):
    """The file, or with `size` its picture, whose longer side has about so many pixels."""

    size: Literal[320, 960, 1920] | None = None
    inline: bool = False


class Attached(msgspec.Struct):
    """A file, as it is shown beside the words that it is attached to. `picture`: where that of 960 pixels is,
    for ten minutes at least."""

    id: str
    name: str
    kind: Kind
    content_type: str
    size: int
    state: State
    reason: str
    preview: FilePreview | None
    picture: str | None

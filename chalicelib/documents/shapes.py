"""What clients send and get of documents."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.core.schema import _UNFIT, _UNSEEN, Answer, Body, Id, Line, Paging
from chalicelib.documents.model import LARGEST, LONGEST_NAME, FilePreview, Kind, Sort, State, Type
from chalicelib.people.service import Card

# One line with something to see in it, no separators of paths, and not the names that mean a folder itself.
FileName = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=LONGEST_NAME,
        pattern=rf"^(?!\.{{1,2}}$)[^{_UNFIT}/\\]*[^{_UNFIT}{_UNSEEN}/\\][^{_UNFIT}/\\]*$(?!\n)",
        description="Without slashes and control characters",
    ),
]
Space = Annotated[
    str,
    Meta(
        max_length=40,
        description="`company`, `g` and a group's id, `u` and one's own id, `a` and that: what one attached",
    ),
]
MediaType = Annotated[str, Meta(max_length=120, pattern=r"^[a-z]+/[a-z0-9][a-z0-9.+-]*$(?!\n)")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", description="Of the whole file, hexadecimal")]
Size = Annotated[int, Meta(ge=1, le=LARGEST, description="Bytes, exactly")]
VersionNumber = Annotated[int, Meta(ge=1, le=999_999)]  # six digits of the key
PartNumber = Annotated[int, Meta(ge=1, le=10_000)]

# In


class Documents(Paging):
    """What lies in a folder, or at the top of a space: my own, where none is named. Folders come first."""

    space: Space | None = None
    folder: Id | None = None
    sort: Sort = "name"
    order: Literal["up", "down"] = "up"


class Binned(Paging):
    """Of my own space, where none is named."""

    space: Space | None = None


class Emptied(Body):
    """My own space, where none is named."""

    space: Space | None = None


class NewFolder(Body):
    """An `album` is a folder that is shown as photos."""

    name: FileName
    space: Space | None = None
    folder: Id | None = None
    album: bool = False


class NewDocument(Body):
    """A file that is to come. With `document` it is a new version of that, made from version `base`.
    `keep_both`: where the name is taken, it gets another one."""

    name: FileName
    size: Size
    content_type: MediaType = "application/octet-stream"
    sha256: Sha256 | None = None
    space: Space | None = None
    folder: Id | None = None
    document: Id | None = None
    base: VersionNumber | None = None
    note: Line = ""
    keep_both: bool = False


class DocumentPatch(Body):
    """Another name, another place. `folder` null: to the top of the space."""

    name: FileName | UnsetType = UNSET
    folder: Id | None | UnsetType = UNSET
    space: Space | UnsetType = UNSET
    album: bool | UnsetType = UNSET


class NewCopy(Body):
    space: Space | None = None
    folder: Id | None = None
    name: FileName | None = None


class PartAsked(msgspec.Struct, forbid_unknown_fields=True):
    number: PartNumber
    sha256: Sha256


class PartsAsked(Body):
    parts: Annotated[list[PartAsked], Meta(min_length=1, max_length=20)]


class PartDone(msgspec.Struct, forbid_unknown_fields=True):
    number: PartNumber
    etag: Annotated[str, Meta(max_length=100, pattern=r"^[!-~]+$(?!\n)")]
    sha256: Sha256


class Completion(Body):
    """Of a file in parts: all of them, with the ETag that S3 answered to each. `keep_both` where the name has
    gone to another meanwhile."""

    parts: Annotated[list[PartDone], Meta(max_length=10_000)] = []
    keep_both: bool = False


class Restoring(Body):
    number: VersionNumber


class ContentQuery(Body):
    """`inline`: to be shown, where its type is harmless; otherwise to be saved."""

    number: VersionNumber | None = None
    inline: bool = False


class PreviewQuery(Body):
    """As a picture, whose longer side has about so many pixels."""

    number: VersionNumber | None = None
    size: Literal[320, 960, 1920] = 960


# Out

May = Literal["read", "write", "manage"]


class SpaceShown(Answer):
    id: str
    kind: Literal["company", "group", "person", "attached"]
    name: str
    may: May


class Step(msgspec.Struct):
    id: str
    name: str


class Document(Answer):
    """A document or a folder. `state`: whether its content was looked at; `thumbnail`: where its picture
    of 320 pixels is, for ten minutes at least; `copying`: a folder that is still being filled; `path`: the
    folders above it."""

    id: str
    type: Type
    space: str
    folder: str | None
    name: str
    kind: Kind
    content_type: str
    size: int
    number: int
    author: Card
    created_at: str
    changed_at: str
    changed_by: Card
    state: State
    reason: str
    preview: FilePreview | None
    thumbnail: str | None
    album: bool
    copying: bool
    must_read: bool
    binned_at: str | None
    version: int


class DocumentFull(Document, kw_only=True):
    """`talk`: to comment and react, as a post's id. `opened`: by me, as it is now; null of no must-read."""

    path: list[Step]
    may: May
    talk: str | None
    opened: bool | None


class FileVersion(Answer):
    number: int
    author: Card
    created_at: str
    size: int
    content_type: str
    sha256: str
    note: str
    base: int
    conflict: bool
    counts: bool
    state: State
    reason: str
    preview: FilePreview | None


class Form(msgspec.Struct):
    """To be sent as multipart/form-data: the fields, then the file as `file`."""

    url: str
    fields: dict[str, str]


class FileUpload(Answer):
    """A file on its way: by one `form`, or in parts of `part_size` bytes."""

    id: str
    document: str
    name: str
    size: int
    form: Form | None
    part_size: int | None
    parts: int | None
    expires_at: str


class PartUrl(msgspec.Struct):
    """To be PUT with exactly these headers."""

    number: int
    url: str
    headers: dict[str, str]


class PartUrls(Answer):
    parts: list[PartUrl]
    expires_in: int


class PartThere(msgspec.Struct):
    number: int
    etag: str
    size: int


class UploadState(FileUpload, kw_only=True):
    """`there`: the parts that S3 has already."""

    there: list[PartThere]


class Content(Answer):
    url: str
    expires_in: int

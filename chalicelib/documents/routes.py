from chalicelib.core.actor import Actor
from chalicelib.core.http import Room
from chalicelib.core.schema import Page, Paging
from chalicelib.documents import bin as bins
from chalicelib.documents import copying, openings, quotas, shared, sharing, tree, uploads, versions
from chalicelib.documents.opening_shapes import Reader, Readers
from chalicelib.documents.quotas import Usage
from chalicelib.documents.shapes import (
    Binned,
    Completion,
    Content,
    ContentQuery,
    Document,
    DocumentFull,
    DocumentPatch,
    Documents,
    Emptied,
    FileUpload,
    FileVersion,
    NewCopy,
    NewDocument,
    NewFolder,
    PartsAsked,
    PartUrls,
    PreviewQuery,
    Restoring,
    SpaceShown,
    UploadState,
)
from chalicelib.documents.sharing_shapes import NewShareLink, SharedFile, ShareLink, SharePassword

room = Room("documents")


@room.get("/v1/spaces/{space}", answer=SpaceShown)
def space(actor: Actor, space: str) -> SpaceShown:
    """A space for documents: of the company, of a group, or my own."""
    return tree.space(actor, space)


@room.get("/v1/documents", query=Documents, answer=Page[Document], problems=[404])
def listed(actor: Actor, query: Documents) -> Page[Document]:
    """What lies in a folder, or at the top of a space."""
    return tree.listed(actor, query)


@room.post("/v1/documents", body=NewDocument, answer=FileUpload, problems=[403, 404, 413])
def start(actor: Actor, body: NewDocument) -> FileUpload:
    """Announce a file, or a new version of one: it is then sent to S3 and completed."""
    return uploads.start(actor, body)


@room.get("/v1/documents/{document}", answer=DocumentFull, etag=True)
def get(actor: Actor, document: str) -> DocumentFull:
    """A document or a folder, with the folders above it."""
    return tree.get(actor, document)


@room.patch(
    "/v1/documents/{document}", body=DocumentPatch, answer=Document, etag=True, problems=[403, 409, 412]
)
def edit(actor: Actor, document: str, body: DocumentPatch, version: int | None) -> Document:
    """Rename or move a document or a folder."""
    return tree.edit(actor, document, body, version)


@room.delete("/v1/documents/{document}", problems=[403, 412])
def put_into_bin(actor: Actor, document: str, version: int | None) -> None:
    """Put a document or a folder into the bin, where it stays for thirty days."""
    bins.put(actor, document, version)


@room.get("/v1/documents/{document}/content", query=ContentQuery, answer=Content, problems=[409])
def content(actor: Actor, document: str, query: ContentQuery) -> Content:
    """Where the bytes of a document are, for five minutes."""
    return versions.content(actor, document, query)


@room.put("/v1/documents/{document}/must_read", status=204, problems=[403, 409])
def ask_to_read(actor: Actor, document: str) -> None:
    """Ask all who may read a document to do so; those who keep the order then see who opened it."""
    openings.mark(actor, document, must_read=True)


@room.delete("/v1/documents/{document}/must_read", problems=[403])
def ask_no_more(actor: Actor, document: str) -> None:
    """Ask nobody any more to read a document."""
    openings.mark(actor, document, must_read=False)


@room.put("/v1/documents/{document}/opened", status=204)
def opened(actor: Actor, document: str) -> None:
    """Say that I have read a document that must be read; asking for its content says so too."""
    openings.opened(actor, document)


@room.get("/v1/documents/{document}/readers", query=Readers, answer=Page[Reader], problems=[403])
def readers(actor: Actor, document: str, query: Readers) -> Page[Reader]:
    """Who opened a document that must be read, newest first; or who has not yet."""
    return openings.readers(actor, document, query)


@room.get("/v1/documents/{document}/preview", query=PreviewQuery, answer=Content)
def preview(actor: Actor, document: str, query: PreviewQuery) -> Content:
    """Where a picture of a document is, for ten minutes; of what has none, 404."""
    return versions.preview(actor, document, query)


@room.get("/v1/documents/{document}/versions", query=Paging, answer=Page[FileVersion])
def list_versions(actor: Actor, document: str, query: Paging) -> Page[FileVersion]:
    """The versions of a document, newest first."""
    return versions.listed(actor, document, query)


@room.post("/v1/documents/{document}/versions", body=Restoring, answer=Document, problems=[403, 412])
def restore_version(actor: Actor, document: str, body: Restoring) -> Document:
    """Bring an old version back, as the newest."""
    return versions.restore(actor, document, body)


@room.post("/v1/documents/{document}/copies", body=NewCopy, answer=Document, problems=[403, 413])
def copy(actor: Actor, document: str, body: NewCopy) -> Document:
    """Copy a document; or a folder, which is filled from then on (`copying`)."""
    return copying.copy(actor, document, body)


@room.post("/v1/folders", body=NewFolder, answer=Document, problems=[403, 404])
def make_folder(actor: Actor, body: NewFolder) -> Document:
    """Make a folder."""
    return tree.make_folder(actor, body)


@room.get("/v1/uploads/{upload}", answer=UploadState)
def upload(actor: Actor, upload: str) -> UploadState:
    """A file of mine on its way: what is there already."""
    return uploads.state(actor, upload)


@room.post("/v1/uploads/{upload}/parts", body=PartsAsked, answer=PartUrls, status=200)
def part_urls(actor: Actor, upload: str, body: PartsAsked) -> PartUrls:
    """Where to send parts of a file."""
    return uploads.part_urls(actor, upload, body)


@room.post("/v1/uploads/{upload}/completion", body=Completion, answer=Document, problems=[403])
def complete(actor: Actor, upload: str, body: Completion) -> Document:
    """The file is there: make it a document, or a version of one."""
    return uploads.complete(actor, upload, body)


@room.delete("/v1/uploads/{upload}")
def cancel(actor: Actor, upload: str) -> None:
    """Give a file of mine on its way up."""
    uploads.cancel(actor, upload)


@room.get("/v1/bin", query=Binned, answer=Page[Document], problems=[403, 404])
def binned(actor: Actor, query: Binned) -> Page[Document]:
    """What lies in the bin of a space."""
    return bins.listed(actor, query)


@room.delete("/v1/bin", query=Emptied, problems=[403, 404])
def empty(actor: Actor, query: Emptied) -> None:
    """Empty the bin of a space, for good (those who keep its order)."""
    bins.empty(actor, query)


@room.delete("/v1/bin/{document}", problems=[403])
def purge(actor: Actor, document: str) -> None:
    """Remove something from the bin, for good."""
    bins.purge(actor, document)


@room.put("/v1/bin/{document}/restored", answer=Document, problems=[403, 409])
def restore(actor: Actor, document: str) -> Document:
    """Take something out of the bin, to where it lay."""
    return bins.restore(actor, document)


@room.get("/v1/me/storage", answer=Usage)
def storage_used(actor: Actor) -> Usage:
    """How much I and the company store, and may."""
    return quotas.usage(actor)


@room.post("/v1/documents/{document}/links", body=NewShareLink, answer=ShareLink, problems=[403])
def make_link(actor: Actor, document: str, body: NewShareLink) -> ShareLink:
    """Make a link by which people outside fetch a document, for some days."""
    return sharing.make(actor, document, body)


@room.get("/v1/documents/{document}/links", query=Paging, answer=Page[ShareLink], problems=[403])
def list_links(actor: Actor, document: str, query: Paging) -> Page[ShareLink]:
    """The links of a document for people outside, newest first."""
    return sharing.listed(actor, document, query)


@room.delete("/v1/documents/{document}/links/{link}", problems=[403])
def withdraw_link(actor: Actor, document: str, link: str) -> None:
    """Withdraw a link: it opens nothing any more."""
    sharing.withdraw(actor, document, link)


@room.get("/v1/shared/{token}", answer=SharedFile, public=True, problems=[409])
def shared_file(token: str) -> SharedFile:
    """What a link for people outside leads to."""
    return shared.look(token)


@room.post(
    "/v1/shared/{token}/content",
    body=SharePassword, answer=Content, public=True, status=200, problems=[403],
)  # fmt: skip
def shared_content(token: str, body: SharePassword) -> Content:
    """Where the bytes of a shared document are, for five minutes."""
    return shared.content(token, body)

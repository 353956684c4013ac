"""How nodes are shown."""

from chalicelib.core import clock
from chalicelib.documents import storage
from chalicelib.documents.access import Place
from chalicelib.documents.model import NodeItem, VersionItem
from chalicelib.documents.shapes import Document, DocumentFull, FileVersion, Step


def show(tenant: str, node: NodeItem) -> Document:
    return Document(
        id=node.id,
        type=node.type,
        space=node.space,
        folder=node.folder or None,
        name=node.name,
        kind=node.kind,
        content_type=node.content_type,
        size=node.size,
        number=node.number,
        author=node.by,
        created_at=clock.rfc3339(node.created),
        changed_at=clock.rfc3339(node.changed / 1000),
        changed_by=node.changed_by,
        state=node.state,
        reason=node.reason,
        preview=node.preview,
        thumbnail=picture(tenant, node, 320),
        album=node.album,
        copying=bool(node.copying),
        must_read=bool(node.must_read),
        binned_at=clock.rfc3339(node.binned) if node.binned else None,
        version=node.version,
    )


def picture(tenant: str, node: NodeItem, size: int) -> str | None:
    """Of what was looked at, where there is one."""
    if not node.preview or node.state != "clean":
        return None
    return storage.picture(storage.Place(tenant, node.id, node.object), node.preview.sizes, size)


def show_full(
    tenant: str, node: NodeItem, there: Place, above: list[NodeItem], *, opened: bool | None
) -> DocumentFull:
    shown = show(tenant, node)
    fields = {name: getattr(shown, name) for name in shown.__struct_fields__}
    path = [Step(folder.id, folder.name) for folder in above]
    talk = f"{node.id}d{node.id}" if node.type == "file" else None
    return DocumentFull(**fields, path=path, may=there.may, talk=talk, opened=opened)


def show_version(node: NodeItem, item: VersionItem) -> FileVersion:
    return FileVersion(
        number=item.number,
        author=item.by,
        created_at=clock.rfc3339(item.at),
        size=item.size,
        content_type=item.content_type,
        sha256=item.sha256,
        note=item.note,
        base=item.base,
        conflict=item.conflict,
        counts=item.number == node.number,
        state=item.state,
        reason=item.reason,
        preview=item.preview,
    )

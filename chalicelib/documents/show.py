"""How nodes are shown."""

from chalicelib.core import clock
from chalicelib.documents.access import Place
from chalicelib.documents.model import NodeItem, VersionItem
from chalicelib.documents.shapes import Document, DocumentFull, FileVersion, Step


def show(node: NodeItem) -> Document:
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
        binned_at=clock.rfc3339(node.binned) if node.binned else None,
        version=node.version,
    )


def show_full(node: NodeItem, there: Place, above: list[NodeItem]) -> DocumentFull:
    shown = show(node)
    fields = {name: getattr(shown, name) for name in shown.__struct_fields__}
    path = [Step(folder.id, folder.name) for folder in above]
    return DocumentFull(**fields, path=path, may=there.may)


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

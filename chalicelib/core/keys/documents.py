"""Keys of documents. A space is "company", "g<group>" or "u<user>"; a folder is its id, empty at the top."""

from chalicelib.core.keys.base import Key, Listed


def document(id_: str) -> Key:
    """A document or a folder."""
    return Key(f"D#{id_}", "D")


def document_version(id_: str, number: int) -> Key:
    """The versions of a document, beside it."""
    return Key(f"D#{id_}", f"v#{number:06d}")


def entry(space: str, folder: str, sort: str, text: str) -> Key:
    """What lies in a folder, once for each order that it is listed in."""
    return Key(f"E#{space}/{folder}", f"E{sort}#{text}")


def binned(space: str, milliseconds: int, id_: str) -> Key:
    """What lies in the bin of a space, by when it was put there."""
    return Key(f"b#{space}", f"b#{milliseconds:013d}#{id_}")


def share_link(document: str, id_: str) -> Key:
    """A document's links for people outside, beside it."""
    return Key(f"D#{document}", f"X#{id_}")


def share_attempts(document: str, id_: str) -> Key:
    """Wrong passwords for such a link."""
    return Key(f"D#{document}", f"Y#{id_}")


def opening(document: str, space: str, number: int, user: str) -> Key:
    """Who opened a version of a document that must be read, in the space where it lay."""
    return Key(f"O#{document}", f"O#{space}#{number:06d}#{user}")


def listed_opening(document: str, space: str, number: int, milliseconds: int, user: str) -> Listed:
    """Who opened it, by when."""
    return Listed(f"opened#{document}#{space}#{number}", f"{milliseconds:013d}#{user}")


def upload(user: str, id_: str) -> Key:
    """The files that a person is sending."""
    return Key(f"u#{user}", f"U#{id_}")


def completed(user: str, id_: str) -> Key:
    """Uploads that became a new version, for a day: whoever asks again is told the same."""
    return Key(f"u#{user}", f"Z#{id_}")


def given_back(user: str, id_: str) -> Key:
    """Uploads whose bytes count no more, since they were never completed."""
    return Key(f"u#{user}", f"Q#{id_}")


def usage(user: str = "") -> Key:
    """How many bytes a person, or all of the tenant, has stored."""
    return Key(f"u#{user}" if user else "t", "B")


def folder_told(space: str, folder: str) -> Key:
    """When those who look at a folder were told of a change last."""
    return Key(f"E#{space}/{folder}", "T")


def tree() -> Key:
    """Counts the moves of folders: two that would put each into the other meet here."""
    return Key("t", "E")

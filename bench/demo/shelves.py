"""Files in their places, and faces: each only where it is missing."""

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any

import httpx

from bench.demo.accounts import Account
from bench.demo.cloud import Cloud
from bench.demo.model import File
from bench.demo.progress import Quiet
from bench.demo.report import Filled

Accounts = dict[str, Account]
Shown = dict[str, Any]  # a document or a folder, as the API shows it


def fill(cloud: Cloud, accounts: Accounts, groups: dict[str, str], filled: Filled, progress: Quiet) -> None:
    """`groups` are the ids by name of those that are there."""
    faces = filled.company.faces
    files = [file for file in filled.company.files if file.place in ("", "company", *groups)]
    progress.begin("Files", len(files))

    def put(file: File) -> None:
        filled.count("files", new=_put(accounts[file.by], file, groups))
        progress.done()

    for file in files:  # one after the other: two may want the same folder
        cloud.each([file], put)
    cloud.each(faces, lambda key: _wear(accounts[key], faces[key]))


def lend(account: Account, files: Iterable[File]) -> list[str]:
    """The ids of files that are to be attached."""
    return [_lent(account, file) for file in files]


def _lent(account: Account, file: File) -> str:
    where = {"space": f"a{account.id}"}
    found = _found(account, where, file.name) or _send(account, file, file.content, where)
    return str(found["id"])


def _put(account: Account, file: File, groups: dict[str, str]) -> bool:
    """Whether something of it was missing. What somebody put into the bin stays there."""
    space = "company" if file.place == "company" else f"g{groups[file.place]}" if file.place else ""
    space = space or f"u{account.id}"
    folders = file.folder.split("/") if file.folder else []
    binned = {one["name"] for one in account.list(f"/v1/bin?space={space}")}
    if binned & {file.name, *folders}:
        return False
    where = {"space": space}
    for name in folders:
        found = _found(account, where, name)
        is_album = file.is_photo and name == folders[-1]
        new = {"name": name, "album": is_album} | where
        where = {"folder": (found or account.ask("POST", "/v1/folders", new, _anew()))["id"]}
    there = _found(account, where, file.name)
    made = there or _send(account, file, file.content, where)
    missing = file.versions[made["number"] - 1 :]
    for content in missing:
        made = _send(account, file, content, {"document": made["id"], "base": made["number"]})
    if file.binned and not there:
        account.ask("DELETE", f"/v1/documents/{made['id']}")
    return bool(missing or not there)


def _found(account: Account, where: dict[str, str], name: str) -> Shown | None:
    [(kind, id_)] = where.items()
    there = account.list(f"/v1/documents?{kind}={id_}")
    return next((one for one in there if one["name"] == name), None)


def _send(account: Account, file: File, content: bytes, where: dict[str, Any]) -> Shown:
    announced = {
        "name": file.name,
        "size": len(content),
        "content_type": file.content_type,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    upload = account.ask("POST", "/v1/documents", announced | where, _anew())
    _form(upload["form"], content)
    made: Shown = account.ask("POST", f"/v1/uploads/{upload['id']}/completion", {})
    return made


def _wear(account: Account, picture: bytes) -> None:
    if account.ask("GET", "/v1/me")["avatar"]:
        return
    announced = {"slot": "avatar", "content_type": "image/png", "size": len(picture)}
    upload = account.ask("POST", "/v1/me/pictures", announced, _anew())
    _form(upload, picture)
    account.ask("PUT", "/v1/me/pictures/avatar", {"upload": upload["id"]})


def _form(form: dict[str, Any], content: bytes) -> None:
    """As a browser sends it, straight to S3."""
    sent = httpx.post(form["url"], data=form["fields"], files={"file": ("file", content)}, timeout=60)
    sent.raise_for_status()


def _anew() -> str:
    """For a key that no other run has: the form of an earlier one may be over, its file may be gone."""
    return uuid.uuid4().hex

"""Files in their places, and faces: each only where it is missing."""

import hashlib
from typing import Any

import httpx

from bench.demo.accounts import Account
from bench.demo.cloud import Cloud
from bench.demo.model import Company, File
from bench.demo.progress import Quiet
from bench.demo.report import Filled

Accounts = dict[str, Account]


def fill(cloud: Cloud, accounts: Accounts, groups: dict[str, str], filled: Filled, progress: Quiet) -> None:
    company: Company = filled.company
    progress.begin("Files", len(company.files))

    def put(file: File) -> None:
        filled.count("files", new=_put(accounts[file.by], file, groups))
        progress.done()

    # One after the other: two files may want the same folder.
    for file in company.files:
        put(file)
    cloud.each(company.faces, lambda key: _wear(accounts[key], company.faces[key]))


def lend(account: Account, file: File) -> str:
    """The id of a file that is to be attached."""
    space = f"a{account.id}"
    there = {one["name"]: one["id"] for one in account.list(f"/v1/documents?space={space}")}
    return str(there.get(file.name) or _send(account, file, file.content, {"space": space})["id"])


def _put(account: Account, file: File, groups: dict[str, str]) -> bool:
    """Whether it was missing."""
    space = "company" if file.place == "company" else f"g{groups[file.place]}" if file.place else ""
    where: dict[str, Any] = {"space": space or f"u{account.id}"}
    if file.folder:
        where = {"folder": _folder(account, file, where)}
    query = "&".join(f"{name}={value}" for name, value in where.items())
    there = {one["name"]: one for one in account.list(f"/v1/documents?{query}")}
    binned = (
        {one["name"] for one in account.list(f"/v1/bin?space={space or where['space']}")}
        if file.binned
        else set()
    )
    if file.name in there or file.name in binned:
        return False
    made = _send(account, file, file.content, where)
    for version in file.versions:
        made = _send(account, file, version, {"document": made["id"], "base": made["number"]})
    if file.binned:
        account.ask("DELETE", f"/v1/documents/{made['id']}")
    return True


def _folder(account: Account, file: File, where: dict[str, Any]) -> str:
    """Each on the way to it is made where it is missing."""
    names = file.folder.split("/")
    for place, name in enumerate(names):
        query = "&".join(f"{key}={value}" for key, value in where.items())
        there = {
            one["name"]: one["id"]
            for one in account.list(f"/v1/documents?{query}")
            if one["type"] == "folder"
        }
        new = {"name": name, "album": file.is_photo and place == len(names) - 1} | where
        where = {"folder": there.get(name) or account.ask("POST", "/v1/folders", new)["id"]}
    return str(where["folder"])


def _send(account: Account, file: File, content: bytes, where: dict[str, Any]) -> dict[str, Any]:
    announced = {
        "name": file.name,
        "size": len(content),
        "content_type": file.content_type,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    upload = account.ask("POST", "/v1/documents", announced | where, file.name)
    _form(upload["form"], content)
    made: dict[str, Any] = account.ask("POST", f"/v1/uploads/{upload['id']}/completion", {})
    return made


def _wear(account: Account, picture: bytes) -> None:
    if account.ask("GET", "/v1/me")["avatar"]:
        return
    announced = {"slot": "avatar", "content_type": "image/png", "size": len(picture)}
    upload = account.ask("POST", "/v1/me/pictures", announced)
    _form(upload, picture)
    account.ask("PUT", "/v1/me/pictures/avatar", {"upload": upload["id"]})


def _form(form: dict[str, Any], content: bytes) -> None:
    """As a browser sends it, straight to S3."""
    sent = httpx.post(form["url"], data=form["fields"], files={"file": ("file", content)}, timeout=60)
    sent.raise_for_status()

"""What people say to each other in chat, message by message, so that it stands there in order."""

from typing import Any

from bench.demo.accounts import Account
from bench.demo.cloud import Cloud, idempotency_key
from bench.demo.model import Chat
from bench.demo.progress import Quiet
from bench.demo.report import Filled


def fill(
    cloud: Cloud, accounts: dict[str, Account], groups: dict[str, str], filled: Filled, progress: Quiet
) -> None:
    """Conversations in which something was said already are left as they are."""

    def one(chat: Chat) -> None:
        first = accounts[chat.people[0]]
        found = _of(first, chat)
        path = f"/v1/conversations/{found or _begin(accounts, groups, chat)}"
        new = 0 if first.ask("GET", path)["last"] else len(chat.said)
        for at, (by, body) in enumerate(chat.said[:new]):
            message = {"body": body, "client_id": idempotency_key(chat.key, str(at))}
            accounts[by].ask("POST", f"{path}/messages", message, chat.key)
        filled.count("messages", len(chat.said), new=new)
        progress.done()

    chats = filled.company.chats
    progress.begin("Chat", len(chats))
    cloud.each(chats, one)


def _of(account: Account, chat: Chat) -> str:
    """A conversation of a few is known by its name; of two, and of a group, there is only one."""
    if not chat.name:
        return ""
    mine = account.list("/v1/conversations")
    return next((str(one["id"]) for one in mine if one["name"] == chat.name), "")


def _begin(accounts: dict[str, Account], groups: dict[str, str], chat: Chat) -> str:
    first, *others = chat.people
    people = [accounts[key].id for key in others]
    new: dict[str, Any] = {"group": groups[chat.group]} if chat.group else {"people": people}
    if chat.name:
        new["name"] = chat.name
    return str(accounts[first].ask("POST", "/v1/conversations", new, chat.key)["id"])

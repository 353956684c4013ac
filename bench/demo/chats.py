"""What people say to each other in chat, message by message, so that it stands there in order."""

from typing import Any
from urllib.parse import quote

from bench.demo import shelves
from bench.demo.accounts import Account
from bench.demo.cloud import Cloud, idempotency_key
from bench.demo.model import Chat, Message, with_ids
from bench.demo.progress import Quiet
from bench.demo.report import Filled

Shown = dict[str, Any]  # a message, as the API shows it


class Chats:
    """A company's conversations on their way into its network."""

    def __init__(self, accounts: dict[str, Account], groups: dict[str, str], filled: Filled) -> None:
        self._accounts, self._groups, self._filled = accounts, groups, filled
        self._ids = {key: account.id for key, account in accounts.items()}

    def fill(self, chat: Chat) -> None:
        first = self._accounts[chat.people[0]]
        path = f"/v1/conversations/{_of(first, chat) or self._begin(first, chat)}"
        there = {message["client_id"]: message for message in _said(first, path)}
        shown: list[Shown] = []
        for message in chat.said:
            client_id = idempotency_key(chat.key, message.by, message.at_first or message.body)
            found = there.get(client_id)
            shown.append(found or self._say(path, message, client_id, shown))
            self._filled.count("messages", new=found is None)
            self._change(path, message, shown[-1], is_new=found is None)

    def _begin(self, first: Account, chat: Chat) -> str:
        people = [self._ids[key] for key in chat.people[1:]]
        new: Shown = {"group": self._groups[chat.group]} if chat.group else {"people": people}
        if chat.name:
            new["name"] = chat.name
        return str(first.ask("POST", "/v1/conversations", new, chat.key)["id"])

    def _say(self, path: str, message: Message, client_id: str, before: list[Shown]) -> Shown:
        files = shelves.lend(self._accounts[message.by], self._filled.company.files_with(message.body))
        text = self._text(message.at_first or message.body)
        new: Shown = {"body": text, "client_id": client_id, "attachments": files}
        if message.to is not None:
            new["reply_to"] = before[message.to]["number"]
        said: Shown = self._accounts[message.by].ask("POST", f"{path}/messages", new, client_id)
        return said

    def _change(self, path: str, message: Message, shown: Shown, *, is_new: bool) -> None:
        """What happens to a message once it is said; what people changed since then stays as it is."""
        if shown["deleted"]:
            return
        here = f"{path}/messages/{shown['number']}"
        if message.at_first and not shown["edited_at"]:
            self._accounts[message.by].ask("PATCH", here, {"body": self._text(message.body)})
        reacted = {person for one in shown["reactions"] for person in one["people"]}
        for who, emoji in message.reactions:
            missing = self._ids[who] not in reacted
            if missing:
                self._accounts[who].ask("PUT", f"{here}/reactions/{quote(emoji)}")
            self._filled.count("reactions", new=missing)
        for who in message.readers if is_new else ():
            self._accounts[who].ask("PUT", f"{path}/read", {"message": shown["number"]})

    def _text(self, body: str) -> str:
        return with_ids(body, self._ids)


def fill(
    cloud: Cloud, accounts: dict[str, Account], groups: dict[str, str], filled: Filled, progress: Quiet
) -> None:
    """`groups` are the ids by name of those that are there."""
    chats = [chat for chat in filled.company.chats if not chat.group or chat.group in groups]
    filling = Chats(accounts, groups, filled)

    def one(chat: Chat) -> None:
        filling.fill(chat)
        progress.done()

    progress.begin("Chat", len(chats))
    cloud.each(chats, one)


def _of(account: Account, chat: Chat) -> str:
    """A conversation of a few is known by its name; of two, and of a group, there is only one."""
    if not chat.name:
        return ""
    mine = account.list("/v1/conversations")
    return next((str(one["id"]) for one in mine if one["name"] == chat.name), "")


def _said(account: Account, path: str) -> list[Shown]:
    """All that stands in a conversation."""
    items: list[Shown] = []
    place = ""
    while True:
        page = account.ask("GET", f"{path}/messages?limit=100{place}")
        items += page["items"]
        if not page["older"]:
            return items
        place = f"&place={page['older']}"

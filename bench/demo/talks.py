"""Posts, comments, reactions and pins, each only where it is missing."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from bench.demo import shelves
from bench.demo.accounts import Account
from bench.demo.cloud import Cloud
from bench.demo.model import Talk, with_ids
from bench.demo.progress import Quiet
from bench.demo.report import Filled

Said = tuple[str, str]  # (author's id, body)
Shown = dict[str, Any]  # a post or a comment, as the API shows it


class Talks:
    """A company's talks on their way into its network."""

    def __init__(
        self, accounts: dict[str, Account], groups: dict[str, str], owners: dict[str, str], filled: Filled
    ) -> None:
        self._accounts, self._groups, self._owners, self._filled = accounts, groups, owners, filled
        self._ids = {key: account.id for key, account in accounts.items()}

    def fill(self, cloud: Cloud, talks: Sequence[Talk], progress: Quiet) -> None:
        walls: dict[str, list[Talk]] = defaultdict(list)
        for talk in talks:
            walls[self._wall(talk)].append(talk)
        there: dict[str, Shown | None] = {}

        def look(wall: str) -> None:
            shown = self._keeper(walls[wall][0]).list(wall)
            wanted = [self._said(talk.by, talk.body) for talk in walls[wall]]
            there.update(zip((talk.key for talk in walls[wall]), match(wanted, shown[::-1]), strict=True))

        progress.begin("Looking what is there", 0)
        cloud.each(walls, look)
        progress.begin("Posts and comments", sum(1 + len(talk.replies) for talk in talks))
        # Those that say the same stay in order, so that the next run knows which is which.
        alike: dict[tuple[str, Said], list[Talk]] = defaultdict(list)
        for talk in talks:
            if talk.key in there:  # otherwise its wall could not be read
                alike[self._wall(talk), self._said(talk.by, talk.body)].append(talk)

        def tell(same: list[Talk]) -> None:
            for talk in same:
                self._talk(talk, there[talk.key])
                progress.done(1 + len(talk.replies))

        cloud.each(alike.values(), tell)

    def _talk(self, talk: Talk, there: Shown | None) -> None:
        post = there
        if post is None:
            files = shelves.lend(self._accounts[talk.by], self._filled.company.files_with(talk.body))
            new = {"body": self._said(talk.by, talk.body)[1], "kind": talk.kind, "attachments": files}
            post = self._accounts[talk.by].ask("POST", self._wall(talk), new, talk.key)
        self._filled.count("posts", new=there is None)
        if post["deleted"]:
            return
        self._react(f"/v1/posts/{post['id']}", talk.reactions, post)
        if talk.pinned and not post["pinned"]:
            self._keeper(talk).ask("PUT", f"/v1/posts/{post['id']}/pin")
        plain = not any(reply.reactions for reply in talk.replies)
        if there and plain and there["comments"] == len(talk.replies):
            self._filled.count("comments", len(talk.replies))
        else:
            self._reply(talk, post, is_new=there is None)

    def _reply(self, talk: Talk, post: Shown, *, is_new: bool) -> None:
        path = f"/v1/posts/{post['id']}/comments"
        shown = [] if is_new else self._keeper(talk).list(path)
        found = match([self._said(reply.by, reply.body) for reply in talk.replies], shown)
        comments: list[Shown] = []
        for place, (reply, there) in enumerate(zip(talk.replies, found, strict=True)):
            comment = there
            if comment is None:
                new = {"body": self._said(reply.by, reply.body)[1]}
                if reply.to is not None and not comments[reply.to]["deleted"]:
                    new["reply_to"] = comments[reply.to]["id"]
                comment = self._accounts[reply.by].ask("POST", path, new, talk.key, str(place))
            comments.append(comment)
            self._filled.count("comments", new=there is None)
            if not comment["deleted"]:
                self._react(f"/v1/comments/{comment['id']}", reply.reactions, comment)

    def _react(self, path: str, reactions: Sequence[tuple[str, str]], shown: Shown) -> None:
        counted = {_bare(one["emoji"]): one["count"] for one in shown["reactions"]}
        wanted = Counter(_bare(emoji) for _, emoji in reactions)
        for who, emoji in reactions:
            missing = counted.get(_bare(emoji), 0) < wanted[_bare(emoji)]
            if missing:
                self._accounts[who].ask("PUT", f"{path}/reactions/{quote(emoji)}")
            self._filled.count("reactions", new=missing)

    def _wall(self, talk: Talk) -> str:
        if talk.group is None:
            return f"/v1/people/{self._ids[talk.by]}/posts"
        return f"/v1/groups/{self._groups[talk.group]}/posts"

    def _keeper(self, talk: Talk) -> Account:
        """Who keeps the wall's order."""
        return self._accounts[talk.by if talk.group is None else self._owners[talk.group]]

    def _said(self, by: str, body: str) -> Said:
        return self._ids[by], with_ids(body, self._ids)


def fill(
    cloud: Cloud, accounts: dict[str, Account], groups: dict[str, str], filled: Filled, progress: Quiet
) -> None:
    """`groups` are the ids by name of those that are there."""
    owners = {group.name: group.owner for group in filled.company.groups}
    talks = [talk for talk in filled.company.talks if talk.group is None or talk.group in groups]
    Talks(accounts, groups, owners, filled).fill(cloud, talks, progress)


def match(wanted: Sequence[Said], there: Iterable[Shown]) -> list[Shown | None]:
    """For each that is wanted what is there of it, oldest first.

    Where an author's text is not found, something of theirs that was edited or deleted since then is
    taken for it, so that nobody's change is undone.
    """
    same: dict[Said, deque[Shown]] = defaultdict(deque)
    changed: dict[str, deque[Shown]] = defaultdict(deque)
    for item in there:
        author = item["author"]["id"]
        kept = changed[author] if item["deleted"] or item["edited_at"] else same[author, item["body"]]
        kept.append(item)
    exact = [same[said].popleft() if same[said] else None for said in wanted]
    return [
        found or (changed[author].popleft() if changed[author] else None)
        for found, (author, _) in zip(exact, wanted, strict=True)
    ]


def _bare(emoji: str) -> str:
    """Without the sign that asks for its coloured form: ❤ and ❤️ are one."""
    return emoji.replace("\ufe0f", "")

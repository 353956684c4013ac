"""A network's whole table, and what does not add up in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from chalicelib.chat.model import HeadItem, MessageItem, SeatItem
from chalicelib.core import ids
from chalicelib.core.items import Item, decode
from chalicelib.documents.model import NodeItem
from chalicelib.groups.model import GroupItem
from chalicelib.posts.model import CommentItem, PostItem
from infra.local.cloud import Cloud


class Books:
    """Items as DynamoDB writes them, by their keys without the tenant."""

    def __init__(self, cloud: Cloud, tenant: str) -> None:
        pages = (
            cloud.aws.client("dynamodb")
            .get_paginator("scan")
            .paginate(
                TableName=cloud.settings["TABLE_NAME"],
                FilterExpression="begins_with(pk, :tenant)",
                ExpressionAttributeValues={":tenant": {"S": f"{tenant}#"}},
                ConsistentRead=True,
            )
        )
        self.items = {
            (raw["pk"]["S"].partition("#")[2], raw["sk"]["S"]): raw for page in pages for raw in page["Items"]
        }

    def under(self, pk: str, prefix: str) -> dict[str, Any]:
        """What follows the prefix in sk -> item, of one partition."""
        return {
            sk.removeprefix(prefix): raw
            for (of, sk), raw in self.items.items()
            if of == pk and sk.startswith(prefix)
        }

    def kinds(self, pk: str, sk: str, kind: type[Item]) -> Iterator[tuple[str, Any]]:
        """(what follows `pk` in the partition's key, item) of all items whose keys begin so."""
        for (of, place), raw in self.items.items():
            if of.startswith(pk) and place.startswith(sk):
                yield of.removeprefix(pk), decode(raw, kind)

    # What there is of facts, to be compared with what was acknowledged

    def facts(self) -> Counter[tuple[str, ...]]:
        found: Counter[tuple[str, ...]] = Counter()
        for container, post in self.kinds("w#", "p#", PostItem):
            found["post", post.post + container] += 1
        for _, comment in self.kinds("p#", "c#", CommentItem):
            found["comment", comment.comment + comment.place] += 1
        for group, _ in self.kinds("g#", "g", GroupItem):
            found["group", group] += 1
        for conversation, message in self.kinds("C#", "M#", MessageItem):
            found["message", conversation, str(message.number), message.client] += 1
        for id_, node in self.kinds("D#", "D", NodeItem):
            if node.type == "folder":
                found["folder", id_] += 1
            for number in self.under(f"D#{id_}", "v#"):
                found["version", id_, str(int(number))] += 1
        for (pk, sk), raw in self.items.items():
            if pk.startswith("p#") and sk.startswith("r#"):
                post, target = pk[2:], sk.split("#")[1]
                place = raw["place"]["S"]
                found["reaction", target + place if target != post else place] += 1
            if pk.startswith("g#") and sk.startswith("m#"):
                found["member", pk[2:], sk[2:]] += 1
        return found

    # What does not add up

    def faults(self) -> list[str]:
        return [*self._posts(), *self._comments(), *self._groups(), *self._chats()]

    def _posts(self) -> Iterator[str]:
        rows: dict[str, set[str]] = defaultdict(set)
        for pk, sk in self.items:
            if pk.startswith("f#u"):
                rows[sk.removeprefix("f#")].add(pk.removeprefix("f#u"))
        for container, post in self.kinds("w#", "p#", PostItem):
            expected = self._readers(container, post)
            if rows[post.post] != expected:
                missing, strange = len(expected - rows[post.post]), len(rows[post.post] - expected)
                yield f"post {post.post}: {missing} feeds lack it, {strange} should not have it"
            if (f"a#{post.by.id}", f"a#{post.post}") not in self.items:
                yield f"post {post.post}: its author has no pointer to it"
            comments = self.under(f"p#{post.post}", "c#")
            alive = sum("deleted" not in raw for raw in comments.values())
            taking_part = len(self.under(f"p#{post.post}", "w#"))
            if (post.comments, post.participants) != (alive, taking_part):
                counted = f"{post.comments} comments of {post.participants}"
                yield f"post {post.post}: counts {counted}; {alive} of {taking_part} are there"
            yield from self._reactions(post.post, post.post, post.reactions)

    def _readers(self, container: str, post: PostItem) -> set[str]:
        followers = set(self.under(f"F#{post.by.id}", "f>"))
        if container[0] == "u":
            return {post.by.id, *post.mentions, *followers}
        members = set(self.under(f"g#{container[1:]}", "m#"))
        group = decode(self.items[f"g#{container[1:]}", "g"], GroupItem)
        if group.visibility != "open":
            return members | {post.by.id}
        return {post.by.id, *post.mentions, *followers, *members}

    def _comments(self) -> Iterator[str]:
        for _, comment in self.kinds("p#", "c#", CommentItem):
            yield from self._reactions(comment.place[: ids.LENGTH], comment.comment, comment.reactions)

    def _reactions(self, post: str, target: str, counted: dict[str, int]) -> Iterator[str]:
        there: Counter[str] = Counter()
        for place in self.under(f"p#{post}", f"r#{target}#"):
            emoji, _, user = place.rpartition("#")
            there[emoji] += 1
            mine = f"y#{post}#{emoji}" if target == post else f"z#{post}#{target}#{emoji}"
            if (f"y#{user}", mine) not in self.items:
                yield f"reaction to {target}: not among {user}'s own"
        if there != counted:
            yield f"{target}: counts {counted}; {dict(there)} are there"

    def _groups(self) -> Iterator[str]:
        for id_, group in self.kinds("g#", "g", GroupItem):
            members = self.under(f"g#{id_}", "m#")
            if group.members != len(members):
                yield f"group {id_}: counts {group.members}; {len(members)} are there"
            one_sided = [user for user in members if (f"u#{user}", f"g#{id_}") not in self.items]
            if one_sided:
                yield f"group {id_}: {len(one_sided)} members do not know of it"

    def _chats(self) -> Iterator[str]:
        for conversation, head in self.kinds("C#", "C", HeadItem):
            said = [decode(raw, MessageItem) for raw in self.under(f"C#{conversation}", "M#").values()]
            numbers = sorted(message.number for message in said)
            if numbers != list(range(1, len(said) + 1)):
                yield f"conversation {conversation}: the numbers are {numbers}"
            twice = [mark for mark, n in Counter((m.by.id, m.client) for m in said).items() if n > 1]
            if twice:
                yield f"conversation {conversation}: said twice: {twice}"
            if head.last != len(said):
                yield f"conversation {conversation}: folded up to {head.last} of {len(said)}"
            for user, raw in self.under(f"S#{conversation}", "S#").items():
                seat = decode(raw, SeatItem)
                own = max((m.number for m in said if m.by.id == user), default=0)
                if seat.last != len(said) or not own <= seat.read <= len(said):
                    has = f"has {seat.last}, has read {seat.read}, wrote {own}"
                    yield f"conversation {conversation}: {user} {has} of {len(said)}"

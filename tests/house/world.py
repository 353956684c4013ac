"""Two networks, and in one of them a secret group with one of everything in it.

Built once and only read; what a test changes or takes away, it makes by the `new_` methods.
"""

import itertools
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx

from chalicelib.invites import service as invites
from infra.local.cloud import Cloud
from tests.documents import files, samples
from tests.documents.files import looked_at
from tests.people import PASSWORD, Network, Person

SECRET = "Project Nightjar"  # in the name of the secret group and in all that is written there
_numbers = itertools.count(1)


@dataclass
class World:
    home: Network
    away: Network
    keeper: Person = field(init=False)  # made the secret and the private group
    insider: Person = field(init=False)  # is in both
    colleague: Person = field(init=False)  # is in neither, as the network's owner
    guest: Person = field(init=False)  # shares no group with the others

    @classmethod
    def build(cls, cloud: Cloud, client: httpx.Client, slug: str) -> "World":
        home = Network.sign_up(cloud, client, "Home", slug)
        world = cls(home, Network.sign_up(cloud, client, "Away", f"{slug}-away"))
        world.keeper, world.insider, world.colleague = home.people("Kim Keeper", "Ida Insider", "Col League")
        (world.guest,) = home.people("Gus Guest", role="guest")
        world.fill()
        return world

    @property
    def owner(self) -> Person:
        """Owns the network, and is a stranger to its secret groups."""
        return self.home.owner

    @property
    def foreign(self) -> Person:
        return self.away.owner

    def fill(self) -> None:
        self.secret = self.new_group("secret")
        self.private = self.new_group("private")
        self.post = self.new_post()
        self.comment = self.new_comment()
        for person in (self.keeper, self.insider):
            person.put(f"/v1/posts/{self.post}/reactions/🎉")
            person.put(f"/v1/comments/{self.comment}/reactions/🎉")
            person.put(f"/v1/people/{self.owner.id}/follow")
        self.insider.post(f"/v1/posts/{self.post}/comments", {"body": f"{SECRET}: a second comment"})
        for edit in ("once", "twice"):
            self.keeper.patch(f"/v1/posts/{self.post}", {"body": f"{SECRET}, edited {edit}"})
        self.new_post()
        self.conversation = self.new_conversation()
        for person in (self.insider, self.keeper):
            person.post(f"/v1/conversations/{self.conversation}/messages", {"body": f"{SECRET}: a message"})
        self.keeper.post("/v1/conversations", {"group": self.secret})
        self.keeper.post(f"/v1/conversations/g{self.secret}/messages", {"body": f"{SECRET}: in its channel"})

        self.document = self.new_document()

    def new_conversation(self) -> str:
        """Of the keeper, the insider and a third."""
        others = [self.insider.id, self.talker.id]
        return str(self.keeper.post("/v1/conversations", {"people": others, "name": SECRET})["id"])

    def new_message(self, conversation: str = "") -> str:
        """The number of a message of the keeper's."""
        path = f"/v1/conversations/{conversation or self.conversation}/messages"
        return str(self.keeper.post(path, {"body": f"{SECRET}: another"})["number"])

    def new_call(self) -> str:
        """Of the keeper and the insider, in the secret conversation: a new one, or that which goes on."""
        for person, device in ((self.keeper, "the-keeper-here"), (self.insider, "the-insider-here")):
            joined = person.post(f"/v1/conversations/{self.conversation}/calls", {"device": device})
        return str(joined["call"]["id"])

    def new_group(self, visibility: str) -> str:
        name = SECRET if visibility == "secret" else "Board"
        group = self.keeper.make_group(name, visibility)
        self.keeper.put(f"/v1/groups/{group}/members/{self.insider.id}", {})
        return group

    def new_post(self, body: str = f"{SECRET}: a post") -> str:
        return self.keeper.publish(self.secret, body)

    def new_document(self, person: Person | None = None) -> str:
        """In the space of the secret group."""
        name = f"{SECRET} {next(_numbers)}.txt"
        return str(files.put(person or self.keeper, b"secret", name, space=f"g{self.secret}")["id"])

    def new_settled(self) -> str:
        """A document that was looked at, so that its version stays."""
        name = f"{SECRET} {next(_numbers)}.txt"
        made = looked_at(self.home, self.keeper, b"secret", name, space=f"g{self.secret}")
        return str(made["id"])

    @cached_property
    def attached(self) -> dict[str, str]:
        """Ids of a post, a comment and a message, and of the file that is lent to each."""
        lent = looked_at(self.home, self.keeper, b"secret", f"{SECRET}.txt", space=f"a{self.keeper.id}")
        words = {"body": SECRET, "attachments": [lent["id"]]}
        post = self.keeper.post(f"/v1/groups/{self.secret}/posts", words)["id"]
        comment = self.keeper.post(f"/v1/posts/{self.post}/comments", words)["id"]
        message = self.keeper.post(f"/v1/conversations/{self.conversation}/messages", words)
        return {
            "document": lent["id"],
            "post": post,
            "comment": comment,
            "conversation": self.conversation,
            "number": str(message["number"]),
        }

    @cached_property
    def writers_file(self) -> str:
        return str(files.put(self.writer, name="Written.txt")["id"])

    @cached_property
    def picture(self) -> str:
        """One that was looked at."""
        name, where = f"{SECRET} picture.png", f"g{self.secret}"
        shown = looked_at(
            self.home, self.keeper, samples.photo("PNG"), name, content_type="image/png", space=where
        )
        return str(shown["id"])

    def new_share(self, document: str) -> dict[str, Any]:
        """A link to it for people outside."""
        made: dict[str, Any] = self.keeper.post(f"/v1/documents/{document}/links", {})
        return made

    @cached_property
    def shared(self) -> str:
        """The token of a link to a document."""
        return str(self.new_share(self.new_settled())["url"].rpartition("/")[2])

    def new_picture(self, group: str = "", slot: str = "avatar") -> str:
        """Of the keeper, or of their group: sent, and not used yet."""
        place = f"/v1/groups/{group}" if group else "/v1/me"
        content = samples.photo("PNG")
        announced = {"slot": slot, "content_type": "image/png", "size": len(content)}
        upload = self.keeper.post(f"{place}/pictures", announced)
        httpx.post(upload["url"], data=upload["fields"], files={"file": ("file", content)}, timeout=30)
        return str(upload["id"])

    def new_upload(self, size: int = 0) -> str:
        """Sent, and not completed; with a size announced, to be sent in parts."""
        where = {"space": f"g{self.secret}"}
        name = f"{SECRET} {next(_numbers)}.txt"
        if size:
            announced = {"name": name, "size": size} | where
            return str(self.keeper.post("/v1/documents", announced)["id"])
        upload = files.begin(self.keeper, b"secret", name, **where)
        files.send(upload, b"secret")
        return str(upload["id"])

    def new_binned(self) -> str:
        document = self.new_document()
        self.keeper.delete(f"/v1/documents/{document}")
        return document

    def new_comment(self) -> str:
        return str(self.keeper.post(f"/v1/posts/{self.post}/comments", {"body": f"{SECRET}: hm"})["id"])

    def new_email(self) -> str:
        return f"new{next(_numbers)}@{self.home.slug}.test"

    def new_invite(self) -> str:
        invite = {"email": self.new_email(), "groups": [self.secret]}
        return str(self.keeper.post("/v1/invites", invite)["id"])

    def new_session(self) -> dict[str, Any]:
        """The keeper, on another device."""
        session: dict[str, Any] = self.home.sign_in(self.keeper.session["user"]["email"]).json()
        return session

    def new_slug(self) -> str:
        return f"{self.home.slug}-{next(_numbers)}"

    def make_scratch(self) -> None:
        """Somebody who writes what tests try out, into a group of their own, and somebody with many names.

        Not one person: with each new name, all that they wrote is gone through.
        """
        self.writer, self.renamed = self.home.people("Will Writer", "Rena Renamed")
        self.scratch_group = self.writer.make_group("Scratch")
        self.scratch_post = self.writer.publish(self.scratch_group)
        comment = self.writer.post(f"/v1/posts/{self.scratch_post}/comments", {"body": "hm"})
        self.scratch_comment = str(comment["id"])
        talk = self.writer.post("/v1/conversations", {"people": [self.renamed.id], "name": "Scratch"})
        self.scratch_conversation = str(talk["id"])
        self.writer.post(f"/v1/conversations/{self.scratch_conversation}/messages", {"body": "hm"})

    @cached_property
    def invitee(self) -> Person:
        """Is invited into the secret group, and has not come yet."""
        (person,) = self.home.people("Vin Invitee")
        self.keeper.post(f"/v1/groups/{self.secret}/invitations", {"user": person.id})
        return person

    @cached_property
    def talker(self) -> Person:
        """Is in the secret conversation, and in no secret group."""
        (person,) = self.home.people("Tal Talker")
        return person

    @cached_property
    def leaver(self) -> Person:
        """Is put out and let in again."""
        (person,) = self.home.people("Lea Leaver")
        return person

    @cached_property
    def asker(self) -> Person:
        """Asks to join the private group."""
        (person,) = self.home.people("Ask Asker")
        person.post(f"/v1/groups/{self.private}/requests", {"message": "please"})
        return person

    def new_link(self) -> str:
        """The token of an invitation's link, without waiting for the mail."""
        invite = self.owner.post("/v1/invites", {"email": self.new_email()})
        return invites.link_token(self.home.tenant, invite["id"])

    def new_reset(self) -> str:
        """The token of a password reset's link, of somebody who does nothing else."""
        (person,) = self.home.people("Fay Forgetful")
        asked = {"tenant": self.home.slug, "email": person.session["user"]["email"]}
        self.home.client.post("/v1/password-resets", json=asked)
        return self.home.link_to(asked["email"]).rpartition("/")[2].partition("?")[0]

    @property
    def secrets(self) -> list[str]:
        """What nobody outside may read anywhere."""
        return [SECRET, self.secret, self.post, self.comment, self.conversation, self.document]

    def credentials(self) -> dict[str, str]:
        email = self.keeper.session["user"]["email"]
        return {"tenant": self.home.slug, "email": email, "password": PASSWORD}

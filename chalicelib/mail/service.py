"""Mails, written from events. A mail is marked when it went out, so an event that comes twice sends one.

None goes to an address that took none, or where one of the network's was called spam.
"""

from chalicelib.core import aws, settings
from chalicelib.core.events import AnyEvent, PasswordResetRequested, PersonInvited
from chalicelib.identity import service as identity
from chalicelib.invites import service as invites
from chalicelib.mail import feedback
from chalicelib.mail.letter import Letter, written
from chalicelib.tenants import service as tenants
from chalicelib.tenants.service import Branding


def answer(event: AnyEvent) -> None:
    match event:
        case PersonInvited():
            _invitation(event)
        case PasswordResetRequested():
            _password_reset(event)


def _invitation(event: PersonInvited) -> None:
    item = invites.to_mail(event.tenant, event.invite)
    if not item:
        return
    network = tenants.branding(event.tenant)
    link = f"{settings.public_url()}/invitations/{invites.link_token(event.tenant, item.id)}"
    letter = Letter(
        subject=f"{item.by_name} invites you to {network.name}",
        lead=f"{item.by_name} invites you to {network.name}, the company's own network.",
        action="Accept the invitation",
        link=link,
        small="The link is yours alone and good for 14 days. If you did not expect it, do nothing.",
    )
    if not feedback.takes_mail(event.tenant, item.email):
        invites.not_delivered(event.tenant, item.id)
        return
    send(item.email, letter, network, {"tenant": event.tenant, "invite": item.id})
    invites.mailed(event.tenant, item)


def _password_reset(event: PasswordResetRequested) -> None:
    found = identity.reset_to_mail(event.tenant, event.reset)
    if not found:
        return
    email, token = found
    network = tenants.branding(event.tenant)
    letter = Letter(
        subject=f"A new password for {network.name}",
        lead=f"Somebody, we hope you, asked for a new password for {network.name}.",
        action="Choose a new password",
        # `at` is for the page alone, which so knows what to wear and where to go on.
        link=f"{settings.public_url()}/password-resets/{token}?at={network.slug}",
        small="The link is good for two hours and once. If it was not you, do nothing: "
        "the old password stays.",
    )
    if not feedback.takes_mail(event.tenant, email):
        return
    send(email, letter, network, {"tenant": event.tenant})
    identity.reset_mailed(event.tenant, event.reset)


def send(to: str, letter: Letter, network: Branding, tags: dict[str, str]) -> None:
    """What comes back of it (feedback.py) carries the tags."""
    text, html = written(letter, network, settings.public_url())
    aws.client("sesv2").send_email(
        FromEmailAddress=settings.mail_from(),
        Destination={"ToAddresses": [to]},
        ConfigurationSetName=settings.mail_configuration(),
        EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
        Content={
            "Simple": {
                "Subject": {"Data": _one_line(letter.subject), "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": text, "Charset": "UTF-8"},
                    "Html": {"Data": html, "Charset": "UTF-8"},
                },
            }
        },
    )


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]

"""Mails, written from events. A mail is marked when it went out, so an event that comes twice sends one."""

from html import escape

from chalicelib.core import aws, settings
from chalicelib.core.events import AnyEvent, PasswordResetRequested, PersonInvited
from chalicelib.identity import service as identity
from chalicelib.invites import service as invites
from chalicelib.tenants import service as tenants


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
    send(
        item.email,
        f"{item.by_name} invites you to {network.name}",
        f"{item.by_name} invites you to {network.name}, the company's own network.",
        "Accept the invitation",
        link,
        "The link is yours alone and good for 14 days. If you did not expect it, do nothing.",
        network.accent,
    )
    invites.mailed(event.tenant, item)


def _password_reset(event: PasswordResetRequested) -> None:
    found = identity.reset_to_mail(event.tenant, event.reset)
    if not found:
        return
    email, token = found
    network = tenants.branding(event.tenant)
    send(
        email,
        f"A new password for {network.name}",
        f"Somebody, we hope you, asked for a new password for {network.name}.",
        "Choose a new password",
        f"{settings.public_url()}/password-resets/{token}",
        "The link is good for two hours and once. If it was not you, do nothing: the old password stays.",
        network.accent,
    )
    identity.reset_mailed(event.tenant, event.reset)


def send(to: str, subject: str, lead: str, action: str, link: str, small: str, accent: str | None) -> None:
    """One mail with one thing to do, as text and HTML."""
    text = f"{lead}\n\n{action}:\n{link}\n\n{small}\n"
    button = (
        f"background:{escape(accent or '#3b5bdb')};color:#fff;padding:12px 20px;"
        "border-radius:8px;text-decoration:none"
    )
    html = (
        '<!doctype html><html><body style="font-family:system-ui,sans-serif;line-height:1.5;color:#222;'
        f'max-width:34em;margin:2em auto;padding:0 1em"><p>{escape(lead)}</p>'
        f'<p style="margin:2em 0"><a style="{button}" href="{escape(link)}">{escape(action)}</a></p>'
        f'<p style="color:#666;font-size:14px">{escape(small)}</p></body></html>'
    )
    aws.client("sesv2").send_email(
        FromEmailAddress=settings.mail_from(),
        Destination={"ToAddresses": [to]},
        Content={
            "Simple": {
                "Subject": {"Data": _one_line(subject), "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": text, "Charset": "UTF-8"},
                    "Html": {"Data": html, "Charset": "UTF-8"},
                },
            }
        },
    )


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]

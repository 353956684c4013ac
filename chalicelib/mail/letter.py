"""How a mail looks: one thing to do, in the network's colours.

Tables and styles on each element, since mail programs know no others. Nothing is said by a picture alone:
most programs show none before they are asked to.
"""

from html import escape
from typing import NamedTuple

from chalicelib.tenants.service import Branding

# Mail programs show no SVG, and some no WebP; those see the name.
SHOWN_IN_MAILS = (".png", ".jpg")
FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
INK, QUIET, PAGE, PAPER, EDGE = "#15171b", "#555b67", "#f8f9fb", "#ffffff", "#dfe2e8"


class Letter(NamedTuple):
    subject: str
    lead: str
    action: str
    link: str
    small: str


def written(letter: Letter, network: Branding, origin: str) -> tuple[str, str]:
    """(text, HTML). `origin` is where pictures come from."""
    text = f"{letter.lead}\n\n{letter.action}:\n{letter.link}\n\n{letter.small}\n\n{network.name}\n"
    return text, _html(letter, network, origin)


def _html(letter: Letter, network: Branding, origin: str) -> str:
    colours = network.palette.light
    link, accent = escape(letter.link), colours.accent
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light"><title>{escape(letter.subject)}</title></head>
<body style="margin:0;padding:0;background:{PAGE};color:{INK};{FONT};font-size:16px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="{PAGE}"><tr>
<td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="{PAPER}"
 style="max-width:560px;text-align:left;border:1px solid {EDGE};border-top:4px solid {accent}">
<tr><td bgcolor="{colours.header}" style="background:{colours.header};color:{colours.on_header};
padding:16px 24px;font-size:20px;font-weight:600;border-bottom:1px solid {EDGE}"
>{_sign(network, origin)}</td></tr>
<tr><td style="padding:24px;color:{INK}"><p style="margin:0 0 24px">{escape(letter.lead)}</p>
<table role="presentation" cellpadding="0" cellspacing="0"><tr>
<td bgcolor="{accent}" style="border-radius:8px;background:{accent}"><a href="{link}"
 style="display:inline-block;padding:12px 20px;color:{colours.on_accent};font-weight:600;text-decoration:none"
>{escape(letter.action)}</a></td></tr></table>
<p style="margin:24px 0 0;font-size:14px;color:{QUIET}">If the button does nothing, open this address:<br>
<a href="{link}" style="color:{colours.link};word-break:break-all">{link}</a></p>
<p style="margin:16px 0 0;font-size:14px;color:{QUIET}">{escape(letter.small)}</p></td></tr>
</table></td></tr></table></body></html>
"""


def _sign(network: Branding, origin: str) -> str:
    """The logo, and where it is not shown the name in its place."""
    name = escape(network.name)
    if not network.logo or not network.logo.endswith(SHOWN_IN_MAILS):
        return name
    return (
        f'<img src="{escape(origin + network.logo)}" alt="{name}" height="40" style="display:block;'
        f'height:40px;max-width:240px;border:0;color:{network.palette.light.on_header}">'
    )

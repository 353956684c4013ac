"""Mentions: links to people in Markdown."""

import re

MOST_MENTIONS = 50

# [@Ada Lovelace](/people/01ARZ3NDEKTSV4RRFFQ69G5FAV): a plain link wherever Markdown is shown.
MENTION = re.compile(r"\[@[^\]\n]{1,100}\]\(/people/([0-9A-HJKMNP-TV-Z]{26})\)")


def mentions_in(body: str) -> list[str]:
    return list(dict.fromkeys(MENTION.findall(body)))[:MOST_MENTIONS]

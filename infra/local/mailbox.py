"""Every mail that was sent, for people and tests to read."""

import json
import urllib.request
from email.utils import parseaddr
from typing import Any


def read(emulator: str) -> list[dict[str, Any]]:
    """Newest first: `to` (a plain address), `recipients`, `from`, `subject`, `text`, `html`, `at` (epoch)."""
    with urllib.request.urlopen(f"{emulator}/_ministack/ses/messages", timeout=10) as answer:  # noqa: S310  # nosec B310
        accounts = json.load(answer)["messages"]
    mails = [_mail(message) for messages in accounts.values() for message in messages]
    # Sorting is stable: of two in the same moment the later one comes first.
    return sorted(mails, key=lambda mail: float(mail["at"]))[::-1]


def _mail(message: dict[str, Any]) -> dict[str, Any]:
    everybody = message["To"] + message["CC"] + message["BCC"]
    return {
        "to": parseaddr(everybody[0])[1] if everybody else "",
        "recipients": [parseaddr(one)[1] for one in everybody],
        "from": message["Source"],
        "subject": message["Subject"],
        "text": message["BodyText"] or "",
        "html": message["BodyHtml"] or "",
        "at": message["Timestamp"],
    }

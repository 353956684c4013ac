import re
from email.message import EmailMessage
from html import unescape

import httpx

from infra.local.cloud import Cloud


def test_a_simple_mail_is_in_the_mailbox(cloud: Cloud, http: httpx.Client, name: str) -> None:
    cloud.aws.client("sesv2").send_email(
        FromEmailAddress="atrium@example.com",
        Destination={"ToAddresses": [f"Ann Bé <{name}@example.com>"]},
        Content={
            "Simple": {"Subject": {"Data": "Hé"}, "Body": {"Text": {"Data": "text"}, "Html": {"Data": "<p>"}}}
        },
    )
    mail = http.get("/_local/mail").json()[0]
    assert (mail["to"], mail["subject"], mail["text"], mail["html"]) == (
        f"{name}@example.com",
        "Hé",
        "text",
        "<p>",
    )


def test_a_raw_mail_is_in_the_mailbox(cloud: Cloud, http: httpx.Client, name: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "atrium@example.com", f"{name}@example.com", "Hé"
    message.set_content("text")
    message.add_alternative("<p>", subtype="html")
    cloud.aws.client("sesv2").send_email(
        FromEmailAddress="atrium@example.com",
        Destination={"ToAddresses": [f"{name}@example.com"]},
        Content={"Raw": {"Data": message.as_bytes()}},
    )
    mail = http.get("/_local/mail").json()[0]
    assert (mail["to"], mail["subject"]) == (f"{name}@example.com", "Hé")
    assert (mail["text"].strip(), mail["html"].strip()) == ("text", "<p>")


def test_the_newest_mail_comes_first(cloud: Cloud, http: httpx.Client, name: str) -> None:
    for number in ("first", "second"):
        cloud.aws.client("sesv2").send_email(
            FromEmailAddress="atrium@example.com",
            Destination={"ToAddresses": [f"{name}@example.com"]},
            Content={"Simple": {"Subject": {"Data": number}, "Body": {"Text": {"Data": ""}}}},
        )
    assert [mail["subject"] for mail in http.get("/_local/mail").json()[:2]] == ["second", "first"]


def test_a_browser_reads_mails_as_a_page(cloud: Cloud, http: httpx.Client, name: str) -> None:
    cloud.aws.client("sesv2").send_email(
        FromEmailAddress="atrium@example.com",
        Destination={"ToAddresses": [f"{name}@example.com"]},
        Content={
            "Simple": {
                "Subject": {"Data": "<b>Hé"},
                "Body": {"Text": {"Data": "Look & see:\nhttp://127.0.0.1/x?a=1&b=2\n<script>"}},
            }
        },
    )
    answer = http.get("/_local/mail", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "&lt;b&gt;Hé" in answer.text
    assert f"{name}@example.com" in answer.text
    link = "http://127.0.0.1/x?a=1&amp;b=2"
    assert f'Look &amp; see:\n<a href="{link}">{link}</a>\n&lt;script&gt;' in answer.text


def test_a_browser_reads_a_mails_html_where_it_can_do_nothing(
    cloud: Cloud, http: httpx.Client, name: str
) -> None:
    html = f'<p style="color:red">{name}</p><script>alert("x")</script>'
    cloud.aws.client("sesv2").send_email(
        FromEmailAddress="atrium@example.com",
        Destination={"ToAddresses": [f"{name}@example.com"]},
        Content={
            "Simple": {"Subject": {"Data": "Hé"}, "Body": {"Text": {"Data": "text"}, "Html": {"Data": html}}}
        },
    )
    answer = http.get("/_local/mail", headers={"Accept": "text/html"})
    frame = next(part for part in re.findall(r"<iframe [^>]*></iframe>", answer.text) if name in part)
    document = re.search(r' srcdoc="([^"]*)"', frame)
    assert document
    assert unescape(document[1]).startswith(html)
    for power in ("allow-scripts", "allow-same-origin", "allow-forms"):
        assert power not in frame
    assert " sandbox=" in frame
    assert html not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy

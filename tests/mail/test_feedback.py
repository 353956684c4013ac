"""What SES tells of our mails, in its own words: who bounced or complained is written to no more."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.core import clock
from tests.people import Network

# As SES writes them (SES's developer guide, "Examples of event data that Amazon SES publishes"), without what
# mails say of themselves. `notificationType` is what it calls `eventType` where no configuration set is.
MAIL = {
    "timestamp": "2017-08-05T00:40:02.012Z",
    "source": "Sender Name <sender@example.com>",
    "sourceArn": "arn:aws:ses:us-east-1:123456789012:identity/sender@example.com",
    "sendingAccountId": "123456789012",
    "messageId": "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
    "headersTruncated": False,
    "headers": [{"name": "MIME-Version", "value": "1.0"}],
    "commonHeaders": {
        "from": ["Sender Name <sender@example.com>"],
        "subject": "Message sent from Amazon SES",
    },
}
OWN_TAGS = {
    "ses:configuration-set": ["ConfigSet"],
    "ses:source-ip": ["192.0.2.0"],
    "ses:from-domain": ["example.com"],
    "ses:caller-identity": ["ses_user"],
}
FEEDBACK_ID = "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000"


def now() -> str:
    return datetime.fromtimestamp(clock.now(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def about(email: str, tags: dict[str, str]) -> dict[str, Any]:
    tagged = OWN_TAGS | {name: [value] for name, value in tags.items()}
    return {"mail": MAIL | {"destination": [email], "tags": tagged}}


def bounce(email: str, kind: str = "Permanent", **tags: str) -> dict[str, Any]:
    recipient = {
        "emailAddress": email,
        "action": "failed",
        "status": "5.1.1",
        "diagnosticCode": "smtp; 550 5.1.1 user unknown",
    }
    told = {
        "bounceType": kind,
        "bounceSubType": "General",
        "bouncedRecipients": [recipient],
        "timestamp": now(),
        "feedbackId": FEEDBACK_ID,
        "reportingMTA": "dsn; mta.example.com",
    }
    return {"eventType": "Bounce", "bounce": told} | about(email, tags)


def complaint(email: str, kind: str = "abuse", **tags: str) -> dict[str, Any]:
    told = {
        "feedbackId": FEEDBACK_ID,
        "complaintSubType": None,
        "complainedRecipients": [{"emailAddress": email}],
        "timestamp": now(),
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": kind,
        "arrivalDate": now(),
    }
    return {"eventType": "Complaint", "complaint": told} | about(email, tags)


@pytest.fixture
def other(found_network: Callable[..., Network]) -> Network:
    return found_network("Other")


def tell(network: Network, *events: dict[str, Any]) -> None:
    sqs = network.cloud.aws.client("sqs")
    for event in events:
        sqs.send_message(QueueUrl=network.cloud.resources["FeedbackQueue"], MessageBody=json.dumps(event))
    network.cloud.wait_idle()


def invite(network: Network, email: str) -> dict[str, Any]:
    invited: dict[str, Any] = network.owner.post("/v1/invites", {"email": email})
    network.cloud.wait_idle()
    return invited


def tags(network: Network, invited: dict[str, Any]) -> dict[str, str]:
    return {"tenant": network.tenant, "invite": invited["id"]}


def again(network: Network, invited: dict[str, Any]) -> dict[str, Any]:
    network.owner.post(f"/v1/invites/{invited['id']}/sendings")
    network.cloud.wait_idle()
    found: dict[str, Any] = network.owner.get(f"/v1/invites/{invited['id']}")
    return found


def mails(network: Network, email: str) -> int:
    return len(network.mails_to(email))


def test_a_mail_says_whose_it_is_and_which_invitation(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.core import aws

    sent: list[dict[str, Any]] = []
    ses = aws.client("sesv2")
    send = ses.send_email
    monkeypatch.setattr(ses, "send_email", lambda **call: (sent.append(call), send(**call)))
    invited = invite(network, f"tagged@{network.slug}.test")
    [call] = sent
    assert {tag["Name"]: tag["Value"] for tag in call["EmailTags"]} == tags(network, invited)
    assert call["ConfigurationSetName"] == network.cloud.resources["MailConfiguration"]


def test_an_invitation_whose_mail_came_back_says_so(network: Network) -> None:
    invited = invite(network, f"gone@{network.slug}.test")
    assert invited["undelivered"] is False
    tell(network, bounce(invited["email"], **tags(network, invited)))
    [listed] = network.owner.get("/v1/invites")["items"]
    assert listed["undelivered"] is True
    assert network.owner.get(f"/v1/invites/{invited['id']}") == listed


@pytest.mark.parametrize("event", [bounce, complaint])
def test_to_whom_a_mail_came_back_or_was_spam_none_is_sent_any_more(
    event: Callable[..., dict[str, Any]], network: Network
) -> None:
    invited = invite(network, f"stopped@{network.slug}.test")
    assert mails(network, invited["email"]) == 1
    tell(network, event(invited["email"], **tags(network, invited)))
    assert again(network, invited)["undelivered"] is True
    assert mails(network, invited["email"]) == 1


def test_a_mailbox_that_is_full_for_now_changes_nothing(network: Network) -> None:
    invited = invite(network, f"full@{network.slug}.test")
    tell(network, bounce(invited["email"], "Transient", **tags(network, invited)))
    assert again(network, invited)["undelivered"] is False
    assert mails(network, invited["email"]) == 2


def test_who_takes_a_mail_out_of_the_spam_folder_did_not_complain(network: Network) -> None:
    invited = invite(network, f"not-spam@{network.slug}.test")
    tell(network, complaint(invited["email"], "not-spam", **tags(network, invited)))
    assert again(network, invited)["undelivered"] is False
    assert mails(network, invited["email"]) == 2


def test_an_address_that_bounces_is_written_to_by_no_network(network: Network, other: Network) -> None:
    email = f"nobody@{network.slug}.test"
    tell(network, bounce(email, **tags(network, invite(network, email))))
    theirs = invite(other, email)
    assert other.owner.get(f"/v1/invites/{theirs['id']}")["undelivered"] is True
    assert mails(network, email) == 1


def test_a_complaint_about_one_network_stops_no_other(network: Network, other: Network) -> None:
    email = f"annoyed@{network.slug}.test"
    tell(network, complaint(email, **tags(network, invite(network, email))))
    theirs = invite(other, email)
    assert other.owner.get(f"/v1/invites/{theirs['id']}")["undelivered"] is False
    assert mails(network, email) == 2


def test_a_link_to_a_new_password_is_not_sent_to_who_complained(network: Network) -> None:
    email = network.owner.session["user"]["email"]
    tell(network, complaint(email, tenant=network.tenant))
    network.client.post("/v1/password-resets", json={"tenant": network.slug, "email": email})
    network.cloud.wait_idle()
    assert mails(network, email) == 0


def test_after_a_fortnight_an_address_that_bounced_is_tried_once_more(
    network: Network, later: Callable[[float], None]
) -> None:
    invited = invite(network, f"new@{network.slug}.test")
    tell(network, bounce(invited["email"], **tags(network, invited)))
    later(13 * clock.DAY)
    assert again(network, invited)["undelivered"] is True
    later(1 * clock.DAY + 60)
    assert network.owner.post(f"/v1/invites/{invited['id']}/sendings")["undelivered"] is False
    network.cloud.wait_idle()
    assert mails(network, invited["email"]) == 2


def test_events_may_come_twice_and_in_any_order(network: Network, later: Callable[[float], None]) -> None:
    invited = invite(network, f"often@{network.slug}.test")
    old = bounce(invited["email"], **tags(network, invited))
    later(5 * clock.DAY)
    new = bounce(invited["email"], **tags(network, invited))
    spam = complaint(invited["email"], **tags(network, invited))
    tell(network, spam, new)
    once = network.owner.get(f"/v1/invites/{invited['id']}")
    tell(network, old, new, spam, old)
    assert network.owner.get(f"/v1/invites/{invited['id']}") == once
    later(10 * clock.DAY)  # the old one alone would be over
    from chalicelib.mail import feedback

    assert not feedback.takes_mail("0" * len(network.tenant), invited["email"])


def test_who_passes_mails_on_to_another_address_is_the_one_we_wrote_to(network: Network) -> None:
    invited = invite(network, f"moved@{network.slug}.test")
    event = bounce(invited["email"], **tags(network, invited))
    event["bounce"]["bouncedRecipients"][0]["emailAddress"] = "new-home@elsewhere.test"
    tell(network, event)
    again(network, invited)
    assert mails(network, invited["email"]) == 1


def test_an_address_is_the_same_however_it_is_written(network: Network) -> None:
    invited = invite(network, f"cased@{network.slug}.test")
    tell(network, bounce(f"Cased <CASED@{network.slug}.test>", **tags(network, invited)))
    again(network, invited)
    assert mails(network, invited["email"]) == 1


def test_an_invitation_that_is_gone_or_was_accepted_holds_nothing_up(network: Network) -> None:
    invited = invite(network, f"here@{network.slug}.test")
    network.accept(network.link_to(invited["email"]), "Hera Here")
    tell(
        network,
        bounce(invited["email"], tenant=network.tenant, invite="01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        bounce(invited["email"], **tags(network, invited)),
        bounce(invited["email"], tenant="no tenant", invite="x"),
        complaint(invited["email"]),
        {"eventType": "Delivery", "delivery": {"recipients": [invited["email"]]}} | about("x@x.test", {}),
    )
    assert not [name for name, _ in network.cloud.failures if name == "mail_feedback"]
    assert network.owner.get(f"/v1/invites/{invited['id']}")["status"] == "accepted"


def test_the_older_name_of_the_kind_is_understood_too(network: Network) -> None:
    invited = invite(network, f"older@{network.slug}.test")
    event = bounce(invited["email"], **tags(network, invited))
    event["notificationType"] = event.pop("eventType")
    tell(network, event)
    assert network.owner.get(f"/v1/invites/{invited['id']}")["undelivered"] is True


def test_no_address_lies_in_what_the_platform_keeps(network: Network) -> None:
    email = f"hidden@{network.slug}.test"
    tell(network, bounce(email, **tags(network, invite(network, email))))
    dynamodb = network.cloud.aws.client("dynamodb")
    kept = [
        item
        for page in dynamodb.get_paginator("scan").paginate(TableName=network.cloud.resources["Table"])
        for item in page["Items"]
        if item["sk"]["S"] == "mail"
    ]
    assert kept
    assert "hidden" not in json.dumps(kept)

"""What the local cloud is metered for is what AWS would bill."""

from collections.abc import Iterator

import httpx
import pytest

from bench import actions, audiences, chat, stage
from bench.bill import Bill, each, minus
from bench.desk import Bills


@pytest.fixture(scope="module")
def bills() -> Iterator[Bills]:
    with stage.start() as cloud, httpx.Client(base_url=cloud.url, timeout=30) as http:
        yield Bills(cloud, http)


def test_a_frame_and_its_answer_are_two_messages_and_one_invocation(bills: Bills) -> None:
    tenant, users = chat.company(1)
    with bills.online(tenant, users) as [socket]:
        bill = bills.bill(lambda: chat.told(socket, {"type": "ping"}))
    assert (bill.invocations, bill.pushes, bill.wru, bill.rru) == ({"websocket_message": 1}, 1, 0, 0)
    assert bill.cpu["websocket_message"] > 0


def test_a_message_is_pushed_once_for_each_connection_and_goes_through_one_queue(bills: Bills) -> None:
    told = {connected: audiences.said(bills, 4, connected)["send a message"] for connected in (0, 3)}
    assert [bill.pushes for bill in told.values()] == [1, 4], "the reader's own line, and those of three more"
    assert told[0].invocations == {"api_handler": 1, "relay": 1, "chat_deliver": 1}
    assert told[0].sqs == 3, "sent, received, deleted"
    assert told[0].log > 0


def test_a_quiet_frame_is_answered_by_nobody(bills: Bills) -> None:
    typed = audiences.said(bills, 4, 3)["type"]
    assert (typed.invocations["websocket_message"], typed.pushes) == (1, 3)


def test_opening_the_app_is_four_requests(bills: Bills) -> None:
    bill = actions.reading(bills)["open the app"].plain()
    assert (bill["requests"], bill["frames"]) == (4, 0)


def test_a_photo_is_written_once_by_the_browser_and_in_small_by_the_worker(bills: Bills) -> None:
    saved = actions.filing(bills)["save a photo"]
    assert (saved.invocations["api_handler"], saved.invocations["media"]) == (2, 1)
    assert saved.s3_writes >= 1 + 3, "the photo, and it in three sizes"
    assert saved.s3_reads >= 1
    assert saved.cpu["media"] > 100, "the process that looks is counted"


def test_what_one_more_costs_is_a_difference_told_for_each() -> None:
    small, large = Bill(wru=5, pushes=1), Bill(wru=25, pushes=11)
    small.invocations["relay"] = large.invocations["relay"] = 1
    one = each(large, small, 10)
    assert (one["wru"], one["pushes"], one["functions"]["relay"]["invocations"]) == (2, 1, 0)
    rest = minus(small, one, 2)
    assert (rest["wru"], rest["functions"]["relay"]["invocations"]) == (1, 1)


def test_what_happened_beside_it_is_not_in_a_bill() -> None:
    both, ping = Bill(wru=3, pushes=2, out=140), Bill(pushes=1, out=40)
    both.invocations["websocket_message"], ping.invocations["websocket_message"] = 2, 1
    left = both.without(ping)
    assert (left.wru, left.pushes, left.out, left.invocations) == (3, 1, 100, {"websocket_message": 1})

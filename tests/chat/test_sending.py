"""A message is there once, in its order, for everybody who takes part, and for nobody else."""

from concurrent.futures import ThreadPoolExecutor

from tests.chat.talk import ask, bodies, id_of, messages, numbers, pair, pushed, said, say, some
from tests.people import Network, Person


def test_a_message_is_pushed_to_every_device_of_both_and_to_nobody_else(
    network: Network, trio: list[Person]
) -> None:
    ada, bo, cy = trio
    path = pair(ada, bo)
    with ada.socket() as mine, bo.socket() as one, bo.socket() as two, cy.socket() as strange:
        sent = say(ada, path, "Are you there?")
        for socket in (mine, one, two):
            assert messages(pushed(network, socket)) == [sent]
        assert pushed(network, strange) == []


def test_a_message_can_be_sent_by_a_frame_that_is_answered_with_its_id(
    network: Network, trio: list[Person]
) -> None:
    ada, bo, _ = trio
    path = pair(ada, bo)
    with ada.socket() as mine, bo.socket() as theirs:
        answer = ask(mine, "message.send", conversation=id_of(path), client_id="frame-1", body="By frame")
        assert (answer["type"], answer["message"]["body"]) == ("message.sent", "By frame")
        assert messages(pushed(network, theirs)) == [answer["message"]]


def test_there_is_one_conversation_of_two_whoever_begins(trio: list[Person]) -> None:
    ada, bo, _ = trio
    assert pair(ada, bo) == pair(bo, ada)


def test_messages_are_numbered_from_one_without_gaps(trio: list[Person]) -> None:
    path = some(*trio)
    for person in (*trio, *trio):
        say(person, path)
    assert numbers(trio[0], path) == [1, 2, 3, 4, 5, 6]


def test_a_message_sent_again_with_its_client_id_is_the_same_message(trio: list[Person]) -> None:
    path = some(*trio)
    first = say(trio[0], path, client_id="one")
    say(trio[1], path, "In between")
    assert say(trio[0], path, client_id="one") == first
    assert numbers(trio[0], path) == [1, 2]


def test_it_is_the_same_after_many_others_and_after_the_workers_ran(
    network: Network, trio: list[Person]
) -> None:
    path = some(*trio)
    first = say(trio[0], path, client_id="one")
    for number in range(20):
        say(trio[1], path, str(number))
    network.cloud.wait_idle()
    assert say(trio[0], path, client_id="one") == first
    assert len(said(trio[0], path)) == 21


def test_the_same_client_id_of_another_person_is_another_message(trio: list[Person]) -> None:
    path = some(*trio)
    sent = [say(person, path, client_id="one")["number"] for person in trio]
    assert sent == [1, 2, 3]


def test_many_who_write_at_once_leave_no_gap_and_lose_nothing(trio: list[Person]) -> None:
    path = some(*trio)
    wanted = [(person, f"{person.id} {n}") for n in range(8) for person in trio]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda one: say(one[0], path, one[1], client_id=one[1]), wanted))
    assert sorted(bodies(trio[0], path)) == sorted(body for _, body in wanted)
    assert numbers(trio[0], path) == list(range(1, len(wanted) + 1))


def test_the_same_message_sent_twice_at_once_is_there_once(trio: list[Person]) -> None:
    path = some(*trio)
    with ThreadPoolExecutor(4) as threads:
        sent = list(threads.map(lambda _: say(trio[0], path, client_id="one"), range(4)))
    assert [message["number"] for message in sent] == [1, 1, 1, 1]
    assert numbers(trio[1], path) == [1]


def test_a_reply_names_a_message_that_is_there(trio: list[Person]) -> None:
    path = some(*trio)
    say(trio[0], path, "What?")
    assert say(trio[1], path, "That", reply_to=1)["reply_to"] == 1
    refused = trio[1].ask("POST", f"{path}/messages", {"body": "Never", "reply_to": 9})
    assert (refused.status_code, refused.json()["field"]) == (422, "reply_to")


def test_a_forwarded_message_says_whose_it_was(trio: list[Person]) -> None:
    ada, bo, cy = trio
    source, target = pair(ada, bo), pair(ada, cy)
    said_first = say(bo, source, "Wise words")
    origin = {"conversation": id_of(source), "message": said_first["number"]}
    sent = ada.post(f"{target}/forwards", origin)
    assert (sent["body"], sent["forwarded"]["author"]["id"]) == ("Wise words", bo.id)
    refused = cy.ask("POST", f"{target}/forwards", origin)
    assert refused.status_code == 404


def test_a_mention_is_understood(trio: list[Person]) -> None:
    path = some(*trio)
    assert say(trio[0], path, f"Hey {trio[1].mention()}")["mentions"] == [trio[1].id]

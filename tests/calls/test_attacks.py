"""What people in calls did to each other, or to the house, by attacking; each is proved closed."""

import pytest

from chalicelib.calls import followups
from chalicelib.calls.model import LONGEST, CallItem
from chalicelib.core import clock, keys
from chalicelib.core.events import CallDue
from chalicelib.core.table import Table, changes
from tests.calls.ringing import call, device, join, notes, running, seat_of
from tests.chat.talk import id_of, some
from tests.people import Network, Person


def test_no_call_goes_on_for_ever(network: Network, trio: list[Person]) -> None:
    path = some(*trio)
    mine = call(trio[0], path)
    join(trio[1], mine)
    network.cloud.wait_idle()
    for ago, is_on in ((LONGEST - clock.HOUR, True), (LONGEST, False)):
        started = clock.now() - ago
        Table(network.tenant).update(keys.call(id_of(path)), *changes(started=started), kind=CallItem)
        _look(network, path)
        assert bool(running(trio[0], path)) == is_on
    assert [note["outcome"] for note in notes(trio[0], path)] == ["ended"]


def _look(network: Network, path: str) -> None:
    item = Table(network.tenant).get(keys.call(id_of(path)), CallItem, consistent=True)
    assert item
    due = CallDue(
        tenant=network.tenant, id="", at=clock.now(), conversation=id_of(path), call=item.id, look=item.looks
    )
    followups.answer(due)


@pytest.mark.parametrize("how", ["joins", "mutes", "signals"])
def test_whoever_floods_a_call_is_told_to_wait(
    how: str, trio: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = some(*trio)
    mine = call(trio[0], path)
    assert join(trio[1], mine).status_code == 200
    monkeypatch.setenv("RATE_PLACES", "1")
    monkeypatch.setenv("RATE_SIGNALS", "1")
    signal = {"device": device(trio[1]), "to": device(trio[0]), "candidates": [{"candidate": "x"}]}
    asked = {
        "joins": ("PUT", seat_of(trio[1], mine), {}),
        "mutes": ("PATCH", seat_of(trio[1], mine), {"muted": True}),
        "signals": ("POST", f"/v1/calls/{mine['id']}/signals", signal),
    }[how]
    assert [trio[1].ask(*asked).status_code for _ in range(3)][-1] == 429

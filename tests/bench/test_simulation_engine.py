"""The model of queues and workers, against what can be worked out by hand."""

import pytest

from bench.simulation.engine import TICK, Bucket, Station, Waits, Who

ADA, BEN = Who("ada"), Who("ben")


def run(station: Station, seconds: float) -> dict[Who, float]:
    done: dict[Who, float] = {}
    for tick in range(round(seconds / TICK)):
        for who, count in station.step(tick * TICK).items():
            done[who] = done.get(who, 0.0) + count
    return done


def test_a_backlog_is_done_when_so_many_workers_have_had_the_time_for_it() -> None:
    """1,000 messages of half a second on ten workers who are all there: fifty seconds."""
    station = Station(0.5, 10, fair=False, first=10)
    station.put(0, ADA, 1000)
    assert run(station, 60)[ADA] == pytest.approx(1000)
    assert station.waits[ADA].longest == pytest.approx(50, abs=TICK)


def test_pollers_that_grow_do_what_the_area_below_their_number_says() -> None:
    """Five at once and five more each second: after t seconds 5t + 2.5t² messages of a second each."""
    station = Station(1, 1000, fair=False, first=5, more=5)
    station.put(0, ADA, 1e6)
    assert run(station, 20)[ADA] == pytest.approx(5 * 20 + 2.5 * 20**2, rel=0.01)


@pytest.mark.parametrize("fair", [False, True])
def test_what_is_put_in_comes_out_once_and_nothing_else(*, fair: bool) -> None:
    station = Station(0.3, 7, fair=fair)
    for n in range(40):
        station.put(n * TICK, ADA, 13 + n)
        station.put(n * TICK, BEN, 1)
    done = run(station, 300)
    assert done[ADA] == pytest.approx(sum(13 + n for n in range(40)))
    assert done[BEN] == pytest.approx(40)
    assert station.waits[ADA].count == pytest.approx(done[ADA])
    assert station.backlog == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("fair", [False, True])
def test_more_workers_are_never_later(*, fair: bool) -> None:
    longest = []
    for most in (5, 10, 20, 40, 80):
        station = Station(0.2, most, fair=fair)
        station.put(0, ADA, 5000)
        station.put(1, BEN, 10)
        run(station, 400)
        longest.append((station.waits[ADA].longest, station.waits[BEN].longest))
    assert longest == sorted(longest, reverse=True)
    assert [ben for _, ben in longest] == sorted((ben for _, ben in longest), reverse=True)


def test_a_fair_queue_hands_out_the_quiet_before_the_noisy() -> None:
    waits = {}
    for fair in (False, True):
        station = Station(0.1, 10, fair=fair, first=10)
        station.put(0, ADA, 10_000)
        for tick in range(1100):
            if tick == 100:
                station.put(tick * TICK, BEN, 5)
            station.step(tick * TICK)
        waits[fair] = station.waits[BEN].longest
    assert waits[True] < 0.5
    assert waits[False] > 80


def test_a_bucket_lets_its_burst_pass_and_then_its_rate() -> None:
    bucket = Bucket(rate=100, burst=500)
    passed = 0.0
    for _ in range(100):  # ten seconds
        bucket.refill()
        passed += 1000 * bucket.grant(1000)
    assert passed == pytest.approx(500 + 100 * 10, abs=100 * TICK)


def test_the_share_within_which_messages_were_taken_is_that_of_messages_not_of_cohorts() -> None:
    waits = Waits()
    waits.add(1.0, 98)
    waits.add(9.0, 2)
    assert (waits.within(0.98), waits.within(0.99)) == (1.0, 9.0)

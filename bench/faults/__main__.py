"""`make faults`: the demo's small company while 5 % and 30 % of all calls to AWS fail. ARGS="--rate 0.1"."""

import argparse
import logging
import os
import sys
import time


def main() -> int:
    parser = argparse.ArgumentParser(prog="make faults ARGS=...", description=__doc__)
    parser.add_argument("--rate", type=float, action="append", help="share that fails; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real-timeouts", action="store_true", help="wait as long as on AWS")
    given = parser.parse_args()
    os.environ.setdefault("LOG_LEVEL", "CRITICAL")  # read when the rooms are imported
    logging.disable()
    wrong = [_filled(rate, given.seed, shorten=not given.real_timeouts) for rate in given.rate or (0.05, 0.3)]
    return 1 if any(wrong) else 0


def _filled(rate: float, seed: int, *, shorten: bool) -> list[str]:
    """What was wrong; prints what happened. Every rate has a cloud of its own."""
    from bench.demo import invented
    from bench.faults.run import run
    from chalicelib.core import patience
    from infra.local import testing
    from infra.local.faults import Plan

    if shorten:
        patience.ANSWER = 0.5
    began = time.monotonic()
    with testing.start() as cloud:
        outcome = run(cloud, invented.company(), Plan(rate, seed))
    plan, told = outcome.plan, outcome.told
    calls = sum(plan.calls.values())
    print(f"\n{rate:.0%} of all calls fail, seed {seed}: {time.monotonic() - began:.0f} s")
    _line("calls to AWS", f"{calls:,}, of which {sum(plan.faults.values()):,} failed")
    _line("how", ", ".join(f"{kind} {n}" for kind, n in plan.faults.most_common()))
    _line("answers to clients", ", ".join(f"{status}: {n}" for status, n in sorted(told.answers.items())))
    _line("the slowest", f"{told.slowest:.1f} s")
    _line("facts acknowledged", f"{sum(told.facts.values()):,}")
    _line("mails sent twice", str(outcome.mails))
    _line("dead letters", f"{outcome.letters}, sent again; left {outcome.left}")
    _line("lost, doubled, miscounted", str(len(outcome.wrong) or "nothing"))
    for one in outcome.wrong[:40]:
        print(f"    {one}")
    return outcome.wrong


def _line(name: str, text: str) -> None:
    print(f"  {name:26}{text}")


if __name__ == "__main__":
    sys.exit(main())

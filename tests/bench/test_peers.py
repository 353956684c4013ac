"""The work that peers get, and what is made of their figures; no peer runs here."""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bench.peers import child, company, feed, figures, processes
from bench.peers.company import Post
from bench.peers.figures import Spread, Took


def test_everybody_is_in_21_groups() -> None:
    assert {len(set(company.groups_of(person))) for person in range(company.PEOPLE)} == {21}


def test_one_group_has_everybody_and_the_others_fifty() -> None:
    sizes = Counter(len(members) for members in company.members().values())
    assert sizes == {1000: 1, 50: 400}


def test_authors_write_into_groups_of_theirs() -> None:
    written = [*company.old_posts(), *company.posts(company.OLD, 50), *company.to_everybody(900, 5)]
    assert all(post.group in company.groups_of(post.by) for post in written)


def test_nobody_writes_the_same_twice() -> None:
    bodies = [post.body for post in company.old_posts()]
    assert len(set(bodies)) == len(bodies)


def test_everybody_has_a_full_page_before_anything_is_measured() -> None:
    written = company.old_posts()
    assert {len(company.page(reader, written)) for reader in range(company.PEOPLE)} == {company.PAGE}


def test_a_page_has_the_newest_of_the_readers_groups_first() -> None:
    own = company.groups_of(7)[3]
    strange = next(group for group in range(company.GROUPS) if group not in company.groups_of(7))
    written = [Post(7, own, "old"), Post(1, strange, "unseen"), Post(2, company.EVERYBODY, "new")]
    assert company.page(7, written) == ["new", "old"]


def test_each_round_another_system_begins() -> None:
    assert [feed.turned(["a", "b", "c"], number)[0] for number in range(4)] == ["a", "b", "c", "a"]


def test_milliseconds_are_told_an_operation() -> None:
    assert figures.each(Took([0.010, 0.030, 0.020], app=0.006, engine=0.012)) == pytest.approx((20, 2, 4))


def test_a_ratio_is_made_within_a_round() -> None:
    # Twice the noise in the second round: the ratio is the same in both.
    rounds = [{"us": Took([0.4], 0.2, 0), "they": Took([0.1], 0.1, 0)}]
    rounds += [{"us": Took([0.8], 0.4, 0), "they": Took([0.2], 0.2, 0)}]
    [us, they] = figures.rows("read", rounds, ["us", "they"])
    assert us.app_ratio == Spread(1, 1, 1)
    assert (they.whole_ratio, they.app_ratio) == (Spread(4, 4, 4), Spread(2, 2, 2))
    assert they.whole == pytest.approx(Spread(150, 100, 200))


def test_cpu_counts_descendants() -> None:
    burn = "import time\nwhile time.process_time() < 0.2: pass\nprint(flush=True); input()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        parent.stdout.readline()
        used = processes.cpu(parent.pid)
        parent.communicate(b"\n")
    assert used >= 0.2


def test_cpu_of_this_process_is_what_its_clock_says() -> None:
    before = time.process_time()
    used = processes.cpu(os.getpid())
    assert before <= used <= time.process_time()


def test_a_child_answers_and_ends_with_its_standard_input(tmp_path: Path) -> None:
    code = "from bench.peers import child; child.serve({'add': lambda a, b: a + b})"
    log = tmp_path / "log"
    with child.child([sys.executable, "-c", code], log) as adder:
        assert adder.ask("add", a=1, b=2) == 3
    assert not log.read_text()


def test_a_child_that_died_is_told_with_its_last_words(tmp_path: Path) -> None:
    code = "from bench.peers import child; child.serve({})"
    with (
        child.child([sys.executable, "-c", code], tmp_path / "log") as poor,
        pytest.raises(RuntimeError, match="KeyError: 'unknown'"),
    ):
        poor.ask("unknown")

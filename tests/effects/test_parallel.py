"""Work is shared among processes, and nothing is lost on the way."""

import os
import signal
import threading
import time
import warnings
from functools import partial

import pytest

from okrsite.effects.parallel import parallel_map
from okrsite.effects.worker_pool import JobError, Limit, WorkError

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of its own; a parallel run of the tests adds a thread, which is harmless."""
    monkeypatch.setattr("okrsite.effects.parallel.can_fork", lambda: True)


class Forks:
    """Notes every process that is made, so that each can be looked for afterwards."""

    def __init__(self, most: int) -> None:
        self.made: list[int] = []
        self._most = most
        self._fork = os.fork

    def __call__(self) -> int:
        if len(self.made) == self._most:
            raise OSError(11, "no more processes")
        process = self._fork()
        if process:
            self.made.append(process)
        return process

    def left(self) -> list[int]:
        """The processes that nobody has waited for."""
        return [number for number in self.made if self._is_waited_for(number)]

    def _is_waited_for(self, process: int) -> bool:
        try:
            os.waitpid(process, os.WNOHANG)
        except ChildProcessError:
            return False
        return True


def square(number: int) -> bytes:
    return str(number * number).encode()


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = list(range(100))
    assert parallel_map(square, items, jobs, min_per_worker=1) == [
        square(number) for number in items
    ]


def test_little_work_is_done_by_this_very_process() -> None:
    pids = parallel_map(lambda _: str(os.getpid()).encode(), range(19), 2, min_per_worker=10)
    assert set(pids) == {str(os.getpid()).encode()}


@pytest.mark.usefixtures("alone")
def test_enough_work_is_done_by_others() -> None:
    pids = parallel_map(lambda _: str(os.getpid()).encode(), range(20), 2, min_per_worker=10)
    assert len(set(pids)) == 2
    assert str(os.getpid()).encode() not in pids


def test_nothing_to_do_is_done() -> None:
    assert parallel_map(square, [], 4, min_per_worker=1) == []


@pytest.mark.usefixtures("alone")
def test_large_results_from_all_sides_do_not_block_each_other() -> None:
    rows = parallel_map(lambda number: bytes([number]) * 3_000_000, range(8), 4, min_per_worker=1)
    assert [(row[0], len(row)) for row in rows] == [(number, 3_000_000) for number in range(8)]


@pytest.mark.usefixtures("alone")
def test_a_process_that_dies_is_an_error_that_names_what_it_worked_on() -> None:
    def die(number: int) -> bytes:
        if number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(JobError, match=r"^goal 13: "):
        parallel_map(die, range(40), 2, min_per_worker=1, name=lambda number: f"goal {number}")


@pytest.mark.usefixtures("alone")
def test_work_that_raises_is_an_error_that_names_what_it_worked_on() -> None:
    def fail(number: int) -> bytes:
        if number == 4:
            raise ValueError("no")
        return b""

    with pytest.raises(WorkError, match=r"^4: ValueError: no") as raised:
        parallel_map(fail, range(40), 2, min_per_worker=1)
    assert "in fail" in raised.value.__notes__[0]


@pytest.mark.usefixtures("alone")
def test_what_the_system_refuses_is_refused_alike_in_one_process_and_in_many() -> None:
    def fill(_: int) -> bytes:
        raise OSError(28, "No space left on device", "page.html")

    for jobs in (1, 2):
        with pytest.raises(OSError, match=r"No space left on device: 'page\.html'") as raised:
            parallel_map(fill, range(40), jobs, min_per_worker=1)
        assert raised.value.errno == 28


@pytest.mark.usefixtures("alone")
def test_no_process_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    forks = Forks(most=9)
    monkeypatch.setattr(os, "fork", forks)
    with pytest.raises(WorkError):
        parallel_map(partial(os.kill, os.getpid()), ["not a signal"] * 4, 2, min_per_worker=1)  # type: ignore[arg-type]
    assert len(forks.made) == 2
    assert forks.left() == []


def late(number: int) -> bytes:
    return f"{number} was late".encode()


LIMIT = Limit(0.3, late)
RISKY = Limit(0.3, late, is_risky=True)


def square_unless_stuck(number: int) -> bytes:
    if number % 10 == 3:
        time.sleep(600)
    return square(number)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("jobs", [1, 3])
def test_an_item_that_keeps_its_worker_is_late_and_the_others_are_done(
    monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    forks = Forks(most=9)
    monkeypatch.setattr(os, "fork", forks)
    rows = parallel_map(square_unless_stuck, range(24), jobs, min_per_worker=1, limit=RISKY)
    assert rows == [late(number) if number % 10 == 3 else square(number) for number in range(24)]
    assert len(forks.made) >= jobs + 2
    assert forks.left() == []


@pytest.mark.usefixtures("alone")
def test_what_is_risky_is_done_by_another_process_and_little_else() -> None:
    def whose(_: int) -> bytes:
        return str(os.getpid()).encode()

    here = str(os.getpid()).encode()
    assert parallel_map(whose, [1], 1, min_per_worker=60, limit=LIMIT) == [here]
    assert parallel_map(whose, [1], 1, min_per_worker=60, limit=RISKY) != [here]
    assert parallel_map(whose, [], 1, min_per_worker=60, limit=RISKY) == []


def test_while_other_threads_run_nobody_is_forked(recwarn: pytest.WarningsRecorder) -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pids = parallel_map(lambda _: str(os.getpid()).encode(), range(10), 2, min_per_worker=1)
    finally:
        done.set()
        other.join()
    assert set(pids) == {str(os.getpid()).encode()}
    assert not recwarn


def test_where_fork_fails_this_process_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(os, "fork", refuse)
    assert parallel_map(square, range(10), 2, min_per_worker=1) == [
        square(number) for number in range(10)
    ]


@pytest.mark.usefixtures("alone")
def test_where_only_some_forks_fail_this_process_does_all_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forks = Forks(most=1)
    monkeypatch.setattr(os, "fork", forks)
    assert parallel_map(square, range(10), 2, min_per_worker=1) == [
        square(number) for number in range(10)
    ]
    assert len(forks.made) == 1
    assert forks.left() == []

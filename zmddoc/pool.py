"""Jobs done by several processes at once.

A worker is a process that has fonts and stylesheet set up and gets jobs one after the other, by a
pipe of its own: whatever kills one breaks nothing that others hold (docs/decisions/122-workers.md).
Its job is given to another once more. However many jobs there are, few are on their way at a time.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from zmddoc.jobs import Job, Supply, perform

T = TypeVar("T")
Task = tuple[T, Job, int]
"""A job with what it is for, and how often it was tried."""

_FEW = 6
"""Jobs that are done sooner than workers are set up for them."""

_TRIES = 2


class Killed(Exception):
    """The workers did not survive the job."""

    def __str__(self) -> str:
        return f"排版进程两次意外中止（{self.args[0]}）"


class Failed(Exception):
    """What was raised in a worker: its words, and the task of the plan it concerns."""

    def __init__(self, words: str, task: str) -> None:
        super().__init__(words, task)
        self.task = task

    def __str__(self) -> str:
        return str(self.args[0])


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def get_ready(forms: Collection[str]) -> None:
    """Begin to load what these forms (docx, pdf, xlsx) are drawn with, in the process that workers
    are forked from, while this one goes on with something else."""
    server = get_context("forkserver")
    server.set_forkserver_preload([f"zmddoc.render.{form}" for form in sorted(forms)])
    resource_tracker.ensure_running()  # which the server would start, and let signals in again
    # Typed while it loads, Ctrl-C would have it print where it was: it has to hear nothing of it.
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def draw(
    jobs: Iterable[tuple[T, Job]], supply: Supply, workers: int
) -> Iterator[tuple[T, Job, bytes | Exception]]:
    """Yield every job with its file, or with what was raised, as they are done. ``jobs`` is read no
    faster than they are. With one worker, and for a few jobs, it is this process that does them."""
    source = iter(jobs)
    first = list(islice(source, _FEW)) if workers > 1 else []
    if workers > 1 and len(first) == _FEW:
        get_ready({job.form for _, job in first})
        yield from _Crew[T](supply, workers).draw(chain(first, source))
        return
    for tag, job in chain(first, source):
        yield tag, job, _attempt(job, supply)


def _attempt(job: Job, supply: Supply) -> bytes | Exception:
    try:
        return perform(job, supply)
    except Exception as error:  # one document's failure must not cost the others
        return error


class _Worker(Generic[T]):
    """A process, and the job it has."""

    def __init__(self, shared: Mapping[str, bytes], folder: str) -> None:
        # Forked from a process that has loaded the renderers and has no threads.
        context = get_context("forkserver")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_work, args=(theirs, dict(shared), folder), daemon=True
        )
        self.process.start()
        theirs.close()
        self.task: Task[T] | None = None

    def begin(self, task: Task[T], own: Mapping[str, bytes]) -> None:
        """Give it a job; only to one that has none, since it reads no further meanwhile."""
        self.task = task
        with suppress(OSError):  # a dead one is found by its pipe
            self.pipe.send((task[1], own))

    def result(self) -> bytes | Exception:
        """What it says of its job. Raises EOFError where it has died."""
        try:
            found: bytes | Exception = self.pipe.recv()
        except OSError as error:
            raise EOFError from error
        return found

    def end(self) -> str:
        """Stop it at once; return how it ended."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        code = self.process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"退出码 {code}"


class _Crew(Generic[T]):
    """The workers of one build."""

    def __init__(self, supply: Supply, size: int) -> None:
        self.supply, self.size = supply, size
        self.shared: dict[str, bytes] = {}
        self.ready: deque[Task[T]] = deque()
        self.workers: list[_Worker[T]] = []

    def draw(self, jobs: Iterator[tuple[T, Job]]) -> Iterator[tuple[T, Job, bytes | Exception]]:
        # What killed workers leave behind goes with the folder.
        with tempfile.TemporaryDirectory(prefix="zmddoc-") as folder:
            try:
                yield from self._draw(jobs, folder)
            finally:
                for worker in self.workers:
                    worker.end()

    def _draw(
        self, jobs: Iterator[tuple[T, Job]], folder: str
    ) -> Iterator[tuple[T, Job, bytes | Exception]]:
        self._prepare(jobs)
        self.shared = {name: self.supply(name) for name in self.ready[0][1].needs}
        self.workers = [_Worker[T](self.shared, folder) for _ in range(self.size)]
        for worker in self.workers:
            self._employ(worker)
        self._prepare(jobs)
        while busy := {worker.pipe: worker for worker in self.workers if worker.task}:
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                worker = busy[pipe]
                assert worker.task
                tag, job, tries = worker.task
                result: bytes | Exception
                try:
                    result = worker.result()
                except EOFError:
                    result = Killed(worker.end())
                    place = self.workers.index(worker)
                    worker = self.workers[place] = _Worker[T](self.shared, folder)
                    if tries < _TRIES:
                        self.ready.appendleft((tag, job, tries + 1))
                        self._employ(worker)
                        continue
                worker.task = None
                self._employ(worker)  # before anything else: it is to draw meanwhile
                yield tag, job, result
            self._prepare(jobs)
            for worker in self.workers:
                if worker.task is None:
                    self._employ(worker)

    def _prepare(self, jobs: Iterator[tuple[T, Job]]) -> None:
        """Have a job ready for each worker."""
        for tag, job in islice(jobs, self.size - len(self.ready)):
            self.ready.append((tag, job, 1))

    def _employ(self, worker: _Worker[T]) -> None:
        if self.ready:
            task = self.ready.popleft()
            needed = (name for name in task[1].needs if name not in self.shared)
            worker.begin(task, {name: self.supply(name) for name in needed})


def _work(pipe: Connection, shared: Mapping[str, bytes], folder: str) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the build stops the workers
    tempfile.tempdir = folder
    with suppress(EOFError, OSError):  # the build is gone
        while True:
            job, own = pipe.recv()
            result = _attempt(job, lambda name, own=own: own.get(name) or shared[name])  # type: ignore[misc]
            if isinstance(result, Exception):  # not every one can be sent
                result = Failed(str(result), getattr(result, "task", ""))
            pipe.send(result)

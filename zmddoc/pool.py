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
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from zmddoc.jobs import Job, Supply, perform

T = TypeVar("T")
Task = tuple[T, Job, int]
"""A job with what it is for, and how often it was tried."""

Drawn = Generator[tuple[T, Job, bytes | Exception], None, None]
"""Every job with its file, or with what was raised."""

_FEW = 6
"""Jobs that are done sooner than workers are set up for them."""

_TRIES = 2


class Killed(Exception):
    """The workers did not survive the job."""

    def __str__(self) -> str:
        return f"排版进程两次意外中止（{self.args[0]}）"


class Overtaken(Exception):
    """What is being made is outdated already: somebody has rung the bell."""


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


def draw(jobs: Iterable[tuple[T, Job]], supply: Supply, workers: int) -> Drawn[T]:
    """Yield every job with its file, or with what was raised, as they are done. ``jobs`` is read no
    faster than they are. With one worker, and for a few jobs, it is this process that does them."""
    source = iter(jobs)
    first = list(islice(source, _FEW)) if workers > 1 else []
    if workers > 1 and len(first) == _FEW:
        get_ready({job.form for _, job in first})
        with Crew[T](workers) as crew:
            yield from crew.draw(chain(first, source), supply)
        return
    for tag, job in chain(first, source):
        yield tag, job, _attempt(job, supply)


def _attempt(job: Job, supply: Supply) -> bytes | Exception:
    try:
        return perform(job, supply)
    except Exception as error:  # one document's failure must not cost the others
        return error


class _Kept(dict[str, bytes]):
    """What a worker has of what jobs share: all that the last job of each form needed. Both sides of
    the pipe keep account of it alike."""

    def __init__(self) -> None:
        super().__init__()
        self._needs: dict[str, tuple[str, ...]] = {}

    def take(self, job: Job, own: Mapping[str, bytes]) -> None:
        """Take what came with a job, and drop what is no longer of use."""
        self.update(own)
        self._needs[job.form] = job.needs
        for name in self.keys() - set(chain.from_iterable(self._needs.values())):
            del self[name]


class _Worker(Generic[T]):
    """A process, and the job it has."""

    def __init__(self, folder: str) -> None:
        # Forked from a process that has loaded the renderers and has no threads.
        context = get_context("forkserver")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, folder), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Task[T] | None = None
        self._kept = _Kept()

    def begin(self, task: Task[T], supply: Supply) -> None:
        """Give it a job, and what it has not kept; only to one that has none, since it reads no
        further meanwhile."""
        self.task = task
        job = task[1]
        own = {name: supply(name) for name in job.needs if name not in self._kept}
        with suppress(OSError):  # a dead one is found by its pipe
            self.pipe.send((job, own))
        self._kept.take(job, own)

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


class Crew(Generic[T]):
    """Workers that stay until it is closed: those of one build or, while a plan is being edited, of
    one build after the other."""

    def __init__(self, size: int) -> None:
        """``size``: how many workers there are at most; each comes when there is a job for it."""
        self.size = size
        # What killed workers leave behind goes with the folder.
        self._folder = tempfile.TemporaryDirectory(prefix="zmddoc-")
        self._workers: list[_Worker[T]] = []
        self._ready: deque[Task[T]] = deque()

    def __enter__(self) -> Crew[T]:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._workers:
            worker.end()
        self._folder.cleanup()

    def draw(
        self,
        jobs: Iterable[tuple[T, Job]],
        supply: Supply,
        *,
        here: Callable[[Job], bool] = lambda job: False,
        ahead: int = 0,
        bell: Connection | None = None,
    ) -> Drawn[T]:
        """Yield every job as it is done. What is to be done ``here`` is done in this process as it
        comes, whatever the workers are at; of the others at most ``ahead`` wait (0: as many as there
        are workers). Raises Overtaken when there is something to read at ``bell``. Workers that
        have a job when this ends, however it does, are stopped."""
        source, exhausted = iter(jobs), False
        try:
            while True:
                self._employ(supply)
                room = not exhausted and len(self._ready) < (ahead or self.size)
                busy = {worker.pipe: worker for worker in self._workers if worker.task}
                if not (busy or room):
                    return
                heard = wait([*busy, *([bell] if bell else [])], 0 if room else None)
                if bell in heard:
                    raise Overtaken
                for worker in [busy[pipe] for pipe in heard if isinstance(pipe, Connection)]:
                    done = self._done(worker)
                    self._employ(supply)  # before anything else: it is to draw meanwhile
                    if done:
                        yield done
                if not room:
                    continue
                found = next(source, None)
                if found is None:
                    exhausted = True
                elif here(found[1]):
                    yield *found, _attempt(found[1], supply)
                else:
                    self._ready.append((*found, 1))
        finally:
            self._ready.clear()
            for worker in [one for one in self._workers if one.task]:
                self._dismiss(worker)

    def _employ(self, supply: Supply) -> None:
        """Give what is ready to whoever is free."""
        while self._ready:
            worker = next((one for one in self._workers if not one.task), None)
            if worker is None:
                if len(self._workers) == self.size:
                    return
                worker = _Worker[T](self._folder.name)
                self._workers.append(worker)
            worker.begin(self._ready.popleft(), supply)

    def _done(self, worker: _Worker[T]) -> tuple[T, Job, bytes | Exception] | None:
        """What came of its job; None where it has died and the job is tried once more."""
        assert worker.task
        tag, job, tries = worker.task
        try:
            result = worker.result()
        except EOFError:
            result = Killed(self._dismiss(worker))
            if tries < _TRIES:
                self._ready.appendleft((tag, job, tries + 1))
                return None
        worker.task = None
        return tag, job, result

    def _dismiss(self, worker: _Worker[T]) -> str:
        """Stop it and return how it ended; another takes its place when there is a job for it."""
        self._workers.remove(worker)
        return worker.end()


def _work(pipe: Connection, folder: str) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the build stops the workers
    tempfile.tempdir = folder
    kept = _Kept()
    with suppress(EOFError, OSError):  # the build is gone
        while True:
            job, own = pipe.recv()
            kept.take(job, own)
            result = _attempt(job, kept.__getitem__)
            if isinstance(result, Exception):  # not every one can be sent
                result = Failed(str(result), getattr(result, "task", ""))
            pipe.send(result)

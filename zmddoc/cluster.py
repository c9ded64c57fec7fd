"""Jobs done by a Dask cluster: other machines, which have this program and nothing of the project.

What jobs share is given to every worker once, also to those that join later. A worker that dies costs
its job another try; what comes back is checked by its hash. Where nothing is left of the cluster, the
rest is done here. Importing this needs the extra ``cluster``.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, islice
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from distributed import Client, Future, WorkerPlugin
from distributed.comm import connect

from zmddoc.cache import digest
from zmddoc.jobs import Job, OtherTools, Supply, perform
from zmddoc.pool import Drawn, Failed
from zmddoc.toolbox import fingerprint

T = TypeVar("T")

_CONNECT = 15.0
"""Seconds in which the scheduler has to answer and the first worker to be there."""

_LOST = 20
"""Seconds without any worker after which the rest is done here."""

_AHEAD = 2
"""Jobs on their way for each thread of a worker: one that it does and one that is ready."""


class ClusterTrouble(Exception):
    """The cluster cannot be used; the message says why, in Chinese."""


class Shelf(WorkerPlugin):  # type: ignore[misc]
    """What jobs share, on its way to a worker."""

    def __init__(self, shared: Mapping[str, bytes]) -> None:
        self.shared = dict(shared)

    def setup(self, worker: Any) -> None:
        """Called on the worker."""
        _shelf.update(self.shared)


_shelf: dict[str, bytes] = {}
"""On a worker: what it was given, by hash."""

_one_at_a_time = threading.Lock()
"""The renderers keep one state for a process, however many threads a worker has."""


def do(job: Job) -> tuple[str, bytes] | Exception:
    """On a worker: return the file with its hash, or what was raised."""
    try:
        with _one_at_a_time:
            content = perform(job, _shelf.__getitem__)
    except OtherTools as error:
        return error
    except Exception as error:  # one document's failure must not cost the others
        return Failed(str(error), getattr(error, "task", ""))
    return digest(content), content


def draw(
    jobs: Iterable[tuple[T, Job]], supply: Supply, address: str, say: Callable[[str], None]
) -> Drawn[T]:
    """Yield every job with its file, or with what was raised, as they are done on the cluster whose
    scheduler is at ``address`` (tcp://…). ``jobs`` is read no faster than they are; ``say`` is told
    what a clerk should know. Raises ClusterTrouble where nothing can be begun."""
    source = iter(jobs)
    for first in source:  # where there is nothing to draw, nobody need answer
        with _connected(address) as client:
            yield from _Batch[T](client, supply, say).draw(first, source)


async def _answers(address: str) -> None:
    """Say hello and goodbye. A client of a scheduler that is none would wait for ever, and one that
    was never connected takes half a minute to close."""
    comm = await connect(address, timeout=_CONNECT)
    await comm.close()


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        asyncio.run(asyncio.wait_for(_answers(address), _CONNECT))
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise ClusterTrouble(f"{address} 没有调度程序回应，请核对地址，看它是否在运行") from None
    try:
        yield client
    finally:
        with suppress(Exception):  # it may be the scheduler that has gone
            client.close(timeout=5)


class _Batch(Generic[T]):
    """The jobs of one build on one cluster."""

    def __init__(self, client: Client, supply: Supply, say: Callable[[str], None]) -> None:
        self.client, self.supply, self.say = client, supply, say
        self.given: set[str] = set()
        self.out: dict[Future, tuple[T, Job]] = {}
        self.done: SimpleQueue[Future] = SimpleQueue()

    def draw(
        self, first: tuple[T, Job], source: Iterator[tuple[T, Job]]
    ) -> Iterator[tuple[T, Job, bytes | Exception]]:
        self._check()
        self._submit(*first)
        while self.out:
            for tag, job in islice(source, max(self._room() - len(self.out), 0)):
                self._submit(tag, job)
            future = self._next()
            if future is None:
                self.say("集群里已没有工作进程，余下的文件在本机排版。")
                left, self.out = list(self.out.values()), {}
                yield from ((tag, job, self._here(job)) for tag, job in chain(left, source))
            else:
                tag, job = self.out.pop(future)
                yield tag, job, self._taken(future, job)

    def _check(self) -> None:
        """Raise ClusterTrouble where nobody is there to draw, or somebody with other tools."""
        try:
            self.client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError:
            raise ClusterTrouble("集群里没有工作进程") from None
        own = fingerprint()
        others = [who for who, tools in self.client.run(fingerprint).items() if tools != own]
        if others:
            listed = "、".join(sorted(others))
            raise ClusterTrouble(f"这些工作进程上的程序或排版库与本机不是同一版本：{listed}")

    def _room(self) -> int:
        """How many jobs may be on their way."""
        threads: dict[str, int] = self.client.nthreads()
        return _AHEAD * max(sum(threads.values()), 1)

    def _submit(self, tag: T, job: Job) -> None:
        new = {name: self.supply(name) for name in job.needs if name not in self.given}
        if new:
            self.given |= set(new)
            self.client.register_plugin(Shelf(new), name=f"zmddoc-{digest(*sorted(new))}")
        future = self.client.submit(do, job, pure=False)
        self.out[future] = (tag, job)
        future.add_done_callback(self.done.put)

    def _next(self) -> Future | None:
        """The next that is done; None where no worker has been there for a while."""
        alone = 0
        while alone < _LOST:
            with suppress(Empty):
                return self.done.get(timeout=1)
            alone = 0 if self._alive() else alone + 1
        return None

    def _alive(self) -> bool:
        with suppress(Exception):  # the scheduler may have gone, too
            return bool(self.client.nthreads())
        return False

    def _taken(self, future: Future, job: Job) -> bytes | Exception:
        """What came back, if it is whole; what the cluster gave up is done here."""
        try:
            found = future.result(timeout=_CONNECT)
        except Exception:  # several workers died of it, or with it
            return self._here(job)
        if isinstance(found, OtherTools):  # one that joined later
            return self._here(job)
        if isinstance(found, Exception):
            return found
        seal, content = found
        return content if digest(content) == seal else self._here(job)

    def _here(self, job: Job) -> bytes | Exception:
        try:
            return perform(job, self.supply)
        except Exception as error:
            return error

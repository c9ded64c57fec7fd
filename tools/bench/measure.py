"""What a command costs: wall time, processor time of all its processes, memory of the largest.

Run as ``python -m bench.measure COMMAND…``: prints the cost as JSON. It is a small process of its own,
since Linux counts what a process held before it became the command; and it adopts what the command
leaves behind, as the server that forks zmddoc's workers, whose times would be nobody's else.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    wall: float
    """Seconds until the command ended."""
    cpu: float
    """Seconds of processor time, of the command and all it started."""
    memory: float
    """Megabytes (10⁶ bytes) resident in the largest of the processes, at its peak."""

    @classmethod
    def middle(cls, costs: Iterable[Cost]) -> Cost:
        """The median of each."""
        rows = list(costs)
        return cls(*(median(getattr(one, name) for one in rows) for name in cls.__annotations__))


class Failed(Exception):
    """A command that was to be measured did not do its work."""


def cost(command: list[str], environment: Mapping[str, str], folder: Path) -> Cost:
    """Run a command in ``folder`` and return what it cost. Raises Failed when it fails."""
    probe = [sys.executable, "-m", "bench.measure", *command]
    done = subprocess.run(
        probe, env={**os.environ, **environment}, cwd=folder, capture_output=True, text=True
    )
    if done.returncode:
        raise Failed(f"{' '.join(command)}: {done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout))


def _probe(command: list[str]) -> int:
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    code = child.wait()
    wall = time.perf_counter() - start
    try:
        while True:
            os.wait()  # those that were left to us
    except ChildProcessError:
        pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)
    print(json.dumps(asdict(found)))
    return code


if __name__ == "__main__":
    sys.exit(_probe(sys.argv[1:]))

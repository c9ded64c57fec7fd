"""A real cluster on this machine: processes that have neither the project nor its folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from support import real

from zmddoc.build import Order, build
from zmddoc.cache import Cache
from zmddoc.cli import main
from zmddoc.cluster import ClusterTrouble, draw
from zmddoc.jobs import Job
from zmddoc.project import Project
from zmddoc.read import read_project

WORKERS = 3
SHEETS = Order(("sheet",), formats=("docx", "pdf"))


class Cluster:
    """A scheduler and its workers, each a process of its own in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
            "--no-dashboard", "--scheduler-file", str(file),
        )  # fmt: skip
        _until(file.exists)
        import json

        self.address = str(json.loads(file.read_text())["address"])

    def workers(self, count: int) -> list[subprocess.Popen[bytes]]:
        return [
            self._start(
                "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny",
                "--no-dashboard", "--memory-limit", "0",
            )
            for _ in range(count)
        ]  # fmt: skip

    def _start(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        place = self.folder / str(len(self.processes))
        place.mkdir()
        environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(real.ROOT), "HOME": str(place),
            "LANG": "C.UTF-8", "PYTHONHASHSEED": str(len(self.processes)), "TZ": "America/Lima",
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=place, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def _until(true: object, seconds: float = 60) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "集群").mkdir()
    made = Cluster(tmp_path / "集群")
    yield made
    made.stop()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    home = tmp_path / "项目"
    (home / "plan").mkdir(parents=True)
    for name in ("plan", "units", "rules"):
        file = f"plan/{name}.yaml"
        (home / file).write_bytes((real.ROOT / file).read_bytes())
    (home / "plan/source").symlink_to(real.ROOT / "plan/source")
    return read_project(home)[0]


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted((folder / "build/任务清单").iterdir())
    }


def test_a_worker_killed_in_the_middle_costs_a_retry_and_nothing_else(
    cluster: Cluster, project: Project, tmp_path: Path
) -> None:
    victim, *_ = cluster.workers(WORKERS)
    killed: list[int] = []

    def progress(name: str, done: int, total: int) -> None:
        if done == 8 and not killed:
            with suppress(ProcessLookupError):
                os.kill(victim.pid, signal.SIGKILL)
            killed.append(victim.pid)

    said: list[str] = []
    drawing = partial(draw, address=cluster.address, say=said.append)
    cache = Cache(tmp_path / "集群缓存")
    outcome = build(project, SHEETS, progress, cache=cache, drawing=drawing)
    assert killed and victim.wait(timeout=10) == -signal.SIGKILL
    assert not outcome.failures and not said
    assert outcome.drawn == len(outcome.made) == 72
    distributed = files(project.root)

    local = build(project, SHEETS, cache=Cache(tmp_path / "本机缓存"), jobs=1)
    assert not local.failures
    assert files(project.root) == distributed


def test_where_no_worker_is_left_the_rest_is_done_here(
    cluster: Cluster, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zmddoc.cluster._LOST", 1)
    (victim,) = cluster.workers(1)

    def progress(name: str, done: int, total: int) -> None:
        if done == 3:
            victim.kill()

    said: list[str] = []
    drawing = partial(draw, address=cluster.address, say=said.append)
    order = Order(("sheet",), formats=("docx",))
    outcome = build(project, order, progress, cache=Cache(tmp_path / "c"), drawing=drawing)
    assert not outcome.failures and len(outcome.made) == 36
    assert any("本机" in one for one in said)


def test_nobody_is_there(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zmddoc.cluster._CONNECT", 1.0)
    job = Job("xlsx", b"", "", tools="")
    with pytest.raises(ClusterTrouble, match="没有工作进程"):
        list(draw([("", job)], lambda name: b"", cluster.address, print))
    with pytest.raises(ClusterTrouble, match="没有调度程序回应"):
        list(draw([("", job)], lambda name: b"", "tcp://127.0.0.1:1", print))
    with socket.create_server(("127.0.0.1", 0)) as other:  # it listens, and is no scheduler
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(ClusterTrouble, match="没有调度程序回应"):
            list(draw([("", job)], lambda name: b"", address, print))


def test_it_is_typed(
    cluster: Cluster, project: Project, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setenv("ZMDDOC_CACHE", str(tmp_path / "缓存"))
    cluster.workers(1)
    home = str(project.root)
    assert main(["-C", home, "build", "台账", "--cluster", cluster.address]) == 0
    assert (project.root / "build/台账/总台账.xlsx").is_file()
    assert main(["-C", home, "build", "--cluster", cluster.address, "--jobs", "2"]) == 2
    assert "只写一个" in capfd.readouterr().err
    for wrong in ("", "10.0.0.5:8786", "http://10.0.0.5:8786", "tcp://10.0.0.5"):
        assert main(["-C", home, "build", "--cluster", wrong]) == 2
        assert f"“{wrong}”不是调度程序的地址" in capfd.readouterr().err

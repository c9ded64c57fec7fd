"""Several processes: the same bytes, and what happens to one does not happen to the others."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path

import pytest
from support import real

from zmddoc.build import Order, Outcome, build
from zmddoc.cache import Cache
from zmddoc.compose import Composer
from zmddoc.jobs import Job
from zmddoc.pool import Crew, Killed, Overtaken, draw
from zmddoc.press import Press
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.toolbox import fingerprint

SHEETS = Order(("sheet",))


class Deadly:
    """Kills whoever unpickles it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted((folder / "build").rglob("*"))
        if file.is_file()
    }


def workers() -> list[int]:
    """The processes that were forked for this one."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            above = int(Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()[1])
            line = (entry / "cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            continue
        if above == os.getpid() and b"forkserver" in line:
            found.append(int(entry.name))
    return found


def begun(folder: Path) -> subprocess.Popen[bytes]:
    """A build with two workers, begun in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "zmddoc", "build", "任务清单", "--jobs", "2"],
        cwd=folder,
        env={**os.environ, "ZMDDOC_CACHE": str(folder / "cache")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def built(folder: Path, project: Project, jobs: int) -> Outcome:
    cache = Cache(folder / f"cache{jobs}")
    return build(
        Project(**{**vars(project), "root": folder / str(jobs)}), SHEETS, jobs=jobs, cache=cache
    )


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path) -> None:
    one, three = (built(tmp_path, real.project(), jobs) for jobs in (1, 3))
    assert one == three
    assert one.drawn == 72
    assert files(tmp_path / "1") == files(tmp_path / "3")


def test_a_killed_worker_costs_its_document_a_second_try(tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(name: str, done: int, total: int) -> None:
        if done in (4, 9):
            victim = workers()[0]
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    project = Project(**{**vars(real.project()), "root": tmp_path})
    outcome = build(project, SHEETS, kill, jobs=2, cache=Cache(tmp_path / "cache"))
    assert len(killed) == 2
    assert outcome.failures == ()
    assert len(outcome.written) == 72
    assert not workers()


def test_a_document_that_kills_twice_costs_itself_alone(tmp_path: Path) -> None:
    press = Press(Composer(), Cache(tmp_path))
    tree = real.composed()[real.SHEETS[0]]
    good = [press.job("docx", tree)] * 8
    bad = Job("xlsx", pickle.dumps(Deadly()), "", tools=fingerprint())
    other = Job("docx", b"<p>", "", tools="other")
    jobs = list(enumerate([*good[:3], bad, other, *good[3:]]))
    found = {tag: result for tag, _, result in draw(jobs, press.supply, 2)}
    assert set(found) == set(range(10))
    assert isinstance(found.pop(3), Killed)
    assert isinstance(found.pop(4), Exception)
    assert set(found.values()) == {press.docx(tree)}
    assert not workers()


def test_few_jobs_are_on_their_way_at_a_time(tmp_path: Path) -> None:
    press = Press(Composer(), Cache(tmp_path))
    job = press.job("docx", real.composed()[real.SHEETS[0]])
    asked = answered = most = 0

    def jobs() -> Iterator[tuple[int, Job]]:
        nonlocal asked, most
        for number in range(60):
            asked += 1
            most = max(most, asked - answered)
            yield number, job

    for _ in draw(jobs(), press.supply, 2):
        answered += 1
    assert answered == 60
    assert most <= 8


def test_a_crew_that_is_overtaken_goes_on_with_what_comes_next(tmp_path: Path) -> None:
    press = Press(Composer(), Cache(tmp_path))
    trees = real.composed()
    pdf, word = (press.job(form, trees[real.SHEETS[0]]) for form in ("pdf", "docx"))
    bell, rope = Pipe(duplex=False)
    with Crew[int](2) as crew:
        done = {tag for tag, _, _ in crew.draw(enumerate([word] * 4), press.supply)}
        assert done == {0, 1, 2, 3}
        before = set(workers())
        drawn = crew.draw(enumerate([pdf, word]), press.supply, bell=bell)
        assert next(drawn)[0] == 1  # a Word file, long before the PDF file
        rope.send("outdated")
        with pytest.raises(Overtaken):
            list(drawn)
        assert len(before & set(workers())) == 1  # who had the PDF file is stopped
        bell.recv()
        (found,) = crew.draw([(7, word)], press.supply, bell=bell)
        assert found == (7, word, press.docx(trees[real.SHEETS[0]]))
    assert not workers()


def test_some_jobs_are_done_here_whatever_the_workers_are_at(tmp_path: Path) -> None:
    press = Press(Composer(), Cache(tmp_path))
    trees = real.composed()
    pdf, word = (press.job(form, trees[real.SHEETS[0]]) for form in ("pdf", "docx"))
    jobs = enumerate([pdf, pdf, word, word])
    with Crew[int](1) as crew:
        done = [
            tag
            for tag, _, _ in crew.draw(
                jobs, press.supply, here=lambda job: job.form == "docx", ahead=9
            )
        ]
    assert done == [2, 3, 0, 1]


def test_an_interrupt_stops_it_cleanly(folder: Path) -> None:
    """As typed on a terminal, where all processes get it."""
    process = begun(folder)
    watch = threading.Event()
    while process.poll() is None and len(list((folder / "build").rglob("*.pdf"))) < 3:
        watch.wait(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "已中断" in err.decode()
    assert b"Traceback" not in err
    assert not list(folder.rglob("*.part"))
    for _ in range(200):  # what the workers were forked from goes when it sees that we have gone
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        watch.wait(0.05)
    else:
        pytest.fail("somebody is left in its session")
    project, _ = read_project(folder)
    again = build(project, SHEETS, jobs=1, cache=Cache(folder / "cache"))
    assert len(again.made) == 72
    assert again.drawn < 72


@pytest.mark.parametrize("after", [0.2, 0.5, 0.8])
def test_an_interrupt_while_things_are_loaded_is_as_quiet(folder: Path, after: float) -> None:
    process = begun(folder)
    threading.Event().wait(after)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)  # the latter before anything of ours runs
    assert process.returncode < 0 or b"Traceback" not in err, err.decode()

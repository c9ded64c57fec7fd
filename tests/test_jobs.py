"""What is drawn depends on what a job names and on nothing else: not on the batch, not on the
process, not on the machine's folders."""

import gc
import hashlib
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html
from support import real, samples

from zmddoc.cache import Cache
from zmddoc.compose import Composer
from zmddoc.compose.ledger import ledger
from zmddoc.gongwen import parse
from zmddoc.jobs import Job, OtherTools, perform
from zmddoc.press import Press
from zmddoc.render.pdf.subset import cut

RARE = samples.page(samples.portrait("<p>示例翀玥淏文</p>"))


def press(folder: Path) -> Press:
    return Press(Composer(), Cache(folder))


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="module")
def trees() -> list[etree._Element]:
    chosen = [real.composed()[path] for path in (*real.SHEETS[:2], real.BREAKDOWN)]
    return [*chosen, parse(samples.WHOLE), parse(RARE)]


def test_the_bytes_of_a_file_do_not_depend_on_the_others(
    trees: list[etree._Element], tmp_path: Path
) -> None:
    """In another order, after other documents, and each with a press of its own."""
    one, other = press(tmp_path / "1"), press(tmp_path / "2")
    forward = [(sha(one.pdf(tree)), sha(one.docx(tree))) for tree in trees]
    backward = [(sha(other.docx(tree)), sha(other.pdf(tree))) for tree in reversed(trees)]
    assert forward == [(pdf, docx) for docx, pdf in reversed(backward)]


def test_another_process_far_from_the_project_draws_the_same(
    trees: list[etree._Element], tmp_path: Path
) -> None:
    """It gets jobs and supplies, has no fonts and no templates, speaks another language."""
    own = press(tmp_path / "cache")
    jobs = [own.job(form, tree) for tree in trees[:1] + trees[3:] for form in ("docx", "pdf")]
    supplies = {name: own.supply(name) for job in jobs for name in job.needs}
    (tmp_path / "jobs").write_bytes(pickle.dumps((jobs, supplies)))
    script = (
        "import hashlib, pickle, sys, time; from pathlib import Path\n"
        "moment = time.time; time.time = lambda: moment() + 40 * 86400.5\n"
        "import zmddoc.fonts.book; zmddoc.fonts.book._SYSTEM = ()\n"
        "from zmddoc.jobs import perform\n"
        "jobs, supplies = pickle.loads(Path(sys.argv[1]).read_bytes())\n"
        "for job in jobs: print(hashlib.sha256(perform(job, supplies.__getitem__)).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "jobs")],
        cwd=tmp_path,
        env={
            **os.environ, "PYTHONHASHSEED": "7", "TZ": "America/Lima", "LC_ALL": "C.UTF-8",
            "ZMDDOC_CACHE": str(tmp_path / "nothing"), "ZMDDOC_FONTS": str(tmp_path),
        },
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout.split() == [sha(own.do(job)) for job in jobs]


def test_a_workbook_s_key_does_not_depend_on_the_process(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from support import real; from zmddoc.press import Press\n"
        "from zmddoc.compose import Composer; from zmddoc.compose.ledger import ledger\n"
        "p = real.project()\n"
        "print(Press(Composer()).workbook(ledger(p.plan, p.registry, p.rules)).key)"
    )
    tests = str(Path(__file__).resolve().parent)
    keys = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={
                **os.environ, "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join([tests, str(Path(tests).parent)]),
            },
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    project = real.project()
    assert project.plan and project.registry and project.rules
    own = press(tmp_path).workbook(ledger(project.plan, project.registry, project.rules))
    assert keys == {f"{own.key}\n"}


def test_what_is_drawn_is_not_drawn_again(
    trees: list[etree._Element], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = press(tmp_path).pdf(trees[0])
    monkeypatch.setattr("zmddoc.press.perform", lambda job, supply: pytest.fail("drawn again"))
    assert press(tmp_path).pdf(trees[0]) == first


def test_everything_that_is_drawn_with_is_in_the_key(
    trees: list[etree._Element], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, tree = tmp_path / "templates", trees[0]
    own.mkdir()
    for name in ("gongwen.css", "base.docx"):
        (own / name).write_bytes(Composer().file(name).read_bytes())

    def keys() -> tuple[str, str]:
        made = Press(Composer(own), Cache(tmp_path / "cache"))
        return made.job("docx", tree).key, made.job("pdf", tree).key

    docx, pdf = keys()
    for name in ("gongwen.css", "base.docx"):  # a date is nothing
        os.utime(own / name, (1, 1))
    assert keys() == (docx, pdf)
    with (own / "gongwen.css").open("a", encoding="utf-8") as sheet:
        sheet.write("/* */")
    styled = keys()
    assert styled[0] == docx
    assert styled[1] != pdf
    with (own / "base.docx").open("ab") as base:
        base.write(b"\0")
    assert keys()[0] != docx
    assert keys()[1] == styled[1]
    monkeypatch.setattr("zmddoc.press.fingerprint", lambda: "another version")
    assert set(keys()).isdisjoint({*styled, docx})


def test_a_job_for_other_tools_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OtherTools):
        perform(Job("pdf", b"", "", tools="another version"), {}.__getitem__)


def test_a_document_read_back_is_the_document() -> None:
    for tree in (*real.composed().values(), parse(samples.WHOLE), parse(RARE)):
        again = parse(html.tostring(tree, encoding="unicode"))
        assert html.tostring(again) == html.tostring(tree)


def test_streams_are_packed_at_the_level_that_was_chosen(
    trees: list[etree._Element], tmp_path: Path
) -> None:
    """Fails where pydyf no longer asks its own zlib: then ``pack`` does nothing."""
    content = press(tmp_path).pdf(trees[0])
    heads = re.findall(rb"stream\r?\n(\x78.)", content)
    assert heads
    assert set(heads) == {b"\x78\x9c"}  # RFC 1950: 9c is the usual level, da the best


def test_a_face_cut_again_and_again_is_cut_the_same(tmp_path: Path) -> None:
    own = press(tmp_path)
    job = own.job("pdf", real.composed()[real.SHEETS[0]])
    assert job.case
    for _, name in job.case.faces:
        face = own.supply(name)
        wish = range(0, 400, 7)
        assert len({cut(face, 0, wish) for _ in range(40)}) == 1  # long enough to be made ready
        assert cut(face, 0, wish) == cut(bytes(bytearray(face)), 0, wish)


def test_garbage_is_looked_for_again_after_a_document(
    trees: list[etree._Element], tmp_path: Path
) -> None:
    press(tmp_path).pdf(trees[0])
    assert gc.isenabled()

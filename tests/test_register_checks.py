"""What check finds in a register: each rule at its line, nothing in one that is in order."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from zmddoc.check import check
from zmddoc.diagnostics import Diagnostic
from zmddoc.read import read_project

REGISTER, RULES = "plan/register.yaml", "plan/rules.yaml"
PLAN_HASH = "0" * 64

Edit = Callable[[Path], object]


def entry(number: str, unit: str = "市工信局", more: str = "", dated: str = "2021-07-08") -> str:
    digest = hashlib.sha256(number.encode()).hexdigest()
    return (
        f"- number: {number}\n  kind: sheet\n  title: 示例通知\n  dated: {dated}\n"
        f"  recipients: [{unit}]\n  plan: '{PLAN_HASH}'\n"
        f"  files:\n  - {{name: {number}/{number}.docx, sha256: {digest}}}\n  unit: {unit}\n{more}"
    )


ONE, TWO, THREE = (
    entry("驻政办函〔2021〕1号"),
    entry("驻政办函〔2021〕2号", "市科技局", "  answer_by: 2021-07-15\n"),
    entry("驻政办函〔2021〕3号", "市发改委", "  void: {dated: 2021-07-09, reason: 示例}\n"),
)


def write(folder: Path, *entries: str) -> None:
    (folder / REGISTER).write_text("issues:\n" + "".join(entries), encoding="utf-8")
    for text in entries:
        number = text.split()[2]
        file = folder / "plan/issued" / number / f"{number}.docx"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(number.encode())


def found(folder: Path) -> list[Diagnostic]:
    project, diagnostics = read_project(folder)
    return sorted(d for d in {*diagnostics, *check(project)} if d.code.startswith("Z8"))


def entries(*texts: str) -> Edit:
    return lambda folder: write(folder, *texts)


def sub(file: str, before: str, after: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return edit


FROZEN = "plan/issued/驻政办函〔2021〕2号/驻政办函〔2021〕2号.docx"

CASES: dict[str, tuple[str, Edit, str, str]] = {
    "a number with square brackets": (
        "Z801", sub(REGISTER, "number: 驻政办函〔2021〕1号", "number: '驻政办函[2021]1号'"), REGISTER,
        "驻政办函[2021]1号",
    ),
    "a number of another year than its date": (
        "Z801", sub(REGISTER, "2021-07-08\n  recipients: [市科技局]", "2020-07-08\n  recipients: [市科技局]"),
        REGISTER, "number: 驻政办函〔2021〕2号",
    ),
    "a number given twice": (
        "Z802", entries(ONE, TWO, ONE.replace("市工信局", "市教育局")), REGISTER,
        "number: 驻政办函〔2021〕1号",
    ),
    "an entry taken out": ("Z803", entries(ONE, THREE), REGISTER, "number: 驻政办函〔2021〕3号"),
    "the first entry taken out": ("Z803", entries(TWO), REGISTER, "number: 驻政办函〔2021〕2号"),
    "a date before that of the number before": (
        "Z804", sub(REGISTER, "2021-07-08\n  recipients: [市科技局]", "2021-07-07\n  recipients: [市科技局]"),
        REGISTER, "dated: 2021-07-07",
    ),
    "a frozen file that is gone": (
        "Z805", lambda folder: (folder / FROZEN).unlink(), REGISTER, "name: 驻政办函〔2021〕2号/",
    ),
    "a frozen file with a byte more": (
        "Z805", lambda folder: (folder / FROZEN).write_bytes(b"x"), REGISTER,
        "name: 驻政办函〔2021〕2号/",
    ),
    "a recipient that nobody knows": (
        "Z806", sub(REGISTER, "[市科技局]", "[市科枝局]"), REGISTER, "recipients: [市科枝局]",
    ),
    "a body that nobody knows": (
        "Z806", sub(REGISTER, "unit: 市科技局", "unit: 市科枝局"), REGISTER, "unit: 市科枝局",
    ),
    "void before it was issued": (
        "Z807", sub(REGISTER, "void: {dated: 2021-07-09", "void: {dated: 2021-07-07"), REGISTER,
        "void: {dated: 2021-07-07",
    ),
    "answered before it was issued": (
        "Z807", sub(REGISTER, "answer_by: 2021-07-15", "answer_by: 2021-07-01"), REGISTER,
        "answer_by: 2021-07-01",
    ),
    "a number of another series": (
        "Z808", sub(RULES, "{code: 驻政办函, kinds: [notice, sheet]", "{code: 驻政办督, kinds: [notice, sheet]"),
        REGISTER, "number: 驻政办函〔2021〕1号",
    ),
    "the same document twice": (
        "Z809", entries(ONE, TWO.replace("市科技局", "市工信局")), REGISTER,
        "number: 驻政办函〔2021〕2号",
    ),
    "a 代字 that cannot name a folder": (
        "Z810", sub(RULES, "code: 驻政办,", "code: 驻政办/1,"), RULES, "code: 驻政办/1",
    ),
    "a 代字 twice": ("Z810", sub(RULES, "code: 驻政办,", "code: 驻政办函,"), RULES, "[circular, breakdown]"),
    "a kind in two series": (
        "Z810", sub(RULES, "[circular, breakdown]", "[circular, sheet]"), RULES, "[circular, sheet]",
    ),
    "a year twice": (
        "Z810", sub(RULES, "used: 10}", "used: 10, other_years: [{year: 2022, used: 1}, {year: 2022, used: 2}]}"),
        RULES, "used: 10, other_years",
    ),
    "an answer due on a make-up day off": (
        "Z812", sub(REGISTER, "answer_by: 2021-07-15", "answer_by: 2021-10-05"), REGISTER,
        "answer_by: 2021-10-05",
    ),
    "an answer due in a year whose holidays are not known": (
        "Z812", sub(REGISTER, "answer_by: 2021-07-15", "answer_by: 2090-10-11"), REGISTER,
        "answer_by: 2090-10-11",
    ),
    "a plan of a body that may not direct counties": (
        "Z813", lambda folder: (
            sub("plan/plan.yaml", "issuer: 驻马店市人民政府办公室", "issuer: 驻马店市工业和信息化局")(folder),
            sub("plan/plan.yaml", "已经市政府同意,", "")(folder),
        ), "plan/plan.yaml", "recipients:",
    ),
}  # fmt: skip


def test_a_register_in_order_is_silent(folder: Path) -> None:
    write(folder, ONE, TWO, THREE)
    assert found(folder) == []


@pytest.mark.parametrize("case", CASES)
def test_a_rule_is_broken_at_its_line(folder: Path, case: str) -> None:
    code, edit, file, needle = CASES[case]
    write(folder, ONE, TWO, THREE)
    edit(folder)
    mine = [d for d in found(folder) if d.code == code]
    assert mine, found(folder)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    assert {d.place.file for d in mine} == {file}
    assert any(needle in lines[d.place.line - 1] for d in mine), mine
    assert all(d.place.column for d in mine)


def test_a_folder_that_is_not_registered(folder: Path) -> None:
    write(folder, ONE, TWO, THREE)
    stray = folder / "plan/issued/驻政办函〔2021〕4号"
    stray.mkdir()
    (stray / "a.docx").write_bytes(b"")
    (one,) = found(folder)
    assert (one.code, one.place.file) == ("Z811", "plan/issued/驻政办函〔2021〕4号")


def test_what_a_run_has_under_way_is_not_there_yet(folder: Path) -> None:
    """Between the folder and the entry, whether it is still at work or was killed."""
    write(folder, ONE, TWO, THREE)
    shutil.copytree(
        folder / "plan/issued/驻政办函〔2021〕3号", folder / "plan/issued/驻政办函〔2021〕4号"
    )
    assert [one.code for one in found(folder)] == ["Z811"]
    (folder / "plan/issued/.pending").mkdir()
    (folder / "plan/issued/.pending/number").write_text("驻政办函〔2021〕4号", encoding="utf-8")
    assert found(folder) == []
    # on record, the note not yet taken away
    (folder / "plan/issued/.pending/number").write_text("驻政办函〔2021〕3号", encoding="utf-8")
    (folder / FROZEN.replace("2号", "3号")).write_bytes(b"x")
    assert [one.code for one in found(folder)] == ["Z811", "Z805"]


def test_what_is_beside_the_frozen_files_does_not_matter(folder: Path) -> None:
    """A scan of the sealed copy is welcome, and so is what an office program leaves behind."""
    write(folder, ONE, TWO, THREE)
    (folder / FROZEN).with_name("盖章扫描件.pdf").write_bytes(b"scan")
    (folder / "plan/issued/.pending").mkdir()
    (folder / "plan/issued/.pending/number").write_bytes(b"")
    assert found(folder) == []


def test_numbers_given_elsewhere_are_no_gap(folder: Path) -> None:
    write(folder, ONE, THREE)
    sub(RULES, "sheet], used: 0}", "sheet], used: 2}")(folder)
    assert found(folder) == []


def test_a_year_of_which_nothing_is_laid_down_begins_anywhere(folder: Path) -> None:
    later = [
        entry(f"驻政办函〔2022〕{n}号", u, dated="2022-01-06")
        for n, u in ((7, "市财政局"), (9, "市教育局"))
    ]
    write(folder, ONE, TWO, THREE, *later)
    (one,) = found(folder)
    assert (one.code, "8号" in one.message) == ("Z803", True)
    sub(RULES, "sheet], used: 0}", "sheet], used: 0, other_years: [{year: 2022, used: 6}]}")(folder)
    assert [d.message.split(" ")[0] for d in found(folder)] == ["驻政办函〔2022〕9号"]

"""A build of what has not changed, --check and --why."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from zmddoc.build import build

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
ORDER = ("build", "任务清单", "--unit", "市工信局", "--format", "docx")
SHEET = "build/任务清单/市工信局.docx"
SAME = "没有变化，不必重新生成"
RULES = "plan/rules.yaml"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with every build that is not done at a glance."""
    found: list[int] = []

    def counted(*arguments: object, **options: object) -> object:
        found.append(1)
        return build(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("zmddoc.build.build", counted)
    return found


def test_at_a_glance(run: Run, looked: list[int]) -> None:
    first, second, third = (run(*ORDER) for _ in range(3))
    assert len(looked) == 1
    assert SAME in second[1]
    assert second == third
    assert second[1].splitlines()[1:] == first[1].splitlines()[1:]  # notes and warnings


def test_dates_are_nothing(run: Run, looked: list[int], folder: Path) -> None:
    run(*ORDER)
    for file in (folder / "plan").rglob("*"):
        os.utime(file, (10**9, 10**9))
    assert SAME in run(*ORDER)[1]
    assert len(looked) == 1
    os.utime(folder / SHEET, (10**9, 10**9))  # of what was made the content is looked at
    assert SAME in run(*ORDER)[1]


def _say_more(folder: Path) -> None:
    with (folder / RULES).open("a", encoding="utf-8") as file:
        file.write("# 示例\n")


def _own_template(folder: Path) -> None:
    (folder / "templates").mkdir()
    shutil.copy(ROOT / "templates/sheet.html.j2", folder / "templates")


def _new_return(folder: Path) -> None:
    (folder / "plan/progress").mkdir()
    (folder / "plan/progress/2021Q2.yaml").write_text("period: 2021Q2\nreturns: []\n", "utf-8")


def _same_length(folder: Path) -> None:
    """Of the same size and date as before."""
    file = folder / SHEET
    stat = file.stat()
    file.write_bytes(bytes(reversed(file.read_bytes())))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        _say_more,
        _own_template,
        _new_return,
        _same_length,
        lambda folder: (folder / SHEET).unlink(),
        lambda folder: (folder / "build/任务清单/另一个.docx").write_bytes(b""),
        lambda folder: (folder / "build/构建报告.txt").write_bytes(b""),
    ],
)
def test_whatever_has_changed_is_looked_at(
    run: Run, looked: list[int], folder: Path, change: Callable[[Path], object]
) -> None:
    run(*ORDER)
    made = (folder / SHEET).read_bytes()
    change(folder)
    assert run(*ORDER)[0] == 0
    assert len(looked) == 2
    assert (folder / SHEET).read_bytes() == made
    assert SAME in run(*ORDER)[1]
    assert len(looked) == 2


def test_another_order_is_another_matter(run: Run, looked: list[int]) -> None:
    run(*ORDER)
    run(*ORDER[:-1], "pdf")
    assert len(looked) == 2


def test_an_error_is_never_passed_over(run: Run, folder: Path) -> None:
    assert run(*ORDER)[0] == 0
    text = (folder / "plan/plan.yaml").read_text(encoding="utf-8")
    (folder / "plan/plan.yaml").write_text(text + "strange: 1\n", encoding="utf-8")
    assert [run(*ORDER)[0] for _ in range(2)] == [1, 1]
    (folder / "plan/plan.yaml").write_text(text, encoding="utf-8")
    assert SAME in run(*ORDER)[1]


# --check

WORD = ("build", "任务清单", "方案")


def test_check_says_that_all_is_as_it_should_be(run: Run, folder: Path) -> None:
    assert run(*WORD)[0] == 0
    code, out, err = run(*WORD, "--check")
    assert (code, err) == (0, "")
    assert "74 个文件都与应有的一字节不差" in out


def test_check_says_what_is_not(run: Run, folder: Path) -> None:
    run(*WORD)
    _same_length(folder)
    (folder / "build/任务清单/市商务局.pdf").unlink()
    (folder / "build/任务清单/说明.txt").write_text("示例", encoding="utf-8")
    before = {file: file.read_bytes() for file in (folder / "build").rglob("*.*")}
    code, out, err = run(*WORD, "--check")
    assert code == 1
    assert out.splitlines() == [
        f"{SHEET}：与应有的不同",
        "build/任务清单/市商务局.pdf：缺少",
        "build/任务清单/说明.txt：多出来的，不是这样生成的",
    ]
    assert "有 3 处出入" in err
    assert {file: file.read_bytes() for file in (folder / "build").rglob("*.*")} == before


def test_check_of_one_format_finds_what_is_too_many_in_it(run: Run, folder: Path) -> None:
    run(*ORDER)
    assert "没有多出来的" not in run(*ORDER, "--check")[1]  # of one body: the others are not asked
    order = ("build", "任务清单", "--format", "docx")
    run(*order)
    assert "没有多出来的" in run(*order, "--check")[1]
    for name in ("多.docx", "说明.txt"):
        (folder / "build/任务清单" / name).write_text("示例", encoding="utf-8")
    code, out, _ = run(*order, "--check")
    assert code == 1
    assert out == "build/任务清单/多.docx：多出来的，不是这样生成的\n"


# --why


def why(run: Run, file: str = SHEET) -> str:
    code, out, _ = run("build", "--why", file)
    assert run("build", "--why", file.removeprefix("build/"))[1] == out
    assert code == 0
    return out


def test_why_a_file_is_made_or_not(run: Run, folder: Path) -> None:
    assert "现在：会做，因为没有它的记录" in why(run)
    assert not (folder / "build").exists()
    run(*ORDER)
    out = why(run)
    assert "底稿 base.docx" in out
    assert "样式表" not in out  # a Word file does not depend on it
    assert "T09" in out
    assert "因为以前没有做过" in out
    assert "现在：不重做，各项都与上次相同。" in out
    (folder / "templates").mkdir()
    page = (ROOT / "templates/sheet.html.j2").read_text(encoding="utf-8")
    assert "<p>请明确" in page
    (folder / "templates/sheet.html.j2").write_text(
        page.replace("<p>请明确", "<p>务请明确"), "utf-8"
    )
    out = why(run)
    assert "变了" in out
    assert "现在：会重做，因为内容变了（任务以外的文字）。" in out
    run(*ORDER)
    assert "上次写出它，是因为内容变了（任务以外的文字）。" in why(run)
    (folder / SHEET).unlink()
    assert "现在：会从缓存取回，因为文件不在了。" in why(run)


def test_why_names_the_task_that_has_changed(run: Run, folder: Path) -> None:
    run(*ORDER)
    for file in (folder / "plan/plan.yaml", *(folder / "plan/source").glob("*.txt")):
        text = file.read_text(encoding="utf-8").replace("5G基站3000个", "5G基站3100个")
        file.write_text(text.replace("value: 3000", "value: 3100"), encoding="utf-8")
    assert "现在：会重做，因为内容变了（T12）。" in why(run)


def test_why_of_what_there_is_not(run: Run, folder: Path) -> None:
    assert "按现行方案没有这份文件" in why(run, "build/任务清单/某局.docx")
    for file in ("build/别的/一.docx", "build/任务清单/市工信局.txt", "build/督办通知/Q9/某.docx"):
        code, _, err = run("build", "--why", file)
        assert code == 2
        assert "build/" in err or "rules.yaml" in err
    assert run("build", "--why", "plan/plan.yaml")[0] == 2
    assert run("build", "方案", "--why", SHEET)[0] == 2

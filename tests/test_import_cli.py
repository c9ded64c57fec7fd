"""``zmddoc import`` as a clerk types it, rightly and wrongly, on files of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.real import ROOT, composed, docx, paper, project
from support.truth import CORPUS, names, truth

from zmddoc.cli import main
from zmddoc.importer.proof import bare
from zmddoc.prose import as_printed
from zmddoc.read import read_project
from zmddoc.typography import normalise

SEED = next((ROOT / "plan/source").glob("*.txt"))
PLAN_PAPER = next(path for path in composed() if path.startswith("方案/"))

Type = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Type]:
    """Type a command in an empty folder: exit code, output, error output."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)

    def type_(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(list(words))
        return code, *capfd.readouterr()

    yield type_


def seed_as(kind: str) -> bytes:
    text = SEED.read_text(encoding="utf-8")
    if kind == "docx":
        return docx(PLAN_PAPER)
    if kind == "pdf":
        return paper(PLAN_PAPER).content
    if kind == "html":
        lines = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
        return (
            "<html><head><meta charset='utf-8'><title>示例门户</title></head><body>"
            "<nav><a href='/'>首页</a> <a href='/zwgk'>政务公开</a></nav>"
            f"<div class='article'>{lines}</div><footer>版权所有 示例</footer></body></html>"
        ).encode()
    return text.encode(kind)


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "utf-8", "gb18030"])
def test_the_real_plan_in_every_kind_of_file(typed: Type, kind: str) -> None:
    file = Path(f"方案.{kind if kind in ('docx', 'pdf', 'html') else 'txt'}")
    file.write_bytes(seed_as(kind))
    code, out, _ = typed("import", str(file))
    assert code == 0 and "32 条" in out and "责任 30 处、点名单位 97 次，指标 33 项" in out
    read, found = read_project(Path())
    assert read.plan and not [one for one in found if one.severity == "error"]
    made = project().plan
    assert made
    if kind not in ("docx", "pdf"):  # papers are printed with the corrections
        made = made.model_copy(update={"errata": ()})
    assert normalise(bare(as_printed(read.plan))) == normalise(bare(as_printed(made)))
    assert typed("check")[0] == 0


def test_a_plan_is_built_straight_from_what_was_imported(typed: Type) -> None:
    text = (
        "示例省人民政府办公厅关于印发示例产业发展若干措施的通知\n各市、州、县人民政府，省政府有关部门：\n"
        "《示例产业发展若干措施》已经省政府同意，现印发给你们，请认真贯彻执行。\n2021年3月1日\n"
        "示例产业发展若干措施\n为促进示例产业发展，制定如下措施：\n"
        "一、培育示例企业\n每年新增示例企业20家。（责任单位：省工业和信息化厅、省财政厅，各市、州、县人民政府）\n"
        "二、建设示例项目\n2021年底前建成示例项目12个。（责任单位：省发展改革委）\n"
    )
    Path("措施.txt").write_text(text, encoding="utf-8")
    assert typed("import", "措施.txt")[0] == 0
    assert typed("check")[0] == 0
    code, out, _ = typed("build", "任务清单", "--format", "docx")
    assert code == 0 and "任务清单 4" in out
    made = {file.stem for file in Path("build/任务清单").iterdir()}
    assert made == {"省工业和信息化厅", "省财政厅", "省发展改革委", "各市、州、县人民政府"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("name", names())
def test_every_real_plan_is_imported_and_sound(typed: Type, name: str) -> None:
    code, out, err = typed("import", str(truth(name).text_path))
    assert code == 0 and "与原文逐字相同" in out, err
    code, out, err = typed("check")
    assert code == 0, out + err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("import",), 2, "请写明要导入的公文"),
        (("import", "没有.docx"), 2, "没有“没有.docx”这个文件"),
        (("import", "夹"), 2, "是文件夹"),
        (("import", "空.txt"), 1, "空"),
        (("import", "信.txt"), 1, "不像工作方案"),
        (("import", "旧.doc"), 1, "另存为"),
        (("import", "坏.docx"), 1, "损坏"),
        (("import", "无年.txt"), 1, "--year"),
        (("import", "--review"), 1, "没有要核对的导入"),
        (("import", "--review", "--year", "2021"), 2, "不能与"),
        (("import", "信.txt", "--dated", "三月"), 2, "不是日期"),
    ],
)
def test_mistakes_are_met_in_chinese(
    typed: Type, words: tuple[str, ...], code: int, says: str
) -> None:
    Path("夹").mkdir()
    Path("空.txt").write_bytes(b"")
    Path("信.txt").write_text("2021年3月1日，今天开会。\n", encoding="utf-8")
    Path("旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    Path("坏.docx").write_bytes(b"PK\x03\x04" + bytes(60))
    Path("无年.txt").write_text(
        "示例措施\n一、做好示例工作。抓好落实。\n二、推进示例项目。抓紧。\n", encoding="utf-8"
    )
    found, out, err = typed(*words)
    assert found == code and says in out + err
    assert not Path("plan").exists()


def test_a_plan_that_is_there_is_not_written_over_unasked(typed: Type) -> None:
    Path("方案.txt").write_bytes(seed_as("utf-8"))
    assert typed("import", "方案.txt")[0] == 0
    before = Path("plan/plan.yaml").read_bytes()
    raised = SEED.read_text(encoding="utf-8").replace("高新技术企业20家", "高新技术企业25家")
    Path("新.txt").write_text(raised, encoding="utf-8")
    code, out, err = typed("import", "新.txt")
    assert code == 2 and "--yes" in err and "T04" in out and "25" in out
    assert Path("plan/plan.yaml").read_bytes() == before
    code, out, err = typed("import", "新.txt", "--yes")
    assert code == 0 and Path("plan/plan.yaml").read_bytes() != before
    assert typed("import", "新.txt")[0] == 0  # nothing changes: nothing is asked


def test_another_program_is_not_trusted_with_more_than_a_clerk(typed: Type) -> None:
    Path("方案.txt").write_bytes(seed_as("utf-8"))
    assert typed("import", "方案.txt", "--format", "json")[0] == 0
    before = Path("plan/plan.yaml").read_bytes()
    Path("新.txt").write_bytes(seed_as("utf-8").replace("20家".encode(), "25家".encode()))
    code, _, err = typed("import", "新.txt", "--format", "json")
    assert code == 2 and "--yes" in err and Path("plan/plan.yaml").read_bytes() == before
    assert typed("import", "新.txt", "--format", "json", "--yes")[0] == 0


def test_what_somebody_wrote_into_the_files_is_never_lost(typed: Type) -> None:
    Path("方案.txt").write_bytes(seed_as("utf-8"))
    assert typed("import", "方案.txt")[0] == 0
    for name in ("plan.yaml", "units.yaml"):
        with (Path("plan") / name).open("a", encoding="utf-8") as file:
            file.write("# 示例：这一条已与示例局核对\n")
    by_hand = Path("plan/plan.yaml").read_bytes(), Path("plan/units.yaml").read_bytes()
    code, out, _ = typed("import", "方案.txt")
    assert code == 0 and "手写" not in out
    assert by_hand == (Path("plan/plan.yaml").read_bytes(), Path("plan/units.yaml").read_bytes())
    Path("新.txt").write_bytes(seed_as("utf-8").replace("20家".encode(), "25家".encode()))
    code, out, _ = typed("import", "新.txt", "--yes")
    assert code == 0 and "plan/plan.yaml 里有手写的注释" in out and "units.yaml 里有" not in out
    (copy,) = Path("plan/source/原件").glob("*-plan.yaml")
    assert copy.read_bytes() == by_hand[0]
    assert Path("plan/units.yaml").read_bytes() == by_hand[1]


def test_the_walk_is_gone_through_by_the_keyboard(
    typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    Path("措施.txt").write_text(
        "示例措施\n一、做好示例工作。新增示例企业20家，引导企业建立1-2个示例点。（责任单位：市财政局、示例办）\n"
        "二、推进示例项目。6月底前完成。（市工信局）\n",
        encoding="utf-8",
    )
    assert typed("import", "措施.txt", "--year", "2021")[0] == 0

    def walk(keys: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        code, out, _ = typed("import", "--review")
        return code, out

    code, out = walk("e\n示政办〔2021〕3号\nx\nq\n")
    assert code == 1 and "发文字号" in out and "没有这个选择" in out
    read, _ = read_project(Path())
    assert read.plan and read.plan.number == "示政办〔2021〕3号"
    left = int(out.rpartition("还剩 ")[2].split()[0])
    code, out = walk("\n" * left)
    assert code == 0 and f"还有 {left} 处" in out and "全部核对完了" in out
    assert "没有要核对的了" in walk("")[1]

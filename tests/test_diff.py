"""``zmddoc diff`` and ``zmddoc log`` as a clerk types them."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support import golden
from support.repository import RAISED, RETITLED, Repository
from support.revisions import FOLDERS, editions
from support.supervision import progress, returned

from zmddoc.account.terminal import Sides, as_text
from zmddoc.cli import main
from zmddoc.revise.revision import revise

Typed = tuple[int, str, str]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The plan, a target raised, and in the working tree a title changed; the current folder."""
    made = Repository(tmp_path / "库")
    made.commit("录入")
    made.commit("提高", *RAISED)
    made.change(*RETITLED)
    monkeypatch.chdir(made.project)
    return made


@pytest.fixture
def typed(capfd: pytest.CaptureFixture[str]) -> Callable[..., Typed]:
    def type_(*words: str) -> Typed:
        capfd.readouterr()
        code = main(list(words))
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return type_


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], ["旧：HEAD（2021-", "新：当前文件夹", "共 1 处变化", "标题改动"]),
        (["HEAD~1"], ["共 2 处变化", "指标上调  新认定国家高新技术企业：20家 → 25家", "要求提高：市发改委（配合）、市科技局（牵头）"]),
        (["HEAD~1", "HEAD"], ["新：HEAD（2021-", "指标上调 1"]),
        (["HEAD", "HEAD"], ["没有变化。"]),
        (["HEAD~1", "--unit", "市科技局"], ["市科技局：1 处变化", "要求提高"]),
        (["HEAD~1", "--unit", "驻马店市科学技术局"], ["市科技局：1 处变化"]),
        (["HEAD~1", "--unit", "市水利局"], ["市水利局不受影响。"]),
        (["HEAD~1", "--unit", "各县、区人民政府（管委会）"], ["不受影响。"]),
        (["HEAD~1", "--impact"], ["已报的数、已发的表和公文不受影响。"]),
    ],
)  # fmt: skip
def test_what_is_printed(typed: Callable[..., Typed], words: list[str], says: list[str]) -> None:
    code, out, err = typed("diff", *words)
    assert (code, err) == (0, "")
    for one in says:
        assert one in out
    if "--unit" in words:
        assert "市工信局" not in out


@pytest.mark.usefixtures("repository")
def test_the_exit_code_tells_on_request_whether_there_are_changes(
    typed: Callable[..., Typed],
) -> None:
    assert typed("diff", "HEAD~1")[0] == 0
    assert typed("diff", "HEAD~1", "--exit-code")[0] == 1
    assert typed("diff", "HEAD", "HEAD", "--exit-code")[0] == 0


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["没有这版"], "没有“没有这版”"),
        (["HEAD~7"], "没有“HEAD~7”这个版本"),
        (["HEAD~1", "--unit", "市科技"], "您要的是不是“市科技局”"),
        (["HEAD~1", "--format", "xml"], "没有“xml”这个输出格式"),
        (["HEAD", "HEAD~1", "HEAD~1"], "HEAD~1"),
        (["-C", "没有"], "-C"),
    ],
)
def test_misuse_is_refused(typed: Callable[..., Typed], words: list[str], says: str) -> None:
    code, out, err = typed("diff", *words)
    assert (code, out) == (2, "")
    assert says in err


def test_two_folders_are_compared_from_anywhere(
    typed: Callable[..., Typed], repository: Repository, folder: Path,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, out, _ = typed("diff", str(folder), str(repository.project))
    assert code == 0
    assert "共 2 处变化" in out
    code, _, err = typed("diff", str(folder))
    assert code == 2
    assert "请写明两份" in err
    code, _, err = typed("diff", str(folder), str(repository.project), "--impact")
    assert code == 2
    assert "--impact 要在项目文件夹里运行" in err
    code, out, _ = typed("-C", str(repository.project), "diff", "HEAD~1", "--impact")
    assert code == 0
    assert "共 2 处变化" in out


@pytest.mark.usefixtures("repository")
def test_json_is_whole_whatever_the_terminal(typed: Callable[..., Typed]) -> None:
    code, out, _ = typed("diff", "HEAD~1", "--format", "json", "--impact")
    data = json.loads(out)
    assert code == 0
    assert data["summary"]["counts"] == {"retitled": 1, "target-raised": 1}
    assert data["impact"] == []
    _, out, _ = typed("diff", "HEAD~1", "--format", "json", "--unit", "市科技局")
    assert [one["kind"] for one in json.loads(out)["changes"]] == ["target-raised"]


def test_a_plan_with_errors_is_compared_and_they_are_named(
    typed: Callable[..., Typed], repository: Repository
) -> None:
    repository.change(("title: 改造提升传统产业", "title: 7"))
    code, out, _ = typed("diff", "HEAD~1")
    assert code == 0
    assert "注意：新的一份有 1 处错误，只比较了读得出来的部分。" in out
    assert "没有比较的编号：T11" in out
    assert "没有比较的 1 条（另一份里读不出来）" in out
    assert "删去任务" not in out


def test_what_the_year_has_on_record_is_listed(
    typed: Callable[..., Typed], repository: Repository
) -> None:
    repository.git("checkout", "--quiet", "HEAD~1", "--", "plan")  # what is built must be in order
    assert typed("build", "报送表", "--period", "2021Q3", "--unit", "市科技局")[0] == 0
    returns = progress("2021Q2", returned("市工信局", {"T16": {}}, date(2021, 7, 5)))
    record = json.dumps(returns.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
    plan = repository.project / "plan"
    (plan / "progress").mkdir()
    (plan / "progress" / "2021Q2.yaml").write_text(record, encoding="utf-8")
    repository.git("commit", "--quiet", "--all", "--message", "如初")
    text = (plan / "plan.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: T16"), text.index("- title: 做优做强市场主体")
    (plan / "plan.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    code, out, _ = typed("diff", "HEAD", "--impact")
    assert code == 0
    assert "受影响的报送、报送表和公文：1 处" in out
    assert "2021Q2 市工信局的报送：T16 （十六）强化软件产业支撑已删去" in out
    assert "市科技局.xlsx" not in out  # it asks what the plan asks, now as before
    repository.change(("title: 加快创新成果转化", "title: 加速创新成果转化"))
    _, out, _ = typed("diff", "HEAD", "--impact")
    assert "build/报送表/2021Q3/市科技局.xlsx：按旧版方案生成，表里有变" in out
    _, out, _ = typed("diff", "HEAD", "--impact", "--unit", "市工信局")
    assert "市科技局.xlsx" not in out


@pytest.mark.usefixtures("repository")
def test_the_log_is_one_line_for_each_revision(typed: Callable[..., Typed]) -> None:
    code, out, err = typed("log")
    assert (code, err) == (0, "")
    assert [re.sub(r"\b[0-9a-f]{8}\b", "id", line) for line in out.splitlines()] == [
        "2021-05-07  id  指标上调 1；涉及 3 个单位（提高）",
        "2021-05-04  id  方案录入，共 32 条（录入）",
    ]
    assert typed("log", "-n", "1")[1].count("\n") == 1
    code, _, err = typed("log", "没有")
    assert code == 2
    assert "没有“没有”这个版本" in err


def test_colour_only_repeats_what_words_say() -> None:
    for folder in FOLDERS:
        revision = revise(*editions(folder))
        plain = as_text(revision, Sides("旧", "新"))
        coloured = as_text(revision, Sides("旧", "新"), colour=True)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
        assert "\x1b" not in plain


def test_the_account_of_a_revision() -> None:
    folder = next(one for one in FOLDERS if one.name == "一次修订里增删移改都有")
    golden.check("diff.txt", as_text(revise(*editions(folder)), Sides("旧", "新")))

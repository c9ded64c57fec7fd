"""The two sides of a comparison as they are typed: folders, files, revisions; and the log."""

import subprocess
from pathlib import Path

import pytest
from support.repository import PLAN, RAISED, RETITLED, ROOT, Repository

from zmddoc.history.git import GitTrouble
from zmddoc.history.log import revisions
from zmddoc.history.side import Side, SideTrouble, editions, notes, open_side
from zmddoc.revise.revision import revise


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three revisions: the plan, a target raised (tagged 提高稿), a title changed."""
    made = Repository(tmp_path / "库")
    made.commit("录入")
    made.commit("提高", *RAISED)
    made.git("tag", "提高稿")
    made.commit("改标题", *RETITLED)
    return made


def kinds(old: Side, new: Side) -> list[str]:
    return [one.kind for one in revise(*editions(old, new)).changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("HEAD~1", "HEAD", ["retitled"]),
        ("HEAD~2", "HEAD", ["target-raised", "retitled"]),
        ("HEAD~2", "提高稿", ["target-raised"]),
        ("提高稿", ".", ["retitled"]),
        ("提高稿", "plan", ["retitled"]),
        ("提高稿", "plan/plan.yaml", ["retitled"]),
        ("HEAD~2:plan/plan.yaml", "HEAD~1:plan", ["target-raised"]),
        ("HEAD~1:./plan", "main", ["retitled"]),
        ("HEAD^", "HEAD@{0}", ["retitled"]),
        ("HEAD", ".", []),
        (".", "HEAD~2", ["target-lowered", "retitled"]),
    ],
)
def test_a_side_may_be_a_folder_a_file_or_a_revision(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, old: str, new: str, expected: list[str]
) -> None:
    monkeypatch.chdir(repository.project)
    found = kinds(open_side(old, Path()), open_side(new, Path()))
    assert sorted(found) == sorted(expected)


def test_a_project_below_the_top_is_found_in_its_revisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Repository(tmp_path / "库", "各市/示例")
    made.commit("录入")
    made.commit("提高", *RAISED)
    for place in (made.top, made.project, made.project / "plan"):
        monkeypatch.chdir(place)
        old = open_side("HEAD~1", made.project)
        assert kinds(old, open_side(str(made.project), made.project)) == ["target-raised"]
    monkeypatch.chdir(made.project)
    assert kinds(old, open_side("HEAD:各市/示例", Path())) == ["target-raised"]
    assert kinds(old, open_side("HEAD:./plan/plan.yaml", Path())) == ["target-raised"]
    with pytest.raises(SideTrouble, match="仓库之外"):
        open_side("HEAD:../../../x", Path())


def test_the_working_tree_is_not_touched(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.change(("title: 改造提升传统产业", "title: 改造传统产业"))
    before = {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in repository.top.rglob("*") if p.is_file()
    }
    monkeypatch.chdir(repository.project)
    kinds(open_side("HEAD~2", Path()), open_side("提高稿", Path()))
    list(revisions(Path()))
    assert before == {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in repository.top.rglob("*") if p.is_file()
    }


def test_export_rules_and_line_end_settings_of_git_do_not_matter(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.top / ".gitattributes").write_text("plan/*.yaml export-ignore text eol=crlf\n")
    repository.git("config", "core.quotePath", "true")
    repository.git("config", "log.showSignature", "true")
    repository.commit("属性", ("title: 推进智能制造", "title: 主攻智能制造"))
    monkeypatch.chdir(repository.project)
    assert kinds(open_side("HEAD", Path()), open_side(".", Path())) == []
    assert len(list(revisions(Path()))) == 4


def test_the_repository_is_the_folders_own_even_inside_a_hook(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "别库"
    subprocess.run(["git", "init", "--quiet", str(other)], check=True)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert open_side("提高稿", repository.project).readable.plan


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("没有这个", "没有“没有这个”这个文件或文件夹；当作版本也读不到：没有“没有这个”这个版本。"),
        ("HEAD~9", "没有“HEAD~9”这个版本。用 zmddoc log 可看到"),
        ("HEAD:别处", "里没有 别处/plan/plan.yaml"),
        ("HEAD:plan/source", "里没有 plan/source/plan/plan.yaml"),
        (":plan", "请写明版本"),
        ("没有.docx", "没有“没有.docx”这个文件或文件夹"),
        ("../没有", "没有“../没有”这个文件或文件夹"),
        ("plan/source", "不是项目文件夹"),
        ("--all", "没有“--all”"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_chinese(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, typed: str, says: str
) -> None:
    monkeypatch.chdir(repository.project)
    with pytest.raises((GitTrouble, SideTrouble)) as refused:
        open_side(typed, Path())
    assert says in str(refused.value)


def test_an_official_text_is_a_side(repository: Repository) -> None:
    (text,) = (ROOT / "plan/source").glob("*.txt")
    old, new = editions(open_side(str(text), Path()), open_side(str(ROOT), Path()))
    revision = revise(old, new)
    assert len(revision.by_likeness) == 32
    # What the text itself does not say: who a group's members are, corrections, names of targets.
    assert {one.kind for one in revision.changes} <= {
        "group-changed",
        "target-restated",
        "reworded",
    }


def test_an_official_text_in_git_is_a_side(repository: Repository) -> None:
    (text,) = (repository.project / "plan/source").glob("*.txt")
    side = open_side(f"HEAD:plan/source/{text.name}", repository.project)
    assert side.readable.plan and len(list(side.readable.plan.tasks())) == 32


def test_a_text_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "方案.docx"
    file.write_bytes(b"PK")
    with pytest.raises(SideTrouble, match="读不成方案"):
        open_side(str(file), tmp_path)


def test_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitTrouble, match="不在 git 仓库里"):
        open_side("HEAD", tmp_path)


def test_in_a_repository_without_commits(tmp_path: Path) -> None:
    made = Repository(tmp_path / "库")
    with pytest.raises(GitTrouble, match="这个仓库还没有提交过"):
        open_side("HEAD", made.project)


def test_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitTrouble, match="没有 git"):
        open_side("HEAD", repository.project)


@pytest.fixture
def shallow(repository: Repository, tmp_path: Path) -> Path:
    """A clone of the last revision only."""
    repository.git(
        "clone", "--quiet", "--depth=1", f"file://{repository.top}", str(tmp_path / "浅")
    )
    return tmp_path / "浅"


def test_a_shallow_clone_says_that_its_history_is_cut(shallow: Path) -> None:
    assert open_side("HEAD", shallow).readable.plan
    with pytest.raises(GitTrouble, match=r"浅克隆.*git fetch --unshallow"):
        open_side("HEAD~1", shallow)
    (only,) = revisions(shallow)
    assert only.summary is None
    assert not only.beginning


def test_the_log_tells_the_effect_of_each_revision(repository: Repository) -> None:
    (repository.project / "说明.txt").write_text("与方案无关", encoding="utf-8")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "无关")
    latest, raised, first = revisions(repository.project)
    assert latest.summary and latest.summary.counts == (("retitled", 1),)
    assert raised.summary and raised.summary.counts == (("target-raised", 1),)
    assert raised.summary.affected == 3
    assert (first.summary, first.beginning, first.tasks) == (None, True, 32)
    assert [one.commit.subject for one in (latest, raised, first)] == ["改标题", "提高", "录入"]
    assert latest.commit.dated.startswith("2021-05-")
    (last,) = revisions(repository.project, limit=1)
    assert last == latest
    assert len(list(revisions(repository.project, "提高稿"))) == 2


def test_a_merge_is_told_as_what_it_brought(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "支", "HEAD~1")
    repository.commit("支上", ("title: 改造提升传统产业", "title: 改造传统产业"))
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "并入", "支")
    found = list(revisions(repository.project))
    assert [one.commit.subject for one in found] == ["并入", "改标题", "提高", "录入"]
    assert found[0].summary and found[0].summary.counts == (("retitled", 1),)


def test_revisions_with_errors_are_told_as_far_as_they_can_be_read(repository: Repository) -> None:
    repository.commit("写坏", ("title: 做强战略支柱产业链", "title: [做强"))
    repository.commit("修好", ("title: [做强", "title: 做强战略支柱产业链"))
    mended, damaged, *_ = revisions(repository.project)
    assert damaged.summary and damaged.summary.total == 0
    assert damaged.summary.uncompared > 20
    assert mended.summary and mended.summary.total == 0
    (repository.project / PLAN).write_text("", encoding="utf-8")
    repository.git("commit", "--quiet", "--all", "--message", "清空")
    (emptied, *_) = revisions(repository.project)
    assert "没有可比的方案" in emptied.trouble


def test_what_must_be_said_first(tmp_path: Path) -> None:
    def side(name: str, *replacements: tuple[str, str]) -> Side:
        text = (ROOT / PLAN).read_text(encoding="utf-8")
        for old, new in replacements:
            text = text.replace(old, new)
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return open_side(str(file), tmp_path)

    real = open_side(str(ROOT), ROOT)
    assert notes(real, real) == ()
    other_city = side("甲.yaml", ("驻马店市人民政府办公室", "示例市人民政府办公室"))
    assert any("印发机关不同" in note for note in notes(real, other_city))
    assert any("没有可用的单位名录，借用" in note for note in notes(real, other_city))
    next_year = side("乙.yaml", ("year: 2021", "year: 2022"))
    assert any("年度不同（2021、2022）" in note for note in notes(real, next_year))
    broken = side("丙.yaml", ("title: 主攻智能制造", "title: 7"))
    assert "新的一份有 1 处错误，只比较了读得出来的部分。" in notes(real, broken)
    assert any("没有比较的编号：T13、T13-1" in note for note in notes(real, broken))
    empty = side("丁.yaml")
    (tmp_path / "丁.yaml").write_text("", encoding="utf-8")
    empty = open_side(str(tmp_path / "丁.yaml"), tmp_path)
    with pytest.raises(SideTrouble, match=r"没有可比的方案：丁\.yaml 是空的"):
        editions(real, empty)


def test_two_cities_without_registries_are_compared_all_the_same(tmp_path: Path) -> None:
    text = (ROOT / PLAN).read_text(encoding="utf-8")
    for name, word in (("甲.yaml", "驻马店"), ("乙.yaml", "示例")):
        (tmp_path / name).write_text(text.replace("驻马店", word), encoding="utf-8")
    old, new = (open_side(str(tmp_path / name), tmp_path) for name in ("甲.yaml", "乙.yaml"))
    found = revise(*editions(old, new))
    assert not found.one_plan
    assert len(found.by_likeness) == 32
    assert not {"task-added", "task-removed"} & {one.kind for one in found.changes}

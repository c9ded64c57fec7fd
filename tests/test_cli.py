"""The command line as a clerk types it, rightly and wrongly."""

import errno
import gettext
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from support.terminal import shown_on

import zmddoc.build
from zmddoc import __version__
from zmddoc.build import Outcome
from zmddoc.cli import main
from zmddoc.cli.help import width, wrap
from zmddoc.diagnostics import Diagnostic, Place

ROOT = Path(__file__).resolve().parent.parent
ZMDDOC = [sys.executable, "-m", "zmddoc"]
COMMANDS = (
    "check", "build", "watch", "pack", "collect", "status", "explain", "issue", "register",
    "import", "text", "diff", "log", "verify", "demo", "doctor",
)  # fmt: skip
ONE_SHEET = ("build", "任务清单", "--unit", "市工信局", "--format", "docx")


@dataclass(frozen=True)
class Typed:
    """What came of one command."""

    code: int
    out: str
    err: str


Type = Callable[..., Typed]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Type]:
    """Type a command in this process: ``typed("build", "--unit", "市工信局")``."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("ZMDDOC_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    domain = gettext.textdomain()

    def type_(*words: str) -> Typed:
        capfd.readouterr()
        code = main(list(words))
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfd.readouterr()
        assert "Traceback" not in err or "--traceback" in words
        return Typed(code, out, err)

    yield type_
    gettext.textdomain(domain)


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real project, as the current folder."""
    monkeypatch.chdir(folder)
    return folder


def change(project: Path, old: str, new: str, file: str = "plan/plan.yaml") -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")


# Help.


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese_and_shows_examples(typed: Type, command: str) -> None:
    done = typed(*command.split(), "--help")
    assert done.code == 0
    assert done.err == ""
    assert "用法：zmddoc" in done.out
    assert "\n选项：\n" in done.out
    assert "\n示例：\n" in done.out
    assert f"  zmddoc {command}" in done.out.partition("示例：")[2]
    words = done.out.replace("--exit-code", "")
    assert not re.search(r"Usage|Options|Commands|Show|exit|COMMAND|ARGS|TEXT|PATH", words)
    assert all(width(line) <= 80 for line in done.out.splitlines())


def test_every_option_has_help(typed: Type) -> None:
    for command in COMMANDS:
        options = typed(command, "--help").out.partition("选项：")[2].partition("示例：")[0]
        for line in options.strip().splitlines():
            assert re.search(r"[\u4e00-\u9fff]", line), line


def test_the_examples_can_be_typed(typed: Type, project: Path) -> None:
    """Each example is understood: it fails, if at all, for want of the file it names."""
    for command in ("check", "status", "explain", "text", "doctor"):
        for line in typed(command, "--help").out.partition("示例：")[2].splitlines():
            example = line.strip().partition("  ")[0].partition(" > ")[0]
            if example:
                assert typed(*example.split()[1:]).code in (0, 1), example


def test_alone_it_shows_its_help(typed: Type) -> None:
    done = typed()
    assert done.code == 2
    assert "生成公文" in done.err


def test_version(typed: Type) -> None:
    assert typed("--version") == Typed(0, f"zmddoc {__version__}\n", "")


def test_h_is_help(typed: Type) -> None:
    assert typed("build", "-h").out == typed("build", "--help").out


def test_a_line_never_begins_with_closing_punctuation() -> None:
    text = "类别：方案（plan）、责任分解表（breakdown）、任务清单（sheet）。" * 3
    for columns in range(10, 60):
        lines = wrap(text, columns)
        assert "".join(lines) == text
        assert not any(line[0] in "）、。" or line[-1] == "（" for line in lines)
        assert all(width(line) <= max(columns, 18) for line in lines)


# Wrongly typed.


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["buld"], "没有“buld”这个命令。您要的是不是“build”？"),
        (["检查"], f"没有“检查”这个命令。可用的有：{'、'.join(COMMANDS)}。"),
        (["--chek"], "没有“--chek”这个选项"),
        (["build", "--fromat", "docx"], "没有“--fromat”这个选项。 您要的是不是 '--format'？"),
        (["build", "--unit"], "选项“--unit”后面还缺内容。"),
        (["build", "清单"], "没有“清单”这个文件类别。您要的是不是“任务清单”？"),
        (["build", "责任分解"], "您要的是不是“责任分解表”？"),
        (["build", "shet"], "您要的是不是“sheet”？"),
        (
            ["build", "快报"],
            "可用的有：plan、breakdown、sheet、ledger、form、notice、circular、方案、",
        ),
        (["build", "--format", "word"], "没有“word”这个格式。可用的有：docx、pdf、xlsx。"),
        (["build", "--format", "dcox"], "您要的是不是“docx”？"),
        (["build", "市工信局"], "没有“市工信局”这个文件类别"),
        (["build", "--unit", "市工信局", "--unit", "市科技局"], "--unit 只能写一次"),
        (["build", "方案", "--unit", "市工信局"], "方案不分单位，不能与 --unit 一起写"),
        (["build", "台账", "--format", "pdf"], "台账总是 Excel 文件，不能与 --format 一起写"),
        (["build", "方案", "--format", "xlsx"], "方案只有 DOCX、PDF 格式。"),
        (["build", "报送表"], "请用 --period 写明是哪一期：2021Q2、2021Q3、2021Q4。"),
        (["build", "方案", "--period", "2021Q2"], "方案不分报送期，不能与 --period 一起写"),
        (["build", "form", "--period", "2021Q5"], "报送期有：2021Q2、2021Q3、2021Q4。"),
        (["build", "form", "--period", "一季度"], "没有“一季度”这个报送期。"),
        (["build", "form", "--period", "2022Q2"], "没有“2022Q2”这个报送期。"),
        (["check", "--format", "xml"], "没有“xml”这个输出格式"),
        (["check", "plan"], "多写了“plan”，这里用不着。"),
        (["check", "--strict=1"], "选项“--strict”后面不写内容。"),
        (["verify"], "请写明要看的文件"),
        (["verify", "没有.docx"], "没有“没有.docx”这个文件。"),
        (["verify", "plan"], "“plan”是一个文件夹。"),
        (["-C", "没有", "check"], "没有“没有”这个文件夹。"),
        (["-C", "plan/plan.yaml", "check"], "“plan/plan.yaml”是一个文件"),
        (["-C"], "选项“-C”后面还缺内容。"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_misuse_is_exit_code_2_and_says_what_to_do(
    typed: Type, project: Path, words: list[str], says: str
) -> None:
    done = typed(*words)
    assert done.code == 2
    assert done.out == ""
    assert says in done.err
    assert "错误：" in done.err
    assert not re.search(r"Usage|Error|Try|No such|Did you", done.err)


# The project folder.


def test_the_project_is_found_from_a_folder_inside_it(
    typed: Type, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "plan" / "source")
    assert typed("text").code == 0


def test_another_project_is_given_with_C(
    typed: Type, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed("-C", "project", "text").code == 0
    assert typed("-C", "project/plan", "text").code == 0
    done = typed("-C", "project", *ONE_SHEET)
    assert "在 project/build/ 里：任务清单 1。" in done.out
    assert (folder / "build/任务清单/市工信局.docx").is_file()


@pytest.mark.parametrize(
    "words", [["check"], ["build"], ["status"], ["explain", "T04"], ["text"], ["verify", "file"]]
)
def test_a_folder_that_is_no_project(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    done = typed(*words)
    assert done.code == 2
    assert "当前文件夹不是项目文件夹" in done.err
    assert "-C" in done.err
    (tmp_path / "plan").mkdir()
    assert typed(*words).code == 2


def test_an_empty_plan(typed: Type, project: Path) -> None:
    (project / "plan/plan.yaml").write_text("")
    done = typed("check")
    assert done.code == 1
    assert "plan/plan.yaml" in done.out
    assert typed("build").code == 1
    done = typed("text")
    assert (done.code, done.out) == (1, "")
    assert "读不出来" in done.err


# check


def test_check_of_the_real_plan(typed: Type, project: Path) -> None:
    done = typed("check")
    assert done.code == 0
    assert done.err == ""


def test_check_names_the_line(typed: Type, project: Path) -> None:
    change(project, "  - id: T04\n", "  - id: T04\n     title: 缩进错了\n")
    lines = (project / "plan/plan.yaml").read_text("utf-8").splitlines()
    line = next(n for n, words in enumerate(lines, 1) if "缩进错了" in words)
    done = typed("check")
    assert done.code == 1
    assert re.search(rf"plan/plan\.yaml:({line - 1}|{line}):", done.out)


def test_check_prints_json(typed: Type, project: Path) -> None:
    change(project, "number:", "nubmer:")
    done = typed("check", "--format", "json")
    assert done.code == 1
    document = json.loads(done.out)
    assert document["errors"] >= 1
    assert document["diagnostics"][0]["file"] == "plan/plan.yaml"


# text


def test_text_is_what_was_received(typed: Type, project: Path) -> None:
    (source,) = (project / "plan/source").iterdir()
    done = typed("text")
    assert done.code == 0
    assert done.out.rstrip() == source.read_text(encoding="utf-8").rstrip()


def test_text_with_an_unknown_field(typed: Type, project: Path) -> None:
    change(project, "cover: 《{title}》", "cover: 《{tilte}》")
    done = typed("text")
    assert (done.code, done.out) == (1, "")
    assert "样式里的 {tilte} 没有对应的内容" in done.err


def test_text_as_corrected(typed: Type, project: Path) -> None:
    done = typed("text", "--corrected")
    assert done.code == 0
    assert "制造+服务" in done.out
    assert "制造 服务" not in done.out


# build


def test_build_one_sheet(typed: Type, project: Path) -> None:
    done = typed(*ONE_SHEET)
    assert done.code == 0
    assert done.err == ""
    assert "生成了 1 个文件，在 build/ 里：任务清单 1。" in done.out
    assert [p.name for p in (project / "build/任务清单").iterdir()] == ["市工信局.docx"]


@pytest.mark.parametrize(
    "name",
    [
        "驻马店市工业和信息化局",
        "市发展改革委",
        " 市工信局 ",
        "各县、区人民政府(管委会)",
        "各县、区人民政府（管委会）",
    ],
)
def test_a_body_may_be_called_by_any_of_its_names(typed: Type, project: Path, name: str) -> None:
    assert typed("build", "sheet", "--unit", name, "--format", "DOCX").code == 0


@pytest.mark.parametrize(
    "name", ["2021Q2", "2021q2", "２０２１Ｑ２", "Q2", "二季度", "2021年第二季度"]
)
def test_a_period_may_be_called_in_several_ways(typed: Type, project: Path, name: str) -> None:
    done = typed("build", "报送表", "--period", name, "--unit", "市商务局")
    assert done.code == 0
    assert "生成了 1 个文件，在 build/ 里：报送表 1。" in done.out
    assert (project / "build/报送表/2021Q2/市商务局.xlsx").is_file()


def test_a_period_alone_builds_what_belongs_to_it(typed: Type, project: Path) -> None:
    assert typed("build", "--period", "2021Q3").code == 0
    assert not (project / "build/方案").exists()
    assert len(list((project / "build/报送表/2021Q3").iterdir())) == 7


def test_a_body_that_only_supports_has_no_form(typed: Type, project: Path) -> None:
    done = typed("build", "报送表", "--period", "2021Q2", "--unit", "市财政局")
    assert done.code == 1
    assert "市财政局没有报送表：它不牵头，由牵头单位汇总报送。" in done.err


def test_an_unknown_body_is_met_with_the_nearest(typed: Type, project: Path) -> None:
    done = typed("build", "--unit", "市工业局")
    assert done.code == 2
    assert "没有“市工业局”这个单位。您要的是不是" in done.err
    assert "“市工信局”" in done.err
    done = typed("build", "--unit", "XYZ")
    assert "单位名录在 plan/units.yaml。" in done.err
    assert not (project / "build").exists()


def test_a_body_without_tasks(typed: Type, project: Path) -> None:
    text = (project / "plan/units.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "units:\n", "units:\n- {name: 市气象局, full: 驻马店市气象局, kind: vertical}\n", 1
    )
    (project / "plan/units.yaml").write_text(text, encoding="utf-8")
    done = typed("build", "--unit", "市气象局")
    assert done.code == 1
    assert "市气象局在方案里没有任务" in done.err


def test_a_plan_with_errors_builds_nothing(typed: Type, project: Path) -> None:
    change(project, "lead: [市科技局]", "lead: 市科技局")
    done = typed("build")
    assert done.code == 1
    assert "plan/plan.yaml:" in done.err
    assert "没有生成任何文件" in done.err
    assert not (project / "build").exists()


def test_failures_are_printed_and_the_rest_is_told(
    typed: Type, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = Diagnostic(Place("templates/sheet.html.j2", 3), "Z601", "任务清单/市工信局：取值有误")
    made = ("build/方案/一.docx", "build/任务清单/二.docx", "build/任务清单/三.docx")
    outcome = Outcome(
        (*made, "build/任务清单/五.docx"),
        made,
        ("build/任务清单/四.docx",),
        (failure,),
        ("代用字体", "推定成员"),
    )
    monkeypatch.setattr(zmddoc.build, "build", lambda *arguments, **options: outcome)
    done = typed("build")
    assert done.code == 1
    assert "templates/sheet.html.j2:3" in done.err
    assert "任务清单/市工信局：取值有误" in done.err
    assert "生成了 3 个文件，在 build/ 里：方案 1，任务清单 2。" in done.out
    assert "另有 1 个没有变化。" in done.out
    assert "撤下了 1 个" in done.out
    assert "有 2 条说明，见 build/构建报告.txt" in done.out


def test_warnings_are_counted_only(
    typed: Type, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = Diagnostic(Place("plan/plan.yaml", 1, 1), "Z999", "且看一眼", "warning")
    monkeypatch.setattr("zmddoc.check.check", lambda project: (warning, warning))
    monkeypatch.setattr(zmddoc.build, "build", lambda *_, **options: Outcome((), (), (), (), ()))
    done = typed("build")
    assert done.code == 0
    assert "方案有 1 处警告，可用“zmddoc check”查看。" in done.out
    assert "且看一眼" not in done.out + done.err


# The disk.


def test_build_is_a_file(typed: Type, project: Path) -> None:
    (project / "build").write_text("在这里")
    done = typed(*ONE_SHEET)
    assert done.code == 1
    assert "错误：无法读写“build" in done.err
    assert (project / "build").read_text() == "在这里"


@pytest.mark.parametrize(
    ("code", "says"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.EROFS, "磁盘是只读的")],
)
def test_the_disk_refuses(
    typed: Type, project: Path, monkeypatch: pytest.MonkeyPatch, code: int, says: str
) -> None:
    def refuse(path: Path, content: bytes) -> int:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    done = typed(*ONE_SHEET)
    assert done.code == 1
    assert re.search(rf"错误：无法读写“.*build/任务清单”：{says}。", done.err)
    assert not list((project / "build").rglob("*.*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_the_output_is_a_full_disk(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*ZMDDOC, "text"], stdout=full, stderr=subprocess.PIPE, encoding="utf-8"
        )
    assert done.returncode == 1
    assert done.stderr == "错误：无法写出：磁盘已满。\n"


def test_a_reader_that_has_gone_is_no_matter(project: Path) -> None:
    for words in (["text"], ["--help"]):
        process = subprocess.Popen(
            [*ZMDDOC, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert process.wait() == 1
        assert said == b""


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_an_output_that_cannot_show_chinese_stops_nothing(project: Path, encoding: str) -> None:
    change(project, "培育技术创新企业", "培育€\U00020bb7企业")
    for words, code in ((["text"], 0), (["buld"], 2), (["--help"], 0)):
        done = subprocess.run(
            [*ZMDDOC, *words],
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
        )
        assert done.returncode == code
        assert b"Traceback" not in done.stderr


def test_what_is_kept_in_a_file_is_utf_8(project: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    command = [*ZMDDOC, "check", "--format", "json"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["diagnostics"]
    change(project, "培育技术创新企业", "培育€\U00020bb7企业")
    done = subprocess.run([*ZMDDOC, "text"], env=environment, capture_output=True, check=True)
    assert "培育€\U00020bb7企业" in done.stdout.decode("utf-8")


def test_in_the_C_locale_it_speaks_chinese(project: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [*ZMDDOC, "--help"],
        env={**env, "LC_ALL": "C", "LANGUAGE": "en_US", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert "用法：zmddoc" in done.stdout.decode("utf-8")


# Interrupts and faults.


def test_ctrl_c(project: Path) -> None:
    script = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, zmddoc.build\n"
            f"def build(*arguments, **options):\n {script}\n"
            "zmddoc.build.build = build\n"
            "from zmddoc.cli import main; sys.exit(main(['build']))",
        ],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 130
    assert "已中断" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_at_any_moment_of_the_start(project: Path) -> None:
    """Python itself may still be starting; from the first of our lines on, it is quiet."""
    for pause in (0.15, 0.3, 0.45):
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys; from zmddoc.cli import main; print('.', flush=True);"
                "sys.exit(main(['text']))",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
        if process.returncode:  # else it was faster
            assert process.returncode in (130, -signal.SIGINT)
            assert b"Traceback" not in err or process.returncode < 0


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A fault in the program; the folder where its details are kept."""

    def broken(plan: object) -> str:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("zmddoc.text.rebuild", broken)
    (tmp_path / "details").mkdir()
    monkeypatch.setattr("tempfile.mkstemp", partial(tempfile.mkstemp, dir=tmp_path / "details"))
    return tmp_path / "details"


def test_a_fault_of_the_program_is_exit_code_3(typed: Type, project: Path, fault: Path) -> None:
    done = typed("text")
    assert done.code == 3
    assert "程序内部出错，不是方案有误（ZeroDivisionError：division by zero）" in done.err
    (details,) = fault.iterdir()
    assert str(details) in done.err
    text = details.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "Traceback" in text
    assert __version__ in text


def test_a_fault_is_shown_with_traceback(
    typed: Type, project: Path, fault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZMDDOC_DEBUG", "0")
    done = typed("--traceback", "text")
    assert done.code == 3
    assert "Traceback" in done.err
    assert not list(fault.iterdir())


def test_a_fault_whose_details_cannot_be_kept(
    typed: Type, project: Path, fault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", partial(tempfile.mkstemp, dir=fault / "nowhere"))
    done = typed("text")
    assert done.code == 3
    assert "ZMDDOC_DEBUG=1" in done.err


# verify


def test_verify(typed: Type, project: Path) -> None:
    typed(*ONE_SHEET)
    sheet = "build/任务清单/市工信局.docx"
    done = typed("verify", sheet)
    assert done.code == 0
    assert done.out.startswith(f"{sheet}：")
    (project / "别的.docx").write_bytes(b"PK nothing")
    done = typed("verify", sheet, "别的.docx")
    assert done.code == 1
    assert len(done.out.splitlines()) == 2
    change(project, "新认定国家高新技术企业20家", "新认定国家高新技术企业21家")
    assert typed("verify", sheet).code == 1


# doctor


def test_doctor_needs_no_project(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = typed("doctor")
    assert done.code in (0, 1)
    assert "PDF 排版" in done.out
    assert re.search(r"共 \d+ 项：正常 \d+，代替 \d+，缺失 \d+。", done.out)


# Progress.


def test_progress_is_shown_on_a_terminal_only(project: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen(
        [*ZMDDOC, *ONE_SHEET], stdout=subprocess.PIPE, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = shown_on(ours)
    assert process.stdout
    out = process.stdout.read()
    process.stdout.close()
    assert process.wait() == 0
    assert "市工信局.docx" in shown
    assert out.decode("utf-8").startswith("生成了 1 个文件")


# Completion.


def complete(words: str, folder: Path) -> list[str]:
    """What bash is offered for the last of ``words``."""
    done = subprocess.run(
        ZMDDOC,
        cwd=folder,
        env={
            **os.environ,
            "_ZMDDOC_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_completion(folder: Path, tmp_path: Path) -> None:
    assert complete("zmddoc ", folder) == list(COMMANDS)
    assert complete("zmddoc build b", folder) == ["breakdown"]
    assert complete("zmddoc build 任", folder) == ["任务清单"]
    assert complete("zmddoc build 任务清单 台", folder) == ["台账"]
    assert complete("zmddoc build --format ", folder) == ["docx", "pdf", "xlsx"]
    assert complete("zmddoc build 报送表 --period 2021", folder) == ["2021Q2", "2021Q3", "2021Q4"]
    assert complete("zmddoc build --unit 市工", folder) == ["市工信局", "市工商联"]
    assert complete("zmddoc -C project build --unit 西", tmp_path) == ["西平县人民政府"]
    assert complete("zmddoc build --unit 各", folder) == ["各县、区人民政府（管委会）"]
    assert complete("zmddoc build --unit 市", tmp_path) == []
    assert complete("zmddoc check --s", folder) == ["--strict"]
    assert complete("zmddoc -C pr", tmp_path) == ["pr"]  # bash looks for folders itself


def test_units_are_completed_while_the_plan_is_broken(folder: Path) -> None:
    (folder / "plan/plan.yaml").write_text("title: [", encoding="utf-8")
    assert complete("zmddoc build --unit 市科", folder) == ["市科技局"]


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_the_completion_script_is_for_zmddoc() -> None:
    done = subprocess.run(
        ZMDDOC,
        env={**os.environ, "_ZMDDOC_COMPLETE": "bash_source"},
        capture_output=True,
        encoding="utf-8",
    )
    assert "_ZMDDOC_COMPLETE=bash_complete" in done.stdout
    checked = subprocess.run(["bash", "-n"], input=done.stdout, encoding="utf-8")
    assert checked.returncode == 0

"""``zmddoc watch``, in a process of its own that is edited under and interrupted."""

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.docx_text import docx_lines

ROOT = Path(__file__).resolve().parent.parent
ORDER = ("任务清单", "--unit", "市商务局")
SHEET = "build/任务清单/市商务局"
PATIENCE = 60
"""Seconds after which a line that does not come is a failure; nothing waits for it otherwise."""


class Watch:
    """A watch that is running."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zmddoc", "watch", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as said:
            for line in said:
                self.lines.put(line)

    def until(self, words: str) -> str:
        """What it says up to and with a line that has the words."""
        said = ""
        while words not in said:
            said += self.lines.get(timeout=PATIENCE)
        return said

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/shapes/有章", tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def watch(folder: Path) -> Iterator[Callable[..., Watch]]:
    begun: list[Watch] = []

    def begin(*words: str) -> Watch:
        begun.append(Watch(folder, *words))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "plan/rules.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def words_of(folder: Path) -> str:
    return "\n".join(docx_lines((folder / f"{SHEET}.docx").read_bytes()))


def test_what_is_saved_is_built(folder: Path, watch: Callable[..., Watch]) -> None:
    """A wording, a mistake, its correction; and Ctrl-C."""
    running = watch(*ORDER, "--format", "docx")
    assert "生成了 1 个文件" in running.until("按 Ctrl-C 结束")
    assert "样本市人民政府办公室" not in words_of(folder)
    change(folder, "issuer: 示例市", "issuer: 样本市")
    said = running.until("用了")
    assert "plan/rules.yaml 存盘了。" in said
    assert "生成了 1 个文件" in said
    assert "样本市人民政府办公室" in words_of(folder)
    change(folder, "periods:", "period:")
    said = running.until("用了")
    assert "plan/rules.yaml" in said
    assert "没有生成任何文件" in said
    change(folder, "period:", "periods:")
    assert "没有变化" in running.until("用了")
    assert running.interrupt() == 0
    assert "已有的文件都是完整的" in running.until("不再看着")


def test_word_files_come_before_pdf(folder: Path, watch: Callable[..., Watch]) -> None:
    running = watch(*ORDER)
    running.until("按 Ctrl-C 结束")
    before = (folder / f"{SHEET}.pdf").read_bytes()
    change(folder, "issuer: 示例市", "issuer: 样例市")
    running.until("1 个 Word、Excel 文件好了")
    assert "样例市人民政府办公室" in words_of(folder)
    assert "生成了 2 个文件" in running.until("用了")
    assert (folder / f"{SHEET}.pdf").read_bytes() != before
    fresh = folder.parent / "fresh"
    shutil.copytree(folder / "plan", fresh / "plan")
    command = [sys.executable, "-m", "zmddoc", "build", *ORDER]
    subprocess.run(command, cwd=fresh, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    for form in ("docx", "pdf"):
        assert (fresh / f"{SHEET}.{form}").read_bytes() == (folder / f"{SHEET}.{form}").read_bytes()


def test_what_is_outdated_is_not_made_to_its_end(folder: Path, watch: Callable[..., Watch]) -> None:
    running = watch("任务清单")
    running.until("按 Ctrl-C 结束")
    change(folder, "issuer: 示例市", "issuer: 前一市")
    running.until("PDF 随后")
    change(folder, "issuer: 前一市", "issuer: 后一市")
    said = running.until("生成了")
    assert said.index("没有做完又存盘了，照新的做") < said.index("plan/rules.yaml 存盘了")
    assert "后一市人民政府办公室" in words_of(folder)
    running.until("用了")
    command = [sys.executable, "-m", "zmddoc", "build", "任务清单", "--check"]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)


def test_templates_are_watched(folder: Path, watch: Callable[..., Watch]) -> None:
    """Also where the folder is made only then, is taken away, and comes again."""
    running = watch(*ORDER, "--format", "docx")
    running.until("按 Ctrl-C 结束")
    (folder / "templates").mkdir()
    running.until("templates 存盘了。")
    running.until("用了")
    text = (ROOT / "templates/sheet.html.j2").read_text(encoding="utf-8")
    assert "<p>请明确" in text
    own = text.replace("<p>请明确", "<p>请尽快明确")
    (folder / "templates/sheet.html.j2").write_text(own, encoding="utf-8")
    running.until("templates/sheet.html.j2 存盘了。")
    running.until("用了")
    assert "请尽快明确" in words_of(folder)
    (folder / "templates").rename(folder / "aside")
    built_until(running, lambda: "请尽快明确" not in words_of(folder))
    (folder / "aside").rename(folder / "templates")
    built_until(running, lambda: "请尽快明确" in words_of(folder))


def built_until(running: Watch, there: Callable[[], bool]) -> None:
    """A folder that goes or comes may be seen in two steps, each built."""
    for _ in range(3):
        running.until("templates")
        running.until("用了")
        if there():
            return
    raise AssertionError("the last build is not of what is there")


def test_what_editors_keep_meanwhile_is_nothing(folder: Path, watch: Callable[..., Watch]) -> None:
    running = watch(*ORDER, "--format", "docx")
    running.until("按 Ctrl-C 结束")
    for name in ("4913", ".rules.yaml.swp", "rules.yaml~", ".goutputstream-X"):
        (folder / "plan" / name).write_text("示例", encoding="utf-8")
        (folder / "plan" / name).unlink()
    change(folder, "issuer: 示例市", "issuer: 样本市")
    assert running.until("存盘了") == "plan/rules.yaml 存盘了。\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--check",), "不能与 --check、--why 一起写"),
        (("没有这类",), "没有“没有这类”这个文件类别"),
        (("--fromat", "docx"), "没有“--fromat”这个选项"),
        (("报送表",), "请用 --period 写明是哪一期"),
        (("-C", "*"), "zmddoc watch 一次只做一个项目文件夹"),
        (("方案", "--unit", "市商务局"), "方案不分单位"),
    ],
    ids=str,
)
def test_what_is_wrongly_typed_ends_it(
    watch: Callable[..., Watch], words: tuple[str, ...], said: str
) -> None:
    running = watch(*words)
    running.until(said)
    assert running.process.wait(PATIENCE) == 2

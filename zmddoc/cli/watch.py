"""``zmddoc watch``."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zmddoc.cli.build import Standby, build, make, refuse_contradictions
from zmddoc.cli.exits import CLEAN
from zmddoc.cli.folder import project_folder
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Trouble, answer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from watchfiles import Change

    from zmddoc.jobs import Job, Supply
    from zmddoc.pool import Crew, Drawn
    from zmddoc.press import Press

_FOLDERS = ("plan", "templates")

_POLL = 100
"""Milliseconds without a change after which the library gives control back."""

_STEP = 20
"""Milliseconds without a change after which what was saved together is told."""

_AHEAD = 100
"""PDF files that may wait for a worker while Word files are made."""

_NOTHING = (
    '<html lang="zh-CN"><head><title>空</title></head>'
    '<body><section class="portrait"><p>空</p></section></body></html>'
)


@click.command(
    cls=Command,
    help="看着 plan/ 和 templates/，存一次盘就重新生成一次，按 Ctrl-C 结束。\n"
    "后面写什么，同 zmddoc build。Word 和 Excel 文件先出，PDF 随后；没出完又存了盘的，放下旧的，照新的做。\n"
    "有错误就列出来，改好存盘再接着生成；退出码为 0。",
    short_help="一存盘就重新生成",
    options_metavar="[选项]",
    context_settings={"ignore_unknown_options": True},
    examples=(
        ("zmddoc watch", "看着全部文件"),
        ("zmddoc watch 任务清单 --unit 市工信局", "只看一个单位的清单"),
        ("zmddoc watch 方案 --format docx", "只出 Word 文件"),
    ),
)
@click.argument("words", metavar="[同 build]…", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def watch(ctx: click.Context, words: tuple[str, ...]) -> int:
    """Build, and build again whenever something has been saved."""
    with build.make_context("watch", list(words), parent=ctx.parent) as typed:
        order = typed.params
    if order.pop("check") or order.pop("why"):
        raise click.UsageError("watch 只管生成，不能与 --check、--why 一起写。")
    refuse_contradictions(**order)
    root = project_folder()
    from zmddoc.pool import Crew, cores

    try:
        with _listening(root) as bell, Crew[Any](order["jobs"] or cores()) as crew:
            _Watch(root, order, bell, crew).run()
    except KeyboardInterrupt:
        click.echo("不再看着了。已有的文件都是完整的。")
    return CLEAN


class _Watch:
    """What is kept from one build to the next: workers, templates, faces."""

    def __init__(
        self, root: Path, order: dict[str, Any], bell: Connection, crew: Crew[Any]
    ) -> None:
        self.root, self.order, self.bell, self.crew = root, order, bell, crew
        self.press = self._new_press()
        self.begun = 0.0

    def run(self) -> None:
        """Build, and build again. What is wrongly typed is raised at the first time; whatever else
        is wrong can be put right."""
        from zmddoc.pool import get_ready

        if self._draws_pdf():
            get_ready(["pdf"])
        self._build(first=True)
        click.echo("看着 plan/ 和 templates/，存盘就重新生成；按 Ctrl-C 结束。")
        self._warm_up()
        while True:
            saved = self._saved()
            click.echo(f"{'、'.join(saved)} 存盘了。")
            if any(name.startswith("templates") for name in saved):
                self.press = self._new_press()
            self._build()

    def _saved(self) -> list[str]:
        """Wait for what is saved, and return all that was."""
        found: set[str] = set()
        while not found or self.bell.poll():
            heard = self.bell.recv()
            if isinstance(heard, str):
                raise Trouble(f"看不住文件夹了：{heard}。")
            found |= set(heard)
        return sorted(found)

    def _build(self, *, first: bool = False) -> None:
        from zmddoc.pool import Overtaken

        self.begun = time.monotonic()
        standby = Standby(
            self.press, None if self.order["cluster"] else self._drawing, self._look_up
        )
        try:
            make(self.root, **self.order, standby=standby)
        except Overtaken:
            click.echo("没有做完又存盘了，照新的做。")
            return
        except click.UsageError as error:
            if first:
                raise
            answer(error)
        except Exception as error:
            answer(error)
        click.echo(f"用了 {self._passed():.1f} 秒。")

    def _passed(self) -> float:
        return time.monotonic() - self.begun

    def _look_up(self) -> None:
        from zmddoc.pool import Overtaken

        if self.bell.poll():
            raise Overtaken

    def _drawing(self, jobs: Iterable[tuple[Any, Job]], supply: Supply) -> Drawn[Any]:
        """Word and Excel files are drawn in this process while workers draw the PDF files."""
        return self.crew.draw(
            self._told(jobs), supply, here=_is_no_pdf, ahead=_AHEAD, bell=self.bell
        )

    def _told(self, jobs: Iterable[tuple[Any, Job]]) -> Iterator[tuple[Any, Job]]:
        """The jobs; when all that is drawn here is done and others are not, that is said."""
        here = elsewhere = 0
        for tag, job in jobs:
            here, elsewhere = here + _is_no_pdf(job), elsewhere + (not _is_no_pdf(job))
            yield tag, job
        if here and elsewhere:
            click.echo(f"{here} 个 Word、Excel 文件好了，用了 {self._passed():.1f} 秒；PDF 随后。")

    def _draws_pdf(self) -> bool:
        formats = self.order["formats"]
        return not self.order["cluster"] and (not formats or "pdf" in formats)

    def _new_press(self) -> Press:
        from zmddoc.cache import Cache
        from zmddoc.compose import Composer
        from zmddoc.press import Press

        return Press(Composer(self.root / "templates"), Cache())

    def _warm_up(self) -> None:
        """Have all that draws loaded before it is needed, where the first build did not need it."""
        from zmddoc.gongwen import parse
        from zmddoc.jobs import perform

        formats = self.order["formats"]
        tree = parse(_NOTHING)
        with suppress(OSError):  # a build says it
            if not formats or "docx" in formats:
                perform(self.press.job("docx", tree), self.press.supply)
            if self._draws_pdf():
                job = self.press.job("pdf", tree)
                for _ in self.crew.draw([("", job)] * self.crew.size, self.press.supply):
                    pass


def _is_no_pdf(job: Job) -> bool:
    return job.form != "pdf"


@contextmanager
def _listening(root: Path) -> Iterator[Connection]:
    """Give the end of a pipe at which the names of what is saved below ``root`` can be read, each time
    as a list; at last, where listening fails, what was said of it. Raises Trouble without the
    library."""
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        hint = "没有安装看着文件所需的库。请先运行：pip install 'zmddoc[watch]'"
        raise Trouble(hint) from None
    bell, rope = Pipe(duplex=False)
    stop, listening = threading.Event(), threading.Event()
    listener = threading.Thread(target=_listen, args=(root.resolve(), rope, stop, listening))
    listener.start()
    try:
        listening.wait()
        yield bell
    finally:
        stop.set()
        listener.join()


def _listen(
    root: Path, rope: Connection, stop: threading.Event, listening: threading.Event
) -> None:
    """Send what is saved; ``listening`` is set once nothing goes unheard."""
    try:
        for names in _changes(root, stop):
            if names:
                rope.send(sorted(names))
            listening.set()
    except Exception as error:  # the system's limits, and what the library makes of them
        rope.send(str(error))
    finally:
        listening.set()


def _changes(root: Path, stop: threading.Event) -> Iterator[set[str]]:
    """Yield what is saved, and nothing after each pause. A folder that is made, taken away or put in
    another's place counts as saved itself."""
    from watchfiles import watch as changes

    known = _there(root)
    news: set[str] = set()
    while not stop.is_set():
        # Nothing is heard before the first yield: it comes of a pause, when all are listened to.
        for found in changes(
            *(root / name for name in known), watch_filter=_is_meant, step=_STEP,
            rust_timeout=_POLL, yield_on_timeout=True, stop_event=stop,
        ):  # fmt: skip
            news |= {Path(name).relative_to(root).as_posix() for _, name in found}
            yield news
            news = set()
            now = _there(root)
            if now != known:
                news = {name for name in _FOLDERS if known.get(name) != now.get(name)}
                known = now
                break


def _there(root: Path) -> dict[str, int]:
    """The folders to listen to that there are, each with its number on the disk."""
    found = {}
    for name in _FOLDERS:
        with suppress(OSError):
            found[name] = (root / name).stat().st_ino
    return found


def _is_meant(change: Change, path: str) -> bool:
    """Whether it is a file that somebody saves, not one that an editor keeps meanwhile (vim tries the
    folder with a file called 4913)."""
    from watchfiles import DefaultFilter

    name = Path(path).name
    return DefaultFilter()(change, path) and name[0] != "." and name != "4913"

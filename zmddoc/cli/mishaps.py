"""What goes wrong outside the plan: misuse, interrupts, the disk, and faults of the program."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

import click

from zmddoc.cli.exits import BUG, FINDINGS, INTERRUPTED, USAGE

DEBUG = "ZMDDOC_DEBUG"
"""Set to anything but 0: a fault of the program prints its traceback (as --traceback does)."""

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件过大",
    errno.EEXIST: "同名的位置上有一个文件，不是文件夹",
    errno.ENOTDIR: "同名的位置上有一个文件，不是文件夹",
    errno.EISDIR: "同名的位置上有一个文件夹",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EBUSY: "文件正被别的程序占用",
    errno.EIO: "磁盘读写出错",
}


class Refusal(click.ClickException):
    """The command cannot be done as typed; unlike a UsageError, its usage would not help."""

    exit_code = USAGE


class Trouble(click.ClickException):
    """The command was right and could not be done."""

    exit_code = FINDINGS


def answer(error: Exception) -> int:
    """Say what has happened and return the exit code."""
    if isinstance(error, click.Abort):
        click.echo("已中断。已有的文件都是完整的。", err=True)
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, OSError):
        if error.filename is None:
            _give_up_output()
        if isinstance(error, BrokenPipeError):
            return FINDINGS
        reason = _REASONS.get(error.errno or 0)
        if reason:
            click.echo(f"错误：{_refused(error, reason)}", err=True)
            return FINDINGS
    _report_bug(error)
    return BUG


def _give_up_output() -> None:
    """Whoever read our output has gone, or its disk is full: what is left of it must not be tried
    again when the program ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(error: OSError, reason: str) -> str:
    """What the disk has refused, in words."""
    if error.filename is None:
        return f"无法写出：{reason}。"
    name = Path(os.fsdecode(error.filename))
    if name.suffix == ".part":  # a file on its way to its place
        name = name.parent
    return f"无法读写“{name}”：{reason}。"


def _report_bug(error: Exception) -> None:
    import traceback

    details = "".join(traceback.format_exception(error))
    click.echo(f"错误：程序内部出错，不是方案有误（{type(error).__name__}：{error}）。", err=True)
    if os.environ.get(DEBUG, "0") != "0":
        click.echo(details, err=True, nl=False)
        return
    try:
        file = _kept(details)
    except OSError:
        click.echo(f"详情未能存盘。加上 --traceback 或设 {DEBUG}=1 再试，可看到详情。", err=True)
    else:
        click.echo(f"详情在 {file}，请把它交给维护人员。", err=True)


def _kept(details: str) -> Path:
    import tempfile

    from zmddoc import __version__

    handle, name = tempfile.mkstemp(prefix="zmddoc-", suffix=".txt")
    os.close(handle)
    head = f"zmddoc {__version__}\nPython {sys.version}\n{sys.argv}\n\n"
    Path(name).write_text(head + details, encoding="utf-8", errors="backslashreplace")
    return Path(name)

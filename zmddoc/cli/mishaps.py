"""What goes wrong outside the plan: misuse, interrupts, the disk, and faults of the program."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

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
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has gone; nothing may be written at shutdown either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    _report_bug(error)
    return BUG


@contextlib.contextmanager
def writing(what: str) -> Iterator[None]:
    """Turn the disk's refusals to write into a message; ``what`` names the place in Chinese."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _refuse(error, f"无法写入 {what}")


@contextlib.contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn the disk's refusals to read into a message; ``what`` names the place in Chinese."""
    try:
        yield
    except OSError as error:
        _refuse(error, f"无法读取 {what}")


def _refuse(error: OSError, message: str) -> NoReturn:
    reason = _REASONS.get(error.errno or 0)
    if reason is None:
        raise error
    name = f"（{error.filename}）" if error.filename else ""
    raise Trouble(f"{message}：{reason}{name}。") from error


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
    from zmddoc import __version__

    handle, name = tempfile.mkstemp(prefix="zmddoc-", suffix=".txt")
    os.close(handle)
    head = f"zmddoc {__version__}\nPython {sys.version}\n{sys.argv}\n\n"
    Path(name).write_text(head + details, encoding="utf-8", errors="backslashreplace")
    return Path(name)

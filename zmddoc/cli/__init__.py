"""The command line: what was typed, the words printed, the exit code.

Nothing heavy is imported here: each command imports what it needs when it runs.
"""

from __future__ import annotations

import gc
import sys

from zmddoc.cli.exits import INTERRUPTED


def main(arguments: list[str] | None = None) -> int:
    """Run one command (by default the one typed) and return its exit code; nothing escapes but
    what click exits with after a reader has closed the pipe."""
    try:
        try:
            return _run(arguments)
        except Exception as error:
            from zmddoc.cli.mishaps import answer

            return answer(error)
    except KeyboardInterrupt:
        print("\n已中断。已有的文件都是完整的。", file=sys.stderr)
        return INTERRUPTED


def _run(arguments: list[str] | None) -> int:
    from zmddoc.cli.wording import speak_chinese

    # What is read lives to the end: to look for garbage in it again and again costs a large plan a
    # fifth of its time.
    gc.set_threshold(50_000, 20, 100)
    speak_chinese()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a character the terminal cannot show must not stop the work
            reconfigure(errors="backslashreplace")
    from zmddoc.cli.folders import ManyFolders, work_through
    from zmddoc.cli.output import Turn
    from zmddoc.cli.root import root  # click looks some words up while it is imported

    def once(turn: Turn | None = None) -> int:
        code = root.main(
            arguments,
            prog_name="zmddoc",
            complete_var="_ZMDDOC_COMPLETE",
            standalone_mode=False,
            obj=turn,
        )
        sys.stdout.flush()
        return int(code or 0)

    try:
        return once()
    except ManyFolders as many:
        return work_through(many, once)

"""The command line: what was typed, the words printed, the exit code.

Nothing heavy is imported here: each command imports what it needs when it runs.
"""

from __future__ import annotations

import sys

CLEAN, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: nothing to report; diagnostics or failed documents; wrongly called; a fault of the
program; Ctrl-C."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command (by default the one typed) and return its exit code; nothing escapes but
    what click exits with after a reader has closed the pipe."""
    try:
        from zmddoc.cli import mishaps

        return mishaps.guarded(arguments)
    except KeyboardInterrupt:
        print("\n已中断。", file=sys.stderr)
        return INTERRUPTED

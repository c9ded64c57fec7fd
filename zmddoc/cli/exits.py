"""Exit codes."""

CLEAN = 0
FINDINGS = 1
"""Errors in what was read, documents that failed, files that are out of date."""
USAGE = 2
"""Wrongly called."""
BUG = 3
"""A fault of the program."""
INTERRUPTED = 130
"""Ctrl-C."""

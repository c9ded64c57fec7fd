"""Words as the plan keeps them."""

from __future__ import annotations


def tidy(words: str) -> str:
    """Return the lines of a text without white space around them, and no empty ones."""
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())

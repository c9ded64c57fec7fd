"""Gongwen HTML: the closed vocabulary in which every document is said once."""

from zmddoc.gongwen.tree import GongwenError, Violation, lines, parse

__all__ = ["GongwenError", "Violation", "lines", "parse"]

"""Faces: which are prescribed, which stand in for them here, and what they lack."""

from zmddoc.fonts.book import FontBook, Substitution, find_fonts

__all__ = ["FontBook", "Substitution", "find_fonts"]

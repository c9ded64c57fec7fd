"""zmddoc: a government work plan kept as data, and every document derived from it."""

__version__ = "0.1.0"

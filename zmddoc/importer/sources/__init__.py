"""The words of an official document as it was received, whatever kind of file it came in."""

from zmddoc.importer.sources.read import read_source
from zmddoc.importer.sources.source import Furniture, Line, Source

__all__ = ["Furniture", "Line", "Source", "read_source"]

"""A quarter to look at: a project folder with two invented quarters, for newcomers and for tests.

Everything in it has come the real way: forms built, filled in cell by cell, collected, judged, and
the first quarter's papers issued. So every figure in a paper leads back to a cell of a file.
"""

from zmddoc.demo.given import NothingGiven
from zmddoc.demo.guide import GUIDE, guide
from zmddoc.demo.make import Made, Occupied, make

__all__ = ["GUIDE", "Made", "NothingGiven", "Occupied", "guide", "make"]

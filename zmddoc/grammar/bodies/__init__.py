"""The ordinary bodies of central, provincial, municipal and county government, and their names.

The facts stand in ``central.txt`` and ``local.txt`` beside this file, with their sources."""

from zmddoc.grammar.bodies.propose import Entry, propose
from zmddoc.grammar.bodies.recognise import Body, Level, certainty, may_be_body, recognise, same

__all__ = ["Body", "Entry", "Level", "certainty", "may_be_body", "propose", "recognise", "same"]

"""Supervision: pace, lights, ranking and the ladder, from what was returned and decided.

Pure functions over frozen models. ``board`` is the one way in: what a notice, a circular and the
terminal say of a period all comes from the same Board, so that they cannot disagree.
"""

from zmddoc.supervise.board import Board, Count, Tally, board, latest, lights, tally
from zmddoc.supervise.explain import explain
from zmddoc.supervise.judge import Judgement, Source
from zmddoc.supervise.ladder import Call
from zmddoc.supervise.matters import Matter, matters
from zmddoc.supervise.ranking import Place
from zmddoc.supervise.reasons import reason
from zmddoc.supervise.state import MatterState, Part, UnitState

__all__ = [
    "Board",
    "Call",
    "Count",
    "Judgement",
    "Matter",
    "MatterState",
    "Part",
    "Place",
    "Source",
    "Tally",
    "UnitState",
    "board",
    "explain",
    "latest",
    "lights",
    "matters",
    "reason",
    "tally",
]

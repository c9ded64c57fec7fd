"""Returns in: forms that came back, read, judged and entered in the ledger of their period."""

from zmddoc.collect.archive import Lost
from zmddoc.collect.collect import Collected, Handed, Options, collect, undo
from zmddoc.collect.standing import Standing

__all__ = ["Collected", "Handed", "Lost", "Options", "Standing", "collect", "undo"]

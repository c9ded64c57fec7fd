"""Issuing: a draft becomes a document with a number and a date, frozen and on record."""

from zmddoc.issue.order import Order, Outcome
from zmddoc.issue.run import issue
from zmddoc.issue.voiding import void

__all__ = ["Order", "Outcome", "issue", "void"]

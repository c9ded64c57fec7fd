"""What an import read, and how sure it is: ``plan/import.yaml``.

Nothing is built from it; it is what somebody goes through once, and the record of who was asked what.
"""

from __future__ import annotations

from typing import Literal

from zmddoc.model.base import Model, Text
from zmddoc.model.progress import Hash

State = Literal["open", "kept", "changed"]


class Reading(Model):
    """One field of the plan as it was read."""

    id: Text
    """The field: T04.duty.1, T04-1, head.dated, unit.市科技局."""
    what: Text
    """责任, 指标, 时限, 标题, 文头, 单位."""
    place: Text
    """Where in the source: 第12行."""
    read: str
    confidence: Literal["sure", "likely", "doubtful"]
    why: str = ""
    """Why it is not sure."""
    other: str = ""
    """The second-best reading."""
    state: State = "open"
    """Whether somebody has looked at it, and what came of it."""


class Dropped(Model):
    """Words of the source that were taken for page furniture."""

    place: Text
    words: str
    why: Text


class Imported(Model):
    """One import."""

    file: Text
    """The name of the file as it came in."""
    sha256: Hash
    kind: Text
    encoding: str = ""
    plan: Hash
    """Content hash of the plan as it was written."""
    notes: tuple[str, ...] = ()
    furniture: tuple[Dropped, ...] = ()
    readings: tuple[Reading, ...] = ()

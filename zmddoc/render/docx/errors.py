"""What the renderer raises."""

from __future__ import annotations

from lxml import etree

from zmddoc.gongwen.tree import task_of


class DocxError(Exception):
    """A document or the base cannot be rendered; ``task`` is the id of the task concerned or ''."""

    def __init__(self, message: str, element: etree._Element | None = None) -> None:
        super().__init__(message)
        self.task = task_of(element)

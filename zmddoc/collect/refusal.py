"""Why something that came back is not taken."""

from __future__ import annotations


class Refusal(Exception):
    """A file, or one cell of it, that is not taken: the code, the reason, and what to do."""

    def __init__(self, code: str, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.code, self.reason, self.hint = code, reason, hint

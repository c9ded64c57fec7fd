"""Why something that came in is not taken."""

from __future__ import annotations

from dataclasses import dataclass


class Refusal(Exception):
    """A file, or one cell of it, that is not taken: the code, the reason, and what to do."""

    def __init__(self, code: str, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.code, self.reason, self.hint = code, reason, hint


@dataclass(frozen=True)
class Wanted:
    """What a file is opened as: its refusals are said in those words."""

    what: str
    """填好的报送表."""
    files: str
    """报送表是 .xlsx 或 .docx 文件."""
    kinds: tuple[str, ...]
    """Of "xlsx" and "docx", those that will do."""
    verb: str
    """What is done again when the file is put right: 报."""
    codes: tuple[str, str, str]
    """Of what is damaged or something else; of what is locked; of what is unsafe."""
    again: str
    unlock: str
    save_as: str
    """What to do with a file of an older kind, or with macros."""
    slim: str
    """What to do with a file that is too large."""
    tidy: str
    """What to do with a part that has too much markup."""
    detach: str
    """What to do with embedded objects."""

    def unreadable(self, reason: str, hint: str) -> Refusal:
        """The refusal of what is no such file."""
        return Refusal(self.codes[0], reason, hint)

    def damaged(self, reason: str = "文件已损坏或没有传完") -> Refusal:
        """The refusal of what is not whole."""
        return self.unreadable(reason, self.again)

    def locked(self) -> Refusal:
        """The refusal of what asks for a password."""
        return Refusal(self.codes[1], "文件有密码保护", self.unlock)

    def unsafe(self, reason: str, hint: str) -> Refusal:
        """The refusal of what does something when it is opened, or takes too much to read."""
        return Refusal(self.codes[2], reason, hint)

"""Compile click's words in Chinese: the .po catalogue of zmddoc/cli to the .mo that gettext reads.

Run after a change to the catalogue: ``python tools/catalogue.py``. Understands what our catalogue
uses: msgid, msgid_plural, msgstr, msgstr[0], and strings that go on over several lines.
"""

import ast
import re
import struct
from pathlib import Path

PO = Path(__file__).resolve().parent.parent / "zmddoc/cli/locale/zh_CN/LC_MESSAGES/zmddoc.po"
_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[0\])?\s+)?(".*")')


def messages(po: str) -> dict[str, str]:
    """Return each message with its translation; a plural's key is as .mo files have it, the
    singular and the plural with a NUL between."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    keyword = ""
    for line in [*po.splitlines(), 'msgid ""']:
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if not match:
            raise ValueError(line)
        if match[1] == "msgid" and entry:
            key = "\0".join(entry[k] for k in ("msgid", "msgid_plural") if k in entry)
            if key in found:
                raise ValueError(f"twice: {key}")
            found[key] = entry["msgstr"]
            entry = {}
        keyword = match[1] or keyword
        entry[keyword] = entry.get(keyword, "") + ast.literal_eval(match[2])
    return found


def compiled(translations: dict[str, str]) -> bytes:
    """Return the .mo file: a head, two tables of lengths and offsets, and the strings."""
    entries = sorted((k.encode(), v.encode()) for k, v in translations.items())
    tables = 28  # the head is seven numbers of four bytes
    start = tables + 16 * len(entries)
    table, strings = b"", b""
    for column in (0, 1):
        for entry in entries:
            table += struct.pack("<2I", len(entry[column]), start + len(strings))
            strings += entry[column] + b"\0"
    head = struct.pack(
        "<7I", 0x950412DE, 0, len(entries), tables, tables + 8 * len(entries), 0, start
    )
    return head + table + strings


if __name__ == "__main__":
    PO.with_suffix(".mo").write_bytes(compiled(messages(PO.read_text(encoding="utf-8"))))

"""What the last builds put into a build/ folder: under which key, and whether it is still that.

The record is kept in the cache, not in build/, which holds documents alone; without it the files
are compared with what they should be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from zmddoc.cache import Cache, digest
from zmddoc.jobs import Job

INGREDIENTS: Mapping[str, str] = {
    "content": "内容",
    "sheet": "样式表 gongwen.css",
    "base": "底稿 base.docx",
    "faces": "字体",
    "tools": "程序或排版库",
}
"""What a file is made from, as messages name it."""

_NO_TASKS: Mapping[str, str] = {}

Signature = list[int]
"""Of a file: number, size, moments of the last change of content and of anything. Whoever writes it
changes one of them."""


class Record:
    """The record of one build/ folder."""

    def __init__(self, out: Path, cache: Cache) -> None:
        self.out, self._cache = out, cache
        self._key = digest("record", str(out.resolve()))
        self.files: dict[str, dict[str, Any]] = {}
        with suppress(ValueError):
            self.files = json.loads(cache.get(self._key) or b"{}")
        self._changed = False

    def current(self, path: str, key: str) -> bool:
        """Whether the file is there as the job of that key gives it."""
        return self.files.get(path, {}).get("key") == key and self.untouched(path)

    def untouched(self, path: str) -> bool:
        """Whether the file is there as it was put. One that was only touched is read."""
        entry = self.files.get(path)
        now = signature(self.out / path)
        if entry is None or now is None:
            return False
        if entry["seen"] != now:
            if hashlib.sha256((self.out / path).read_bytes()).hexdigest() != entry["sha256"]:
                return False
            entry["seen"], self._changed = now, True
        return True

    def unit(self, path: str) -> str | None:
        """The body whose the file is, '' where it is for all; None where that is not known of the
        file as it is there now."""
        unit: str | None = self.files.get(path, {}).get("unit")
        return unit if self.untouched(path) else None

    def holds(self, path: str, content: bytes) -> bool:
        """Whether the file is there with this content."""
        try:
            return (self.out / path).read_bytes() == content
        except OSError:
            return False

    def note(
        self, path: str, job: Job, content: bytes, unit: str, tasks: Mapping[str, str] = _NO_TASKS
    ) -> None:
        """Note what was put at ``path``, whose it is ('': for all), and the hashes of what it says
        of which task."""
        made_from = {**job.ingredients, "tasks": dict(tasks)}
        why = self.difference(path, made_from) or "它被改动过或不在了"
        self._changed = True
        self.files[path] = {
            "key": job.key,
            "unit": unit,
            "sha256": hashlib.sha256(content).hexdigest(),
            "seen": signature(self.out / path),
            "from": made_from,
            "why": why if path in self.files else "以前没有做过，或没有记录",
        }

    def difference(self, path: str, now: Mapping[str, Any]) -> str:
        """Say in Chinese in what ``now``, the ingredients of a file, differs from what the file was
        made from; '' where in nothing."""
        before = self.files.get(path, {}).get("from")
        if before is None:
            return ""
        names = [name for name in INGREDIENTS if before.get(name, "") != now.get(name, "")]
        found = [f"{INGREDIENTS[name]}变了" for name in names]
        if "content" in names:
            old, new = before.get("tasks", {}), now.get("tasks", {})
            tasks = [id for id in {**old, **new} if old.get(id) != new.get(id)]
            found[0] += f"（{'、'.join(tasks)}）" if tasks else "（任务以外的文字）"
        return "，".join(found)

    def keep(self) -> None:
        """Keep the record for the next build."""
        if self._changed:
            kept = {path: e for path, e in self.files.items() if (self.out / path).exists()}
            self._cache.put(self._key, json.dumps(kept, ensure_ascii=False).encode())


def signature(file: Path) -> Signature | None:
    """The signature of a file; None where there is none."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]

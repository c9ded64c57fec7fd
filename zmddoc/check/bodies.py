"""One body under two names: 领导小组 and 工作领导小组, 高新技术开发区 and 高新技术产业开发区.

A name is near another when the one is the other with a few characters put in at one place: so
near that it can hardly be another body, and not the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zmddoc.catalogue import diagnostic
from zmddoc.check.errata import corrected, open_at
from zmddoc.check.names import all_names
from zmddoc.check.subject import Passage, at, passages
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.project import UNITS, DataPath, Project
from zmddoc.typography import HAN

_INSERTED, _OMITTED = 3, 4
_SHORTEST = 5
_TAIL = re.compile(r"(?:各成员单位|管委会|管理委员会|办公室|人民政府)$")
_HEAD = re.compile(r"^(?:驻马店)?市(?!场|政)")
_COMMITTEE = "领导小组|指挥部|联席会议|工作专班|委员会"
_UNREGISTERED = re.compile(rf"(?:市|省|县|国家)[{HAN}]{{2,20}}?(?:{_COMMITTEE})")


@dataclass(frozen=True)
class _Name:
    """A name that bodies are compared with: where it stands."""

    name: str
    place: Place
    note: str


@dataclass(frozen=True)
class _Near:
    """A stretch of a passage that is nearly a name."""

    passage: Passage
    start: int
    found: str
    name: _Name


def one_name_each(project: Project) -> Iterator[Diagnostic]:
    """Z520: a name in the text that is nearly, and not quite, one that is registered or stands
    elsewhere in the text; one diagnostic for each such name."""
    names = list(_names(project))
    known = {one.name for one in names}
    by_head: dict[str, list[_Name]] = {}
    for one in names:
        by_head.setdefault(one.name[:2], []).append(one)
    reported: dict[str, _Near] = {}
    counts: dict[str, int] = {}
    for passage in passages(project):
        spans = corrected(project, passage)
        for near in _near_names(passage, by_head):
            end = near.start + len(near.found)
            if near.found in known or not open_at(spans, near.start, end):
                continue
            reported.setdefault(near.found, near)
            counts[near.found] = counts.get(near.found, 0) + 1
    for near in reported.values():
        times = counts[near.found]
        yield diagnostic(
            "Z520",
            at(project, near.passage.path, near.start),
            f"{near.passage.label}：“{near.found}”与“{near.name.name}”疑是同一机构的两种写法"
            + (f"(共 {times} 处)" if times > 1 else ""),
            "与印发的原件核对；写错了的写进 errata，都对的在名录里登记为别名",
            [Related(near.name.place, near.name.note)],
        )


def _names(project: Project) -> Iterator[_Name]:
    """The registered names, without 市 before and 管委会 behind, and committees that the text names
    more than once."""
    seen: set[str] = set()
    paths: dict[str, DataPath] = all_names(project.registry) if project.registry else {}
    for name, path in paths.items():
        for stem in dict.fromkeys((name, _stem(name))):
            if len(stem) >= _SHORTEST and stem not in seen:
                seen.add(stem)
                yield _Name(stem, project.place(UNITS, path), f"名录里的“{name}”")
    first: dict[str, tuple[Passage, int]] = {}
    counts: dict[str, int] = {}
    for passage in passages(project):
        for match in _UNREGISTERED.finditer(passage.text):
            stem = _stem(match[0])
            counts[stem] = counts.get(stem, 0) + 1
            first.setdefault(stem, (passage, match.start()))
    for stem, (passage, start) in sorted(first.items(), key=lambda one: -counts[one[0]]):
        near = any(_one_inserted(stem, other) or _one_inserted(other, stem) for other in seen)
        if stem not in seen and not near and len(stem) >= _SHORTEST:
            seen.add(stem)
            place = at(project, passage.path, start)
            yield _Name(stem, place, f"{passage.label}写的是“{stem}”")


def _stem(name: str) -> str:
    return _HEAD.sub("", _TAIL.sub("", name))


def _one_inserted(short: str, long: str) -> bool:
    extra = len(long) - len(short)
    return 0 < extra <= _OMITTED and any(
        long[:i] + long[i + extra :] == short for i in range(2, len(short) - 1)
    )


def _near_names(passage: Passage, names: Mapping[str, list[_Name]]) -> Iterator[_Near]:
    text = passage.text
    for start in range(len(text) - 1):
        for name in names.get(text[start : start + 2], ()):
            stem = name.name
            if stem[-2:] not in text or text.startswith(stem, start):
                continue
            found = _at(text, start, stem)
            if found:
                yield _Near(passage, start, found, name)


def _at(text: str, start: int, stem: str) -> str:
    """What stands at ``start`` if it is the stem with a few characters put in or left out."""
    shortest = max(_SHORTEST, len(stem) - _OMITTED)
    for length in range(len(stem) + _INSERTED, shortest - 1, -1):
        found = text[start : start + length]
        if len(found) < length or found[-2:] != stem[-2:] or not _han(found):
            continue
        if _one_inserted(found, stem) or _one_inserted(stem, found):
            return found
    return ""


def _han(text: str) -> bool:
    return re.fullmatch(rf"[{HAN}]+", text) is not None

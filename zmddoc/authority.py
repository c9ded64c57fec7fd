"""Who may direct whom (DOMAIN.md paragraph 2, Authority; 《党政机关公文处理工作条例》第十六条).

Besides a government only its office may direct the governments below it; another body may with the
government's consent, and the text must say so. 垂直管理单位 and 人民团体 are not the government's to
direct: a 函 suits them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.model import Registry, Unit
from zmddoc.typography import normalise

_GOVERNMENT = re.compile(r"(?:政府|政府办公室|政府办公厅|政府办)\Z")
_APPROVED = re.compile(
    r"(?<![未须需应不再])(?:已)?经[^，。；：]{0,12}政府(?!办)[^，。；：办]{0,12}(?:同意|批准|授权|审定)"
)
_DIRECTED = ("county", "zone")
_NOT_DIRECTED = ("vertical", "organisation")


@dataclass(frozen=True)
class Objection:
    """What stands against sending a document as it is."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class Paper:
    """What is looked at of a document."""

    issuer: str
    recipients: tuple[str, ...]
    """Names of the bodies it goes to."""
    title: str
    addressee: str
    """The 主送 as printed: it may name a body, or leave it among 有关单位."""
    text: str


def objections(registry: Registry, paper: Paper) -> Iterator[Objection]:
    """Yield Z813 where the issuer may not direct one of the recipients and the text does not say
    that the government agrees, and Z814 where a 通知 names a body that is addressed by 函."""
    issuer = paper.issuer
    found = (body for name in paper.recipients for body in _bodies(registry, name))
    bodies = list(dict.fromkeys(found))
    governments = [unit.name for unit in bodies if unit.kind in _DIRECTED]
    if governments and not may_direct(issuer) and not says_approved(paper.text):
        yield Objection(
            "Z813",
            f"{issuer}不能直接向{_some(governments)}发文，正文又没有写“经市政府同意”",
            "改由市政府或市政府办公室印发；确经同意的，在 rules.yaml 写 approval: 经市政府同意",
        )
    named = [unit for unit in bodies if normalise(unit.name) in paper.addressee]
    others = [unit.name for unit in named if by_letter(unit)]
    if others and paper.title.endswith("通知"):
        yield Objection(
            "Z814",
            f"主送{_some(others)}，不是本级政府的工作部门，不宜用通知",
            "改用函，或以“有关单位”的名义主送",
        )


def may_direct(issuer: str) -> bool:
    """Whether ``issuer`` is a government or its office."""
    return bool(_GOVERNMENT.search(issuer))


def by_letter(unit: Unit) -> bool:
    """Whether the body is not the government's to direct, so that it is addressed by 函."""
    return unit.kind in _NOT_DIRECTED


def says_approved(text: str) -> bool:
    """Whether ``text`` says that a government agrees: 经市政府同意, 已经市委、市政府批准."""
    return bool(_APPROVED.search(text))


def _bodies(registry: Registry, name: str) -> Iterator[Unit]:
    """The body of that name; a group's members instead of the group."""
    unit = registry.find(name)
    if unit is None:
        return
    yield from (found for member in unit.members if (found := registry.find(member.unit)))
    if not unit.members:
        yield unit


def _some(names: list[str]) -> str:
    shown = "、".join(names[:3])
    return f"{shown}等 {len(names)} 个单位" if len(names) > 3 else shown

"""Which body a name means: 市发改委 and 驻马店市发展和改革委员会 are one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from zmddoc.grammar.bodies.branches import branch
from zmddoc.grammar.bodies.table import Form, Row, TableKind, forms
from zmddoc.grammar.bodywords import is_group, looks_like_body, place_name, place_type, words
from zmddoc.grammar.brackets import bare
from zmddoc.grammar.reading import Confidence

Level = Literal["central", "province", "city", "county"]

_LEVEL_OF: dict[str, Level] = {
    "省": "province", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
_PROVINCE_CITIES = ("北京市", "天津市", "上海市", "重庆市")
_LONGEST_PLACE = 16
_NO_PLACE = (
    "中共",
    "中国",
    "中华",
    "国家",
    "国网",
    "共青团",
    "全国",
    "中央",
    "各",
    "与",
    "和",
    "及",
    "由",
    "在",
)
PROVINCES = frozenset(
    words(
        "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 "
        "内蒙古 广西 西藏 宁夏 新疆 北京 天津 上海 重庆"
    )
)
"""Names of provinces, as the state's branches write them: 湖北银保监局."""
_PLACED: tuple[TableKind, ...] = ("vertical", "company")


@dataclass(frozen=True)
class Body:
    """A body that a name means."""

    key: str
    """The same for every name of the body at every level: 发改委."""
    kind: TableKind
    level: Level | None
    """None where the name does not say (发展改革委 in a list without prefix)."""
    place: str
    """驻马店市, 南通; '' where the name has only its level (市发改委) or nothing."""
    short: str
    full: str
    """With the place where it is known, else with the level (市发展和改革委员会)."""
    order: int
    """Place in 建制顺序 among the bodies of its level."""
    since: date | None = None
    until: date | None = None
    """Between which days the name holds, both included; None where that is not known."""
    successor: str = ""
    """For a body that no longer exists, the key of the one that took its place."""


def recognise(name: str, *, place: str = "", level: Level | None = None) -> Body | None:
    """The body that ``name`` means, None where the registry has none by that name.

    ``place`` (驻马店市) is where the document is from: it completes the full name of a body of that
    level. ``level`` settles what a name without prefix means (发展改革委: the state's, unless the
    document is a province's or lower)."""
    core = "".join(name.split()).replace("自治区党委", "自治区委", 1)
    if not 2 <= len(core) <= 40:
        return None
    return _recognise(core, place, level) or _recognise(bare(core), place, level)


def same(name: str, other: str, *, place: str = "") -> bool:
    """Whether two names mean one body; False where either is unknown. A former body and the one that
    took its place are two."""
    if name == other:
        return True
    first, second = recognise(name, place=place), recognise(other, place=place)
    if first is None or second is None or first.key != second.key:
        return False
    if first.level and second.level and first.level != second.level:
        return False
    places = {_stem(body.place) for body in (first, second) if body.place}
    return len(places) < 2


def certainty(name: str) -> Confidence:
    """How sure it is that the words name a body: ``sure`` where the registry knows it or it is a
    group, ``likely`` where it ends as bodies' names do, else ``doubtful``."""
    if recognise(name) or is_group(name) or place_type(name):
        return "sure"
    return "likely" if looks_like_body(name) or place_name(name) else "doubtful"


def may_be_body(name: str) -> bool:
    """Whether the words can be a body's name: known, or ending as such names do."""
    return looks_like_body(name) or recognise(name) is not None


@lru_cache(maxsize=4096)
def _recognise(name: str, place: str, level: Level | None) -> Body | None:
    central = forms("central").get(name.removeprefix("中华人民共和国"))
    if central and level in (None, "central"):
        return _central(central.row)
    for at in range(min(len(name) - 1, _LONGEST_PLACE) + 1):
        form = forms("local").get(name[at:])
        if form and _fits(name[:at], form):
            return _local(name[:at], name[at:], form, place, level)
    found = branch(name, place)
    if found is None:
        return None
    at_level = _level(found.place, found.place)
    return Body(
        found.key, found.kind, at_level, found.place, name, found.full, found.order, found.since, found.until,
    )  # fmt: skip


def _fits(prefix: str, form: Form) -> bool:
    """Whether a name of this form can have the prefix: nothing, a level, a place."""
    if not prefix:
        return True
    if not all("\u4e00" <= char <= "\u9fff" for char in prefix) or prefix.startswith(_NO_PLACE):
        return False
    if any(char in prefix for char in "由的请"):
        return False  # 所需资金由市财政局
    level = _level(prefix, "")
    if form.scope == "province" and level != "province":
        return False
    if form.scope == "below" and level == "province" and not prefix.endswith("市"):
        return False
    return level is not None or (form.row.kind in _PLACED and 2 <= len(prefix) <= 6)


def _level(prefix: str, place: str) -> Level | None:
    """The level of a place or of a level's character; 市 in a document of 上海市 is a province."""
    if not prefix:
        return None
    if prefix.endswith(("省", "自治区", "兵团")) or prefix in _PROVINCE_CITIES:
        return "province"
    if prefix == "市" and place in _PROVINCE_CITIES:
        return "province"
    if prefix.endswith(("地区", "新区")):
        return "city" if prefix.endswith("地区") else "county"
    if len(prefix) == 2 and prefix[-1] in "州盟":  # 泰州, not the prefecture 某州
        return None
    return _LEVEL_OF.get(prefix[-1])


def _central(row: Row) -> Body:
    term = row.term(True)
    return Body(
        row.key, row.kind, "central", "", row.short, row.full, row.order, term.since, term.until, row.successor,
    )  # fmt: skip


def _local(prefix: str, written: str, form: Form, place: str, level: Level | None) -> Body:
    """The body of a table's name behind a prefix; the document's place stands in for a bare level."""
    row = form.row
    at = _level(prefix, place) or level
    where = (
        place if len(prefix) == 1 and place.endswith(prefix) else prefix if len(prefix) > 1 else ""
    )
    office = "厅" if at == "province" and not where.endswith("市") else "局"
    stem, full = row.short.replace("~", office), row.full.replace("~", office)
    if row.kind == "vertical" and len(prefix) > 1 and _level(prefix, place) is None:
        short = prefix + written
    else:
        short = (place[-1] if where and where == place else prefix) + stem
    if "{" in full:
        town = where.removesuffix("市")
        full = full.replace("{-}", town).replace("{}", where) if where else prefix + stem
        if at == "province" or where in PROVINCES:
            full = full.replace("监管分局", "监管局")
    else:
        party = "中共" if where and row.kind == "party" and full.startswith("委") else ""
        full = party + (where or prefix) + (written if len(written) > len(full) else full)
    term = row.term(at == "province")
    return Body(
        row.key, row.kind, at, where, short, full, row.order, term.since, term.until, row.successor
    )


def _stem(place: str) -> str:
    """南通 of 南通市."""
    return place[:-1] if len(place) > 2 and place[-1] in _LEVEL_OF else place

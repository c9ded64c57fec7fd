"""Bodies whose name has its place in the middle: 人民银行南昌中心支行, 国网南通供电公司, 团市委."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zmddoc.grammar.bodies.table import Form, TableKind, forms

_BANK_ENDS = ("中心支行", "中支", "省分行", "市分行", "分行", "支行", "营业管理部", "总部")
_BANK = ("中国人民银行", "人民银行", "人行")
_REFORMED = date(2023, 8, 18)
"""From this day a 中心支行 of the 人民银行 is a 市分行 (2023 reform)."""

_LEVELS = tuple("省市县区州盟旗")
_OF_STATE = (
    ("国家税务总局", "税务局", "税务局"),
    ("国家金融监督管理总局", "监管局", "金融监管分局"),
    ("国家金融监督管理总局", "监管分局", "金融监管分局"),
    ("中国银行保险监督管理委员会", "监管局", "银保监局"),
    ("中国银行保险监督管理委员会", "监管分局", "银保监局"),
    ("中国银保监会", "监管局", "银保监局"),
    ("中国银保监会", "监管分局", "银保监局"),
    ("中国证券监督管理委员会", "监管局", "证监局"),
    ("中国证监会", "监管局", "证监局"),
    ("国家统计局", "调查队", "调查队"),
    ("国家统计局", "调查总队", "调查总队"),
    ("国家外汇管理局", "分局", "外汇局"),
    ("国家外汇管理局", "中心支局", "外汇局"),
    ("民航", "监管局", "民航监管局"),
    ("中华人民共和国", "海关", "海关"),
    ("中华人民共和国", "海事局", "海事局"),
    ("国网", "供电公司", "供电公司"),
    ("国网", "电力公司", "供电公司"),
    ("国网", "电力有限公司", "供电公司"),
)
"""First words, last words and the key of the body in the table."""


@dataclass(frozen=True)
class Branch:
    """A body that has its place in the middle of its name."""

    key: str
    kind: TableKind
    place: str
    full: str
    order: int
    since: date | None = None
    until: date | None = None


def branch(name: str, place: str) -> Branch | None:
    """The body of such a name, None where it is none; ``place`` stands in for a bare level (团市委)."""
    return (
        _bank(name, place)
        or _league(name, place)
        or _party(name)
        or _of_state(name)
        or _division(name)
    )


def _bank(name: str, place: str) -> Branch | None:
    first = next((words for words in _BANK if words in name[: len(words) + 1]), "")
    if not first:
        return None
    level, _, rest = name.partition(first)
    if level not in ("", *_LEVELS):
        return None
    ending = next((end for end in _BANK_ENDS if rest.endswith(end)), "")
    town = rest.removesuffix(ending)
    if len(town) > 8 or not (ending or level):
        return None
    if len(town) < 2:
        town = place if place.endswith(town or level) and place else town or level
    bare_town = town.removesuffix("市") if len(town) > 2 else town
    if level == "市":  # 市人行, 市人行驻马店支行
        full = f"中国人民银行{bare_town}市中心支行" if len(town) > 1 else "中国人民银行市中心支行"
    else:
        full = f"中国人民银行{town}{'中心支行' if ending == '中支' else ending}"
    until = _REFORMED - timedelta(1) if full.endswith("中心支行") else None
    since = _REFORMED if ending in ("省分行", "市分行") else None
    order = forms("local")["税务局"].row.order
    where = bare_town if len(town) > 1 else ""
    return Branch("人民银行分支", "vertical", where, full, order, since, until)


def _league(name: str, place: str) -> Branch | None:
    """团市委, 共青团南通市委, 共青团驻马店市委员会."""
    for first in ("共青团", "团"):
        for end in ("委员会", "委"):
            town = name[len(first) : -len(end)]
            if (
                name.startswith(first)
                and name.endswith(end)
                and town
                and town[-1] in _LEVELS
                and len(town) < 12
            ):
                where = place if len(town) == 1 and place.endswith(town) else town
                row = forms("local")["团委"].row
                return Branch(row.key, row.kind, where, f"共青团{where}委员会", row.order)
    return None


def _party(name: str) -> Branch | None:
    """中共驻马店市委组织部, 中共驻马店市委员会组织部, 驻马店市委组织部 (the last is the table's)."""
    if not name.startswith("中共"):
        return None
    words = name.removeprefix("中共").replace("委员会", "委", 1)
    at = words.find("委")
    form: Form | None = forms("local").get(words[at:]) if 0 < at < 12 else None
    if form is None or form.row.kind != "party":
        return None
    return Branch(form.row.key, form.row.kind, words[:at], name, form.row.order)


def _of_state(name: str) -> Branch | None:
    for first, end, key in _OF_STATE:
        place = name[len(first) : -len(end)]
        if (
            name.startswith(first)
            and name.endswith(end)
            and 2 <= len(place) <= 12
            and len(first) + len(end) < len(name)
        ):
            row = forms("local")[key].row
            term = row.term(False)
            return Branch(row.key, row.kind, place, name, row.order, term.since, term.until)
    return None


def _division(name: str) -> Branch | None:
    """市生态环境局甲县分局: part of a bureau that the table has."""
    bureau, _, town = name.removesuffix("分局").partition("局")
    if not name.endswith("分局") or not 2 <= len(town) <= 5:
        return None
    for at in range(min(len(bureau), 8)):
        form = forms("local").get(f"{bureau[at:]}局")
        if form and (not at or bureau[at - 1] in _LEVELS):
            row = form.row
            return Branch(f"{row.key}分局", row.kind, town, name, row.order)
    return None

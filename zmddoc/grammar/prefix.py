"""A prefix that a list writes once: in 市人社局、财政局、团市委 the second is 市财政局, the third is whole."""

from __future__ import annotations

from zmddoc.grammar.bodies.table import forms
from zmddoc.grammar.bodywords import closes_group, is_generic, is_group, place_type, words
from zmddoc.grammar.brackets import bare

_LEVELS = "省市县区州盟旗"
_NO_LEVEL = (
    "市场",
    "市监",
    "市政园林",
    "市政公用",
    "市政工程",
    "市政管理",
    "市政局",
    "市容",
    "区块",
    "区域",
    "县域",
    "县际",
    "省际",
    "州市",
)
"""Names that begin with a level's character and have no prefix: 市场监管局, 市监局, 市政园林局."""

_OWN = words(
    "国家 国务院 国网 国开 国防 中国 中共 中央 中铁 中石 中省 最高 人民银行 人行 团省 团市 团县 团区 团州 共青团 全国 "
    "各 有关 相关 驻 海关 出入境 南网 建行 工行 农行 农发行 农商行 农信 邮储 移动 联通 电信 铁塔 属地 "
    "其他 武警 辖区 拖欠 市监"
)
"""How names begin that no place is put before."""

_PARTY = frozenset(
    words(
        "组织部 宣传部 统战部 政法委 网信办 编办 改革办 深改办 政研室 机关工委 直属机关工委 党校 巡察办 台办 老干部局 社会工作部 社工部 "
        "农办 军民融合办 财经办 国安办 军民融合委办"
    )
)
"""Departments of a party committee, which 市委 goes before."""

_PLAIN = words(
    "局 委 办 厅 院 处 室 工会 妇联 残联 科协 文联 侨联 社科联 工商联 记协 中心 供销社 委员会 贸促会 贸促分会 支队 大队 总队 红十字会 人大 政协"
)
_PLACED = words(
    "分局 银保监局 金融监管局 金融监管分局 证监局 海关 海事局 铁路局 供电局 供电公司 分行 支行 分公司"
)
"""Bodies whose name has its place in it where it has anything before these words (泰州银保监分局)."""

_OF_ITS_OWN = ("实验室", "街办", "街道办", "管理局", "警备区")
"""How names end that are whole though the table has them not: 之江实验室, 西山街办."""
_BRANCHES = frozenset(words("银保监分局 金融监管分局 证监局 海关 海事局 铁路局 分行 支行"))
"""The state's own branches, which are no bodies of the city that a list goes on from."""


class Restorer:
    """Restores the prefix through one list, from its first name on."""

    def __init__(self) -> None:
        self._prefix = ""
        self._party = ""

    def restore(self, name: str) -> str:
        """The name with the prefix that the names before it wrote, where it has none of its own."""
        core = bare(name)
        ordinary = _ordinary(core)
        if not ordinary and (
            is_group(core)
            or place_type(core)
            or is_generic(core)
            or core.startswith(_OWN)
            or core.startswith(_PROVINCES)
            or closes_group(core)
        ):
            return name
        own = own_prefix(core)
        if own:
            self._prefix = own
            if core.startswith(own + "委") and len(core) > len(own) + 2:
                self._party = own + "委"
            return name
        if not self._prefix or len(core) < 2:
            return name
        if core in _PARTY:
            return (self._party or self._prefix + "委") + name
        if core in _BRANCHES:
            return name
        if core == "团委":
            return f"团{self._prefix}委" if self._prefix in _LEVELS else name
        if any(core.endswith(words) and core != words for words in _PLACED) and not core.startswith(
            "地方"
        ):
            return name
        whole = core.endswith(_OF_ITS_OWN) and core not in forms("local")
        plain = core.endswith(_PLAIN) and not whole
        return self._prefix + name if ordinary or plain else name


def _ordinary(name: str) -> bool:
    """Whether the registry has the name, without a place, for a department or an organisation."""
    form = forms("local").get(name)
    return (
        form is not None
        and form.row.kind in ("department", "organisation")
        and not is_generic(name)
        and name != "市监局"  # short for 市市场监管局
    )


_PROVINCES = tuple(
    words(
        "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆"
    )
)


def own_prefix(name: str) -> str:
    """市 of 市人社局, 三明市 of 三明市财政局; '' where the name begins with no place."""
    if len(name) < 3:
        return ""
    for whole in ("自治区", "自治州", "自治县", "兵团"):
        if name.startswith(whole) and len(name) > len(whole):
            return whole
    if name[0] in _LEVELS:
        return "" if name.startswith(_NO_LEVEL) else name[0]
    for at in range(2, min(5, len(name) - 2)):
        if (
            name[at] in _LEVELS
            and not name.startswith(_NO_LEVEL, at)
            and name[at + 1] not in "域划"
        ):
            return name[: at + 1]
    return ""

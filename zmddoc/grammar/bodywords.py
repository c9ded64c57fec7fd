"""What the name of a body looks like: how it ends, how it begins, which words stand for many.

The endings are those of the bodies that plans name (organs, offices, schools, firms, associations);
a name that is not in the registry is judged by them alone.
"""

from __future__ import annotations

from functools import lru_cache

from zmddoc.grammar.brackets import bare


def words(spaced: str) -> tuple[str, ...]:
    """The words of a list that is written with white space between them."""
    return tuple(spaced.split())


_ENDINGS = words(
    "局 委 办 厅 署 院 法院 检察院 海关 部 处 科 室 中心 公司 集团 政府 人大 政协 工会 妇联 残联 科协 文联 侨联 "
    "社科联 工商联 记协 作协 部门 单位 机构 机关 高校 学校 院校 大学 学院 党校 行政学院 医院 银行 分行 支行 中支 "
    "信用社 联社 农商行 农信社 农信联社 分局 支局 支队 总队 大队 队 兵团 师 团场 军分区 人武部 武装部 办事处 管理处 "
    "委员会 管委会 协会 学会 商会 总会 联合会 促进会 贸促会 贸促分会 理事会 基金会 董事会 银监会 保监会 证监会 银保监会 "
    "金融监管总局 工委 党委 党组 党派 总支 支部 街道 乡镇 镇街 街镇 社区 村 企业 国企 央企 园区 开发区 工业区 新区 "
    "示范区 高新区 经开区 综保区 自贸区 自贸试验区 度假区 景区 管理区 功能区 产业园 科技园 合作区 先行区 试验区 "
    "报社 电视台 广播电台 融媒体中心 传媒 媒体 通讯社 新华社 供销社 出版社 旅行社 领导小组 工作组 工作专班 专班 指挥部 "
    "联席会议 研究所 设计院 监理所 电厂 水厂 机场 车站 港口 铁塔 电信 移动 联通 运营商 广电网络 邮政 烟草 税务 人行 "
    "供电 电力 石化 成员 地区 地方 各地 市州 县区 区县 县市 市县 各市 各州 各县 各区 各盟 各旗 团市委 团省委 团县委 团区委 "
    "共青团 武警 驻军 医疗卫生机构 科研院所 研究院 博物馆 图书馆 档案馆 文化馆 气象台 保税区 平台公司"
)
_NO_ENDINGS = words(
    "干部 内部 外部 全部 局部 大局 全局 布局 格局 结局 政策部 场所 社会 大会 会议室 机会 委托 学科 专科 本科 百科 "
    "教室 研究室建设 用处 好处 益处 团队 大部 中部 东部 西部 南部 北部 农村 乡村 新农村 全村 商品部 贫困村 示范村"
)
_LONGEST = max(map(len, _ENDINGS))
_ENDING_SET = frozenset(_ENDINGS)

PLACE_TYPES = frozenset(
    words(
        "省 自治区 直辖市 市 州 县 区 盟 旗 乡 镇 街道 乡镇 镇街 街镇 镇乡 县级市 设区市 设区的市 地级市 自治州 自治县 自治旗 特区 地区 开发区 经开区 "
        "高新区 园区 功能区 管理区 新区 示范区 林区 垦区 师市 师 团场 县区 区县 市区 县市 市县 县市区 市县区 市州 州市 市地 地市 地州市 盟市 旗县 "
        "旗县区 旗县市区 旗区 县旗 省区市 社区 村 产业园区 工业园区 产业集聚区 度假区 县市区镇"
    )
)
"""Words for a kind of place; beside one another they make one group (各市、州、县人民政府)."""

_LONGEST_TYPE = max(map(len, PLACE_TYPES))

GROUP_STARTS = words(
    "各 地方各级 有关 相关 其他 其它 所有 全体 全市各 全省各 全县各 全区各 市各 省各 县各 区各 国务院有关 国务院相关 国务院各 "
    "中央有关 省直 市直 县直 区直 州直 市级 省级 县级 区级 中省直 中省驻 驻市 驻地 驻区 驻县 市属 省属 县属 区属 成员单位 市有关 省有关 县有关 区有关 "
    "市相关 省相关 县相关 区相关 省市有关 市县 属地 市、县 全市 全省 全县 全区"
)
"""How the name of a group begins."""

_GROUP_ENDS = words(
    "成员单位 各部门 各单位 有关部门 相关部门 有关单位 相关单位 有关部门和单位 所有部门和单位"
)

_ONE_ENDS = words("机关工委 机关党工委 机关工作委员会 机关事务管理局 机关事务服务中心 机关事务局")
"""How one body ends that begins like a group: 市直机关工委."""

_MANY = frozenset("省市县区州盟旗镇乡街道村师方级家校园")
"""How the name of a group may end besides as a body's: 各县区, 有关方."""

GENERIC = frozenset(
    words(
        "部门 单位 机构 企业 政府 人民政府 管委会 管理委员会 党委 党工委 地区 地方 个人 高校 院校 平台 成员单位 牵头单位 责任单位 "
        "主管部门 职能部门 责任部门 人员 同志"
    )
)
"""Words that name no body unless something says which."""

_TAILS = words(
    "人民政府 政府 管委会 管理委员会 党委 党工委 党委政府 党委和政府 办事处 街道办事处 政府办公室 人民政府办公室"
)


@lru_cache(maxsize=4096)
def looks_like_body(name: str) -> bool:
    """Whether the name ends as the names of bodies do."""
    core = bare(name)
    if len(core) < 2 or core.endswith(_NO_ENDINGS):
        return False
    return any(core[-n:] in _ENDING_SET for n in range(1, min(_LONGEST, len(core)) + 1))


def is_group(name: str) -> bool:
    """Whether the name stands for many bodies: 各有关部门和单位."""
    if name.endswith(_ONE_ENDS) and not name.startswith("各"):
        return False
    if name.endswith(_GROUP_ENDS):
        return True
    return name.startswith(GROUP_STARTS) and (looks_like_body(name) or bare(name)[-1:] in _MANY)


_NO_PLACES = words(
    "城区 社区 地区 山区 灾区 库区 小区 片区 牧区 林区 校区 厂区 辖区 郊区 市区 县区 全区 全县 全市 城市 都市 上市 超市 股市 楼市 "
    "门市 本市 本县 本区 我市 我县 我区 外省市 县域 入市 夜市 集市 军区 园区 景区 保护区 功能区 示范县 试点县 示范市 重点县 贫困县"
)


def place_name(name: str) -> bool:
    """Whether the name may be that of a county, district or town: 示例县, 示例街道."""
    core = bare(name)
    return (
        2 <= len(core) <= 8
        and core.endswith(("县", "区", "市", "州", "旗", "镇", "乡", "街道"))
        and (not core.endswith(_NO_PLACES) or _district(core))
        and all("\u4e00" <= char <= "\u9fff" for char in core)
    )


def _district(name: str) -> bool:
    """Whether it may be a district's name though it ends as a common noun does: 驿城区, 宝山区."""
    return (
        len(name) == 3
        and name.endswith(("城区", "山区"))
        and name[0] not in "主县全各该本大深石高半我市"
    )


def is_generic(name: str) -> bool:
    """Whether the word alone names nothing: 单位."""
    return bare(name) in GENERIC


def place_type(name: str) -> bool:
    """Whether the name is a kind of place and nothing more, with or without 各: 各县（市）, 县级市."""
    core = bare(name).strip()
    for start in ("全市各", "全省各", "全县各", "各有关", "各相关", "有关", "相关", "各"):
        core = core.removeprefix(start)
    return core in PLACE_TYPES


def closes_group(name: str) -> bool:
    """Whether the name is the last of a group that began before it: 县人民政府, 区人民政府(管委会)."""
    core = bare(name).strip()
    for n in range(min(_LONGEST_TYPE, len(core)), 0, -1):
        if core[:n] in PLACE_TYPES and core[n:] in _TAILS:
            return True
    return False

"""Every code that zmddoc can print: title, severity, meaning.

Codes are never reused. docs/diagnostics.md explains each to a clerk; a test keeps it in step.
Z1 YAML and files, Z2 schema, Z3 references, Z4 duties and dates, Z5 text and typography,
Z6 templates and fonts, Z7 returns, Z8 register, Z9 building.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zmddoc.diagnostics import Diagnostic, Place, Related, Severity


@dataclass(frozen=True)
class Entry:
    """What one code means."""

    code: str
    severity: Severity
    title: str
    meaning: str


def _error(code: str, title: str, meaning: str) -> Entry:
    return Entry(code, "error", title, meaning)


def _warning(code: str, title: str, meaning: str) -> Entry:
    return Entry(code, "warning", title, meaning)


ENTRIES: tuple[Entry, ...] = (
    _error("Z101", "缺少文件", "项目里应有的文件或文件夹不在。"),
    _error("Z102", "文件读不了", "文件不是普通文件、没有权限，或文件名不合法。"),
    _error("Z103", "不是 UTF-8", "文件的编码不是 UTF-8，或在传送中损坏。"),
    _error("Z104", "看不见的字符", "有控制字符、零宽字符、行分隔符等看不见也不该有的字符。"),
    _error("Z105", "空文件", "文件里没有内容。"),
    _error("Z106", "YAML 写法有误", "缩进、引号、括号或冒号不合 YAML 的写法，这一处以后无法读。"),
    _error("Z107", "用了制表符", "YAML 的缩进只能用空格，不能用制表符(Tab)。"),
    _error("Z108", "键重复", "同一组里同一个键写了两次；YAML 本会悄悄只留一个。"),
    _error("Z109", "用了锚点或别名", "&、*、<< 会让一处改动悄悄牵动别处，本项目不用。"),
    _error("Z110", "用了类型标签", "!! 或 ! 开头的标签会改变值的类型，本项目不用。"),
    _error("Z111", "不止一个 YAML 文档", "一个文件里只应有一个文档，“---”只能出现在开头。"),
    _error("Z112", "文件太大或嵌套太深", "超出任何方案所需，多半不是方案的数据。"),
    _error("Z113", "键不是文字", "冒号左边应是一个单独的词。"),
    _warning("Z114", "有字节序标记", "文件开头有 BOM(记事本常加)，已忽略。"),
    _error("Z201", "缺少必需的键", "这一组里少了必须写的一项。"),
    _error("Z202", "不认识的键", "键写错了，或写在了不该写的地方。"),
    _error("Z203", "类型不对", "该写文字的写了数，该写列表的写了文字，等等。"),
    _error("Z204", "取值不在允许之列", "这一项只能从几个词里选。"),
    _error("Z205", "空着", "必须有内容的一项是空的。"),
    _error("Z206", "日期有误", "日期应写作 2021-03-29 的样子，且须是真实的日期。"),
    _error("Z207", "数有误", "应写一个数，如 8、0.9；不写单位、逗号和全角数字。"),
    _error("Z208", "指标的数写得不全", "value、low、high、baseline 与 bound 不配。"),
    _error("Z209", "报送期写法有误", "报送期应写作 2021Q2 的样子。"),
    _error("Z301", "编号写法有误", "条写作 T04，措施写作 T04.1，指标写作 T04-1。"),
    _error("Z302", "编号重复", "同一个编号用了两次；编号永久不变、不重用。"),
    _error("Z303", "编号写在了别条之下", "指标或措施的编号不是所在这一条的。"),
    _warning("Z304", "编号有缺", "编号中间缺号：丢了一条，或编号写错。"),
    _error("Z305", "名录里没有的单位", "责任单位或 per 写的名称没有在 units.yaml 登记。"),
    _error("Z306", "名称当时不用", "这个名称在方案成文之日尚未启用或已经停用。"),
    _error("Z307", "两个单位同名", "名录里一个名称登记给了两个单位。"),
    _warning("Z308", "集合没有成员", "集合没有列出成员，其任务落不到具体单位。"),
    _error("Z309", "成员不在名录里", "集合的成员没有登记。"),
    _warning("Z310", "成员是推定的", "集合的成员没有名单依据，是推定的，须核实。"),
    _error("Z311", "成员名单有误", "不是集合却有成员，成员重复，集合套集合，或名单没有写来源。"),
    _warning("Z312", "简称与全称对不上", "简称的字没有依次出现在全称里，两者之一可能写错。"),
    _error("Z313", "名称的起止日期颠倒", "别名停用的日期早于启用的日期。"),
    _error("Z314", "per 不是集合", "per 的意思是集合里的每一个，这里写了单个单位。"),
    _error("Z315", "勘误所指的条不存在", "errata 的 task 不是方案里的条。"),
    _error("Z401", "责任单位与分句不符", "lead、support 与原文“责任单位”分句里的单位不一致。"),
    _error("Z402", "单位重复", "一条责任里同一个单位写了两次(两种名称也算)。"),
    _error("Z403", "既牵头又配合", "一条责任里同一个单位既在 lead 又在 support。"),
    _warning("Z404", "未落实责任单位", "有指标而原文没有写责任单位，须由印发机关明确。"),
    _error("Z405", "牵头的依据不符", "lead_basis 或 basis 与分句里有无“牵头”不一致。"),
    _warning("Z406", "点名而不在责任单位里", "正文点到的单位或集合，责任单位里没有。"),
    _error("Z407", "时限早于成文日期", "完成时限在方案成文之前。"),
    _warning("Z408", "时限超出方案年度", "完成时限在方案年度之后。"),
    _warning("Z409", "没有完成时限", "方案和这些条都没有写完成时限。"),
    _error("Z410", "发文早于成文", "发文日期在成文日期之前。"),
    _warning("Z411", "年份对不上", "方案年度、标题、发文字号、成文日期里的年份不一致。"),
    _error("Z412", "报送期有误", "报送期的年度、次序、数据截止日或报送日不合理。"),
    _warning("Z413", "报送日不是工作日", "报送截止日是休息日，或那一年的放假安排未知。"),
    _warning("Z414", "规则尚未核定", "报送与督查规则还没有人核定。"),
    _error("Z501", "与原文不同", "由 plan.yaml 还原的文字与收到的原文有出入。"),
    _error("Z502", "缺了原文的一行", "收到的原文有这一行，plan.yaml 里没有。"),
    _error("Z503", "多出原文没有的一行", "plan.yaml 里有这一行，收到的原文没有。"),
    _error("Z504", "位置与原文不同", "这一行在原文里，但次序不同。"),
    _error("Z505", "原文序号不连续", "收到的原文里章或条的序号有缺、有重。"),
    _error("Z506", "排版样式有误", "received 的样式里有不认识的 {…}，或无法还原原文。"),
    _error("Z507", "引文不在正文里", "指标的 quote 没有逐字出现在所在条的正文里。"),
    _error("Z508", "引文不止一处", "指标的 quote 在正文里出现了不止一次。"),
    _error("Z509", "指标的数与引文不符", "value、low、high 与引文里的数不一致。"),
    _error("Z510", "计量单位与引文不符", "unit 不是引文里数字后面的单位。"),
    _error("Z511", "bound 与引文不符", "引文的“以上、左右、不超过、不低于”或区间与 bound 不一致。"),
    _error("Z512", "soft 与“力争”不符", "有“力争”没有写 soft，或写了 soft 没有“力争”。"),
    _warning("Z513", "同句有“力争”", "同一句前面有“力争”，这项指标没有写 soft，请看是否管到。"),
    _error("Z514", "增减方向不符", "引文写下降而 direction 不是 down，或相反。"),
    _error("Z515", "指标类别不符", "kind 与计量单位或引文的说法不一致。"),
    _warning(
        "Z516", "数字没有指标认领", "正文里的数字不在任何指标的引文里，也不属于不算指标的写法。"
    ),
    _warning("Z517", "疑是每个都要达到", "句子里写着“各县(区)”一类的集合，指标没有写 per。"),
    _error("Z518", "勘误有误", "要更正的文字不在那里、不止一处，或没有改动。"),
    _warning("Z519", "疑似丢失“+”", "两个汉字之间或后引号之前有空格，网页转换常丢“+”。"),
    _warning("Z520", "一个机构两种写法", "文中的机构名与名录或别处的机构名只差几个字。"),
    _warning("Z521", "半角标点", "汉字之间有半角标点；印出时自动改为全角。"),
    _warning("Z522", "引号括号不成对", "引号、书名号或括号缺了一半。"),
    _error("Z523", "发文字号写法有误", "发文字号应写作 驻政办〔2021〕10号 的样子。"),
    _error("Z601", "模板有误", "模板的语法、名字或用词(公文词汇表)有误。"),
    _error("Z602", "缺字", "没有一种字体有这个字，宁可不出文件也不印成空框。"),
    _warning("Z603", "用不上的模板", "templates 里的这个文件没有用处：名字写错了，或多余。"),
    _error("Z801", "登记的文号有误", "文号不合规定的写法，或其中的年份不是成文日期的年份。"),
    _error("Z802", "文号重复", "一个文号登记了两次；文号不重用，作废的也不再用。"),
    _error("Z803", "文号不连续", "同一代字、同一年的文号中间缺号，登记簿和 series 都没有交代。"),
    _warning("Z804", "文号与日期次序不一", "文号在后的，成文日期却在前。"),
    _error("Z805", "印发的文件不在或变了", "登记过的文件找不到，或字节与印发时不同。"),
    _error("Z806", "登记的单位不在名录里", "登记簿里的单位或主送没有在 units.yaml 登记。"),
    _error("Z807", "登记的日期有误", "作废早于成文，或答复期限早于成文。"),
    _warning("Z808", "代字与文件类别不符", "按 series，这类文件不用这个代字。"),
    _error("Z809", "同一文件印发了两次", "同类、同单位、同一期的文件有两个有效的文号。"),
    _error("Z810", "文号系列有误", "series 里代字写法不合，或代字、文件类别、年份写了两次。"),
    _error("Z811", "印发的文件没有登记", "plan/issued 里有一个文号的文件夹，登记簿里没有这个号。"),
    _warning("Z812", "答复期限不是工作日", "登记的答复期限是休息日，或那一年的放假安排未知。"),
    _error("Z813", "发文机关无权主送", "主送有县区政府或管委会，发文机关不是政府及其办公室。"),
    _warning("Z814", "宜用函", "主送有垂直管理单位或人民团体，文种却是通知。"),
    _error("Z901", "文件没有生成", "排版某个文件时出错，其余文件不受影响。"),
    _error(
        "Z902", "填过的报送表没有覆盖", "build/ 里这份报送表已有人填过并存过盘，重新生成会毁掉它。"
    ),
)

CATALOGUE: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in ENTRIES})


def diagnostic(
    code: str,
    place: Place,
    message: str,
    hint: str = "",
    related: Iterable[Related] = (),
) -> Diagnostic:
    """Return the diagnostic with the severity that the catalogue gives its code."""
    return Diagnostic(place, code, message, CATALOGUE[code].severity, hint, tuple(related))

"""Texts of plans, made up: 示例 words in every shape that a plan is set in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from zmddoc.sections import NUMBERS, written

_TITLES = (
    "示例项目建设",
    "完善示例服务",
    "加强要素保障",
    "优化示例环境",
    "培育示例企业",
    "推进试点工作",
    "强化监督检查",
    "健全工作机制",
)
_SENTENCES = (
    "建立示例台账，逐项推进落实", "加强部门协作，形成工作合力", "定期调度进展情况，及时研究解决问题",
    "完善相关配套办法，做好宣传解读", "总结推广经验做法", "落实各项扶持办法，优化办事流程",
)  # fmt: skip
_TARGETS = (
    "新增示例企业20家",
    "示例产业增加值增长8%左右",
    "建成示例项目12个以上",
    "示例覆盖率达到95%以上",
)
_BODIES = (
    "市发改委",
    "市财政局",
    "市工信局",
    "市科技局",
    "市商务局",
    "市生态环境局",
    "市人社局",
    "市教育局",
)
_DUTIES = (
    "（责任单位：{all}）",
    "（牵头单位：{first}；配合单位：{rest}）",
    "（{first}牵头，{rest}配合）",
    "（{all}按职责分工负责）",
    "（配合单位：{all}）",
    "（{all}。以下均需各县区落实，不再列出）",
)
_GOALS = ("", "主要目标：示例产业增加值增长8%，新增示例企业30家。")

CHAPTERS = ("{number}、{title}",)
TASKS = (
    "（{number}）{title}。{text}",
    "({number}){title}。{text}",
    "{arabic}.{title}。{text}",
    "{wide}．{title}。{text}",
    "（{number}）{title}\n{text}",
)
MEASURES = ("{arabic}.{text}", "（{arabic}）{text}", "{circled}{text}", "{bracketed}{text}")


@dataclass(frozen=True)
class Styles:
    """How one text is set."""

    task: str
    measure: str
    restart: bool
    breaks: bool
    """Whether it keeps its line breaks."""
    notice: bool
    """Whether a covering notice stands before the plan."""
    chapters: bool


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A whole document."""
    style = draw(
        st.builds(
            Styles,
            st.sampled_from(TASKS),
            st.sampled_from(MEASURES),
            st.booleans(),
            st.booleans(),
            st.booleans(),
            st.booleans(),
        )
    )
    if not style.breaks:  # where a title ends nothing else would say
        style = replace(style, task=style.task.replace("\n", "。"))
    lines = [one for one in (*_head(style.notice), draw(st.sampled_from(_GOALS))) if one]
    number = 0
    if style.chapters:
        for c in range(1, draw(st.integers(1, 4)) + 1):
            lines.append(f"{written('number', c)}、{draw(st.sampled_from(_TITLES))}")
            number = 0 if style.restart else number
            for _ in range(draw(st.integers(1, 4))):
                number += 1
                lines += _item(draw, style.task, number)
                lines += _measures(draw, style) if style.task.startswith(("（", "(")) else []
    else:
        for number in range(1, draw(st.integers(2, 6)) + 1):
            lines += _item(draw, "{number}、{title}。{text}", number)
    lines.append("本方案自印发之日起施行。")
    return ("\n" if style.breaks else " ").join(lines) + "\n"


def _head(notice: bool) -> list[str]:
    title = "示例市2021年示例工作方案"
    head = [
        "示例市人民政府办公室",
        f"关于印发《{title}》的通知",
        "示政办〔2021〕3号",
        "各县区人民政府，市直有关单位：",
    ]
    body = [title, "为做好示例工作，制定本方案。"]
    if notice:
        return [
            *head,
            f"《{title}》已经市政府同意，现印发给你们，请认真贯彻落实。",
            "2021年3月9日",
            *body,
        ]
    return [
        "示例市人民政府办公室",
        f"{title}",
        "示政办〔2021〕3号",
        "各县区人民政府，市直有关单位：",
        body[1],
    ]


def _item(draw: st.DrawFn, form: str, number: int) -> list[str]:
    words = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3, unique=True))
    words += draw(st.lists(st.sampled_from(_TARGETS), max_size=2, unique=True))
    text = "。".join(words) + "。" + (draw(_duty()) if draw(st.booleans()) else "")
    fields = {name: written(name, number) for name in NUMBERS}
    fields |= {"title": draw(st.sampled_from(_TITLES)), "text": text}
    return form.format(**fields).split("\n")


def _measures(draw: st.DrawFn, style: Styles) -> list[str]:
    if draw(st.integers(0, 3)):
        return []
    return [
        line
        for number in range(1, draw(st.integers(2, 4)) + 1)
        for line in _item(draw, style.measure, number)
    ]


@st.composite
def _duty(draw: st.DrawFn) -> str:
    bodies = draw(st.lists(st.sampled_from(_BODIES), min_size=2, max_size=4, unique=True))
    first, rest = bodies[0], "、".join(bodies[1:])
    return draw(st.sampled_from(_DUTIES)).format(all="、".join(bodies), first=first, rest=rest)


def broken(text: str, columns: int, indent: str = "") -> str:
    """The text with every paragraph broken where a line is full."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for char in (indent if len(paragraph) > columns // 2 else "") + paragraph:
            if (
                sum(1 + (one > "\u2000") for one in line + char) > columns
                and char not in "，。；：、）"
            ):
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return "\n".join(lines)

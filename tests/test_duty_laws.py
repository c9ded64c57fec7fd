"""An annotation written from known bodies is read back as those bodies, whatever its form."""

from hypothesis import given, settings
from hypothesis import strategies as st

from zmddoc.grammar.bodies.table import forms
from zmddoc.grammar.clause import duties

LEVELS = {"省": "province", "市": "below", "县": "below"}
LOCAL = sorted(
    {
        level + written
        for written, form in forms("local").items()
        for level, scope in LEVELS.items()
        if form.row.kind != "company"
        and form.row.key != "政府"
        and form.scope in ("any", scope)
        and not written.startswith(("省", "市", "县", "区"))
    }
)
CENTRAL = sorted(n for n in forms("central") if n.startswith(("国家", "国务院", "中国", "中央")))
GROUPS = [
    "各县（市、区）人民政府",
    "各市、州、县人民政府",
    "各县、区人民政府(管委会)",
    "各区、县级市",
    "市、县〔区〕人民政府",
    "各有关部门和单位",
    "各地区",
    "各金融机构",
    "市直有关部门",
    "各设区市政府",
    "各省、自治区、直辖市人民政府",
]
ONE = st.one_of(st.sampled_from(LOCAL), st.sampled_from(CENTRAL))
BODIES = st.builds(
    lambda names, group, at: (*names[:at], *group, *names[at:]),
    st.lists(ONE, min_size=2, max_size=5, unique=True),
    st.lists(st.sampled_from(GROUPS), max_size=1),
    st.integers(0, 5),
).map(list)
"""At most one group: whether 各区、县级市、市、县人民政府 are one or two nobody can tell."""


def listed(names: list[str], marks: list[str]) -> str:
    return "".join(
        name + (mark if i < len(names) - 1 else "")
        for i, (name, mark) in enumerate(zip(names, marks, strict=False))
    )


@settings(max_examples=200)
@given(BODIES, st.data())
def test_what_is_written_is_read_back(names: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(names) - 1))
    first, second = names[:cut], names[cut:]
    mark = st.sampled_from(["、", "，", "、"])
    marks = data.draw(st.lists(mark, min_size=len(names), max_size=len(names)))
    whole, a, b = listed(names, marks), "、".join(first), listed(second, marks)
    form, lead, support, basis = data.draw(
        st.sampled_from(
            [
                (f"（责任单位：{whole}）", names[:1], names[1:], "convention"),
                (f"(责任单位:{whole})", names[:1], names[1:], "convention"),
                (f"（{whole}按职责分工负责）", names[:1], names[1:], "convention"),
                (f"（{whole}等部门按职责分工负责）", names[:1], names[1:], "convention"),
                (f"（{whole}负责）", names[:1], names[1:], "convention"),
                (f"（{a}牵头，{b}配合）", first, second, "stated"),
                (f"（{a}牵头，{b}等配合）", first, second, "stated"),
                (f"（{a}牵头负责，{b}按职责分工负责）", first, second, "stated"),
                (f"（牵头单位：{a}；责任单位：{b}）", first, second, "stated"),
                (f"【牵头单位：{a}；配合单位：{b}】", first, second, "stated"),
                (
                    f"〔牵头单位：{a}，配合单位：{b}；完成时限：2021年6月底前〕",
                    first,
                    second,
                    "stated",
                ),
                (f"责任单位：{whole}", names[:1], names[1:], "convention"),
            ]
        )
    )
    text = f"做好示例工作。{form}"
    (reading,) = duties(text)
    assert [m.name for m in reading.lead] == lead
    assert [m.name for m in reading.support] == support
    assert reading.basis == basis
    assert reading.span.of(text) == form
    assert reading.confidence != "doubtful"


@given(
    st.lists(st.sampled_from(LOCAL), min_size=2, max_size=2, unique=True), st.sampled_from("和与及")
)
def test_two_bodies_with_and_between_them(names: list[str], and_: str) -> None:
    (reading,) = duties(f"（责任单位：{names[0]}{and_}{names[1]}）")
    assert [m.name for m in reading.lead + reading.support] == names

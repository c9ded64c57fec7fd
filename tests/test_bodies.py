"""The registry of ordinary bodies: which body a name means, and what is proposed for a project."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.grammar.bodies import certainty, propose, recognise, same
from zmddoc.grammar.bodies.table import forms, table
from zmddoc.project import Project

PLACE = "驻马店市"

ONE_BODY = [
    (
        "市发改委",
        "市发展改革委",
        "市发展和改革委员会",
        "驻马店市发展和改革委员会",
        "驻马店市发改委",
    ),
    ("市工信局", "市工业和信息化局", "市工业信息化局"),
    ("省工信厅", "省工业和信息化厅", "河南省工业和信息化厅"),
    ("市人社局", "市人力资源社会保障局", "市人力资源和社会保障局"),
    ("市住建局", "市住房城乡建设局", "市住房和城乡建设局"),
    ("市卫健委", "市卫生健康委", "市卫生健康委员会"),
    ("市市场监管局", "市市场监督管理局"),
    ("市自然资源局", "市自然资源和规划局"),
    ("市环保局", "市环境保护局"),
    ("市税务局", "国家税务总局驻马店市税务局"),
    ("市银保监局", "驻马店银保监分局", "中国银行保险监督管理委员会驻马店监管分局"),
    ("人行泰州中支", "人民银行泰州市中心支行", "中国人民银行泰州市中心支行"),
    ("团市委", "共青团驻马店市委员会"),
    ("市委组织部", "中共驻马店市委组织部"),
    ("国家发展改革委", "国家发展和改革委员会", "国家发改委"),
    ("国家卫生健康委", "国家卫生健康委员会"),
    ("税务总局", "国家税务总局"),
]

TWO_BODIES = [
    ("市发改委", "省发改委"),
    ("市发改委", "国家发展改革委"),
    ("市环保局", "市生态环境局"),
    ("市国土局", "市自然资源局"),
    ("市扶贫办", "市乡村振兴局"),
    ("市教育局", "市教体局"),
    ("市法院", "市检察院"),
    ("市中级法院", "市法院"),
    ("南通海关", "南昌海关"),
    ("郑州市财政局", "驻马店市财政局"),
    ("市文广旅局", "市文旅局"),
    ("市某某局", "市某某委"),
]


@pytest.mark.parametrize("names", ONE_BODY, ids=lambda names: names[0])
def test_names_of_one_body_are_the_same(names: tuple[str, ...]) -> None:
    assert all(
        same(a, b, place=PLACE) and same(b, a, place=PLACE) for a, b in combinations(names, 2)
    )
    assert {certainty(name) for name in names} == {"sure"}


@pytest.mark.parametrize(("name", "other"), TWO_BODIES)
def test_names_of_two_bodies_are_not_the_same(name: str, other: str) -> None:
    assert not same(name, other, place=PLACE)


@pytest.mark.parametrize(
    ("name", "full", "until", "successor"),
    [
        ("市环保局", "驻马店市环境保护局", date(2019, 3, 31), "生态环境局"),
        ("省国土资源厅", "省国土资源厅", date(2018, 12, 31), "自然资源局"),
        ("市扶贫办", "驻马店市扶贫开发办公室", date(2021, 6, 30), "乡村振兴局"),
        ("市银保监局", "中国银行保险监督管理委员会驻马店监管分局", date(2023, 7, 19), ""),
        ("湖北银保监局", "中国银行保险监督管理委员会湖北监管局", date(2023, 7, 19), ""),
        ("人行泰州中支", "中国人民银行泰州中心支行", date(2023, 8, 17), ""),
        ("银保监会", "中国银行保险监督管理委员会", date(2023, 5, 17), ""),
        ("市发改委", "驻马店市发展和改革委员会", None, ""),
        ("市劳动保障局", "驻马店市劳动和社会保障局", None, "人社局"),
        ("卫生部", "卫生部", date(2013, 3, 31), "国家卫生健康委"),
        ("海洋局", "国家海洋局", date(2018, 3, 31), "自然资源部"),
        ("市生态环境局西平分局", "市生态环境局西平分局", None, ""),
        ("民航河南监管局", "民航河南监管局", None, ""),
    ],
)
def test_old_names_have_their_dates(
    name: str, full: str, until: date | None, successor: str
) -> None:
    body = recognise(name, place=PLACE)
    assert body
    assert (body.full, body.until, body.successor) == (full, until, successor)


def test_words_before_a_name_are_no_place() -> None:
    assert recognise("所需资金由市财政局") is None
    assert recognise("新设的市财政局") is None


def test_the_full_names_of_the_real_registry(real: Project) -> None:
    assert real.registry
    kinds = ("department", "organisation", "vertical")
    bodies = [unit for unit in real.registry.units if unit.kind in kinds]
    read = {unit.name: recognise(unit.name, place=PLACE) for unit in bodies}
    assert all(read.values())
    wrong = {unit.name for unit in bodies if (body := read[unit.name]) and body.full != unit.full}
    # its full name is marked as to be confirmed: 政务服务和大数据管理局 cannot be told from the short one
    assert wrong == {"市大数据管理局"}


def test_a_name_without_prefix_is_the_states_unless_the_document_is_local() -> None:
    assert getattr(recognise("发展改革委"), "level", "") == "central"
    assert getattr(recognise("发展改革委", level="province"), "short", "") == "发改委"


def test_what_is_unknown_is_kept_as_written() -> None:
    assert recognise("市某某局") is None
    assert (certainty("市某某局"), certainty("开展工作"), certainty("各有关部门")) == (
        "likely",
        "doubtful",
        "sure",
    )
    names = ["市某某局", "各县区", "市财政局", "市直机关工委", "市高新区管委会"]
    entries = propose(names, place=PLACE)
    assert [(e.unit.name, e.unit.full, e.unit.kind) for e in entries] == [
        ("市直机关工委", "中共驻马店市委直属机关工作委员会", "department"),
        ("市财政局", "驻马店市财政局", "department"),
        ("市某某局", "市某某局", "department"),
        ("市高新区管委会", "驻马店市高新区管理委员会", "zone"),
        ("各县区", "各县区", "group"),
    ]
    assert "没有" in entries[2].unit.note
    assert "待核" in entries[4].unit.source


def test_names_of_one_body_make_one_unit_in_order_of_rank() -> None:
    written = ["市税务局", "市人力资源社会保障局", "市发改委", "市人社局", "市发展改革委", "团市委"]
    entries = propose(written, place=PLACE, day=date(2021, 3, 29))
    assert [e.written for e in entries] == [
        ("市发改委", "市发展改革委"),
        ("市人力资源社会保障局", "市人社局"),
        ("团市委",),
        ("市税务局",),
    ]
    assert [alias.name for alias in entries[0].unit.aliases] == ["市发展改革委"]
    assert not entries[0].unit.note


def test_a_name_that_did_not_hold_on_the_day_is_noted() -> None:
    (old,) = propose(["市环保局"], place=PLACE, day=date(2021, 3, 29))
    assert "2019-03-31" in old.unit.note
    (early,) = propose(["市乡村振兴局"], place=PLACE, day=date(2020, 1, 1))
    assert "2021-02-25" in early.unit.note


@pytest.mark.parametrize("name", ["central", "local"])
def test_the_tables_are_whole(name: str) -> None:
    rows = table(name)  # type: ignore[arg-type]
    keys = [row.key for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        term = row.term(province=False)
        assert not (term.since and term.until) or term.since < term.until
        if row.successor:
            assert row.successor in keys
            assert row.until or name == "local"  # before 2010 not every place changed at once
    for written in forms(name):  # type: ignore[arg-type]
        assert "|" not in written
        assert "<" not in written


@given(
    st.one_of(
        st.text(max_size=30), st.text("市省县国家委局厅办中共人民银行团分行部海关", max_size=14)
    )
)
def test_any_words_are_taken(words: str) -> None:
    body = recognise(words, place=PLACE)
    if body:
        assert body.short
        assert body.full
        assert "{" not in body.full + body.short
        assert "~" not in body.full + body.short
        assert certainty(words) == "sure"
    propose([words] if words.strip() else [], place=PLACE)

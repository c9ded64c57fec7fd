"""Differences of two texts: their laws, and how they read."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zmddoc.revise.alignment import aligned
from zmddoc.revise.edits import Edits, apply, edits, new_text, old_text, reverse, said_alike
from zmddoc.revise.fold import fold
from zmddoc.revise.tokens import Names, tokens

NAMES = Names(
    {
        "市科技局": "市科技局",
        "驻马店市科学技术局": "市科技局",
        "市工信局": "市工信局",
        "市发改委": "市发改委",
        "各县、区人民政府(管委会)": "各县、区人民政府(管委会)",
    }
)

PIECES = (
    "市科技局", "驻马店市科学技术局", "市工信局", "20家", "25家", "8%左右", "8％以上", "1-2个", "《条例》",
    "《〈条例〉办法》", "〔2021〕10号", "2021年6月30日", "5G", "培育", "企业", "创新", "，", ",", "。", "、", " ",
    "\n", "（", "）", "的", "和", "２０家", "一", "a", "𠀀",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=30)


def shown(changes: Edits) -> str:
    """The new text with the differences in it, as 〔old→new〕; those that change nothing with ≈."""
    return "".join(
        one.old if one.equal else f"〔{one.old}→{one.new}{'' if one.real else '≈'}〕"
        for one in changes
    )


@given(texts, texts)
@settings(max_examples=600)
def test_applied_to_the_old_text_they_give_the_new_one_and_back(old: str, new: str) -> None:
    changes = edits(old, new, NAMES)
    assert apply(changes, old) == new
    assert apply(reverse(changes), new) == old
    assert (old_text(changes), new_text(changes)) == (old, new)


@given(texts, texts)
@settings(max_examples=400)
def test_the_way_back_is_the_way_read_backwards(old: str, new: str) -> None:
    assert edits(new, old, NAMES) == reverse(edits(old, new, NAMES))


@given(texts)
def test_nothing_differs_from_itself(text: str) -> None:
    assert all(one.equal for one in edits(text, text, NAMES))
    assert said_alike(text, text, NAMES)


@given(texts, texts)
@settings(max_examples=400)
def test_there_is_a_real_difference_where_something_else_is_said(old: str, new: str) -> None:
    assert any(one.real for one in edits(old, new, NAMES)) == (not said_alike(old, new, NAMES))


@given(texts, texts)
def test_equal_and_changed_stretches_alternate_and_none_is_empty(old: str, new: str) -> None:
    changes = edits(old, new, NAMES)
    assert all(one.old or one.new for one in changes)
    assert not any(a.equal and b.equal for a, b in pairwise(changes))


def test_edits_are_refused_for_another_text() -> None:
    with pytest.raises(ValueError, match="another text"):
        apply(edits("甲", "乙"), "丙")


@given(texts)
def test_the_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(one.text for one in tokens(text, NAMES)) == text


@pytest.mark.parametrize(
    "whole",
    [
        "20家", "8亿元", "1-2个", "0.9%", "3000个", "2021年", "2021年6月30日", "6月30日", "〔2021〕10号",
        "《保障中小企业款项支付条例》", "《关于印发〈办法〉的通知》", "《甲《乙》丙》", "5G", "左右", "不低于",
        "市科技局", "驻马店市科学技术局", "各县、区人民政府(管委会)",
    ],
)  # fmt: skip
def test_what_a_person_reads_as_one_is_one_piece(whole: str) -> None:
    assert whole in [one.text for one in tokens(f"落实{whole}工作", NAMES)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("新认定企业20家、", "新认定企业25家、", "新认定企业〔20家→25家〕、"),
        ("推动600家企业", "推动6000家企业", "推动〔600家→6000家〕企业"),
        ("增长8%左右", "增长8%以上", "增长8%〔左右→以上〕"),
        ("培育1-2个", "培育2-3个", "培育〔1-2个→2-3个〕"),
        ("成交额8亿元", "成交额80000万元", "成交额〔8亿元→80000万元〕"),
        ("2021年6月底前", "2021年9月底前", "〔2021年6月→2021年9月〕底前"),
        ("落实《甲条例》", "落实《乙条例》", "落实〔《甲条例》→《乙条例》〕"),
        ("市科技局、市工信局、市发改委", "市科技局、市发改委", "市科技局、〔市工信局、→〕市发改委"),
        ("市科技局、市发改委", "市科技局、市工信局、市发改委", "市科技局、〔→市工信局、〕市发改委"),
        ("市直有关单位", "市直有关单位，中央驻市单位", "市直有关单位〔→，中央驻市单位〕"),
        ("完善机制，推行创新券，促进集聚", "完善机制，促进集聚", "完善机制，〔推行创新券，→〕促进集聚"),
        ("一要快。二要稳。三要实。", "一要快。三要实。", "一要快。〔二要稳。→〕三要实。"),
        ("积极培育技术创新示范企业", "大力培育科技创新引领企业", "〔积极→大力〕培育〔→科〕技〔术→〕创新〔示范→引领〕企业"),
        ("建立健全工作机制", "完善联动制度", "〔建立健全工作机制→完善联动制度〕"),
        ("由驻马店市科学技术局牵头", "由市科技局牵头", "由〔驻马店市科学技术局→市科技局≈〕牵头"),
        ("增长8％", "增长8%", "增长〔8％→8%≈〕"),
        ("创新,开展", "创新，开展", "创新〔,→，≈〕开展"),
        ("5G 基站", "5G基站", "5G〔 →≈〕基站"),
        ("", "全新", "〔→全新〕"),
        ("旧", "", "〔旧→〕"),
    ],
)  # fmt: skip
def test_a_difference_is_marked_as_a_person_would(old: str, new: str, expected: str) -> None:
    assert shown(edits(old, new, NAMES)) == expected


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("增长8%", "增长 8 ％", True),
        ("(一)甲,乙", "（一）甲，乙", True),
        ("市科技局", "驻马店市科学技术局", True),
        ("市科技局", "市工信局", False),
        ("甲、乙", "甲，乙", False),
        ("20家", "20个", False),
        ("20家", "２０家", True),
        ("市 科技局", "市科技局", True),
    ],
)
def test_what_says_the_same(one: str, other: str, alike: bool) -> None:
    assert said_alike(one, other, NAMES) is alike


def test_only_widths_and_spaces_are_folded() -> None:
    assert fold("Ａ１％，（：　x y\n") == "A1%,(:xy"
    assert fold("①“”、。—～") == "①“”、。—~"


def test_texts_too_long_to_compare_whole_are_compared_by_sentence() -> None:
    old = "".join(f"第{i}句各有不同内容与说法。" for i in range(900))
    new = old.replace("第450句各有", "第450句都有").replace("第10句", "第十句", 1)
    changes = edits(old, new)
    assert len(tokens(old)) ** 2 > 16_000_000
    assert apply(changes, old) == new
    assert [(one.old, one.new) for one in changes if one.real] == [("10", "十"), ("各", "都")]


def test_the_alignment_has_every_token_once() -> None:
    old, new = tokens("甲乙丙"), tokens("乙丁")
    rows = list(aligned(old, new))
    assert "".join(row.old for row in rows) == "甲乙丙"
    assert "".join(row.new for row in rows) == "乙丁"
    assert [row.same for row in rows].count(True) == 1

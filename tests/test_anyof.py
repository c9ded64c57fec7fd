import re

from hypothesis import given
from hypothesis import strategies as st

from zmddoc.anyof import any_of

some = st.text(alphabet="市工信局财政驻.*", max_size=9)


@given(st.lists(st.text(alphabet="市工信局财政驻.*", min_size=1, max_size=9), max_size=12), some)
def test_it_finds_what_all_words_side_by_side_find(words: list[str], text: str) -> None:
    ordered = sorted(words, key=len, reverse=True)
    plain = re.compile("|".join(map(re.escape, ordered)) or "(?!)")
    assert any_of(words).findall(text) == plain.findall(text)


def test_the_longest_is_found_and_a_word_may_be_as_long_as_it_likes() -> None:
    pattern = any_of(["市委", "市委办", "市委办" * 2000])
    assert pattern.findall("市委办公室和市委、" + "市委办" * 2000) == [
        "市委办",
        "市委",
        "市委办" * 2000,
    ]


def test_no_word_is_found_nowhere() -> None:
    assert not any_of([]).search("市委")
    assert not any_of([""]).search("市委")

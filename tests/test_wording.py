"""click's words in Chinese: every one, whole, and compiled as written."""

import ast
import configparser
import gettext
import importlib.metadata
import re
import string
import sys
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from catalogue import PO, compiled, messages  # noqa: E402

CATALOGUE = messages(PO.read_text(encoding="utf-8"))
BY_VARIABLE = {"required"}
"""What click looks up through a variable."""


def words_of_click() -> dict[str, str]:
    """Every message of the click installed here, as .mo files name it, and where it stands."""
    found = dict.fromkeys(BY_VARIABLE, "core.py")
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            count = {"_": 1, "gettext": 1, "ngettext": 2}.get(node.func.id, 0)
            words = [word.value for word in node.args[:count] if isinstance(word, ast.Constant)]
            if words:
                found["\0".join(words)] = f"{file.name}:{node.lineno}"
    return found


def test_every_word_of_click_is_translated() -> None:
    known = re.search(r"X-Click-Version: (\S+)", CATALOGUE[""])
    assert known
    installed = importlib.metadata.version("click")
    missing = {word: at for word, at in words_of_click().items() if word not in CATALOGUE}
    if missing and installed != known[1]:
        pytest.skip(f"the catalogue is for click {known[1]}; {installed} also says {missing}")
    assert not missing


def test_nothing_is_translated_that_click_does_not_say() -> None:
    known = re.search(r"X-Click-Version: (\S+)", CATALOGUE[""])
    assert known
    if importlib.metadata.version("click") == known[1]:
        assert set(CATALOGUE) - {""} == set(words_of_click())


@pytest.mark.parametrize("word", [word for word in CATALOGUE if word])
def test_a_translation_is_chinese_and_names_only_what_click_fills_in(word: str) -> None:
    said = CATALOGUE[word]
    if word != "%(prog)s, version %(version)s":
        assert re.search(r"[\u4e00-\u9fff]", said)
    assert not re.search(r"(?<=[\u4e00-\u9fff])[,;:?!()]", said)
    fields = {name for _, name, _, _ in string.Formatter().parse(word) if name}
    assert {name for _, name, _, _ in string.Formatter().parse(said) if name} <= fields


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert PO.with_suffix(".mo").read_bytes() == compiled(CATALOGUE), "run tools/catalogue.py"


def test_gettext_reads_it() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    for word, said in CATALOGUE.items():
        singular, _, plural = word.partition("\0")
        if plural:
            assert {read.ngettext(singular, plural, n) for n in (1, 2, 5)} == {said}
        else:
            assert read.gettext(word) == said


def test_the_package_takes_it_along() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = setup["options.package_data"]["zmddoc.cli"].split()
    packed = {file for pattern in patterns for file in (ROOT / "zmddoc/cli").glob(pattern)}
    assert PO.with_suffix(".mo") in packed

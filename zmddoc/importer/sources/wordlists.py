"""The numbers that an office program sets before the paragraphs of a list: they are printed, but stand
nowhere in the file (ECMA-376-1 paragraph 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from zmddoc.numerals import chinese, circled
from zmddoc.package import Package, local

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_BULLETS = {
    "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a7": "▪",
    "\uf0b7": "•", "\uf0b2": "◇", "\uf0a8": "□", "\uf076": "❖", "\uf06f": "□", "\uf0e8": "➔",
}  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name, '' where there is none."""
    if element is not None:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element.iterchildren(f"{{*}}{name}")), None)
    return element


def number(text: str, otherwise: int) -> int:
    """A whole number that a file gives, ``otherwise`` where it is none or out of all measure."""
    return int(text) if re.fullmatch("-?[0-9]{1,6}", text) else otherwise


@dataclass(frozen=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    spaced: bool = True
    legal: bool = False
    restart: int | None = None


@dataclass
class _Style:
    based_on: str = ""
    list: str = ""
    level: int | None = None
    hidden: bool | None = None


@dataclass
class _Count:
    """How far the levels of a list have come; None: not begun."""

    reached: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Styles:
    """What paragraphs and characters have of their styles."""

    def __init__(self, package: Package, part: str) -> None:
        self._styles: dict[str, _Style] = {}
        for one in package.elements_if_there(part, "style"):
            listed = child(one, "pPr", "numPr")
            level = attribute(child(listed, "ilvl"), "val")
            self._styles[attribute(one, "styleId")] = _Style(
                attribute(child(one, "basedOn"), "val"),
                attribute(child(listed, "numId"), "val"),
                number(level, 0) if level else None,
                switched(child(one, "rPr", "vanish")),
            )

    def hidden(self, style: str) -> bool:
        """Whether a style hides what is set in it."""
        return next((one.hidden for one in self._line(style) if one.hidden is not None), False)

    def listed(self, style: str) -> tuple[str, int | None, str]:
        """The list of a style, its level there if it says so, and the style that says it."""
        seen = ""
        for id, one in self._named(style):
            seen = seen or (id if one.list else "")
            if one.list:
                return one.list, one.level, id
        return "", None, ""

    def _line(self, style: str) -> list[_Style]:
        return [one for _, one in self._named(style)]

    def _named(self, style: str) -> list[tuple[str, _Style]]:
        """A style and those it is based on."""
        line: list[tuple[str, _Style]] = []
        while style in self._styles and len(line) < 20:
            line.append((style, self._styles[style]))
            style = self._styles[style].based_on
        return line


class Lists:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, package: Package, part: str, styles: Styles) -> None:
        self._styles = styles
        self._kinds: dict[str, dict[int, _Level]] = {}
        self._by_style: dict[tuple[str, str], int] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, _Count] = {}
        self._begun: dict[str, dict[int, int]] = {}
        self.odd: set[str] = set()
        """The number formats that were met and are not known here."""
        for one in package.elements_if_there(part, "abstractNum", "num"):
            if local(one) == "num":
                self._list(one)
            else:
                self._kind(one)

    def _kind(self, one: etree._Element) -> None:
        id = attribute(one, "abstractNumId")
        levels: dict[int, _Level] = {}
        for each in one.iterchildren("{*}lvl"):
            place = number(attribute(each, "ilvl"), 0)
            levels[place] = _level(each)
            if style := attribute(child(each, "pStyle"), "val"):
                self._by_style[id, style] = place
        self._kinds[id] = levels
        if link := attribute(child(one, "numStyleLink"), "val"):
            self._links[id] = link

    def _list(self, one: etree._Element) -> None:
        levels: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for each in one.iterchildren("{*}lvlOverride"):
            place = number(attribute(each, "ilvl"), 0)
            own = child(each, "lvl")
            if own is not None:
                levels[place] = _level(own)
            if start := attribute(child(each, "startOverride"), "val"):
                starts[place] = number(start, 1)
        kind = attribute(child(one, "abstractNumId"), "val")
        self._lists[attribute(one, "numId")] = kind, levels, starts

    def mark(self, properties: etree._Element | None) -> str:
        """Return the mark of the next paragraph, with those properties; '' where it has none."""
        listed = child(properties, "numPr")
        style = attribute(child(properties, "pStyle"), "val")
        own, level, by = self._styles.listed(style)
        if (direct := attribute(child(listed, "numId"), "val")) and direct != own:
            own, by = direct, ""
        if own not in self._lists:
            return ""
        kind, levels, starts = self._lists[own]
        if kind in self._links:
            linked, _, _ = self._styles.listed(self._links[kind])
            kind = self._lists[linked][0] if linked in self._lists else kind
        place = number(attribute(child(listed, "ilvl"), "val"), -1)
        if place < 0:
            place = self._by_style.get((kind, by), level or 0)
        if not 0 <= place < _LEVELS:
            return ""
        return self._next(own, kind, {**self._kinds.get(kind, {}), **levels}, starts, place)

    def _next(
        self, own: str, kind: str, levels: dict[int, _Level], starts: dict[int, int], place: int
    ) -> str:
        reached = self._counts.setdefault(kind, _Count()).reached
        if own not in self._begun:
            self._begun[own] = starts
            for each in starts:
                if 0 <= each < _LEVELS:
                    reached[each] = None
        levels = {
            each: replace(level, start=starts.get(each, level.start))
            for each, level in levels.items()
        }
        level = levels.get(place, _Level())
        now = reached[place]
        reached[place] = level.start if now is None else now + 1
        for deeper in range(place + 1, _LEVELS):
            after = levels.get(deeper, level).restart
            if after is None or (after and place < after):
                reached[deeper] = None

        def shown(match: re.Match[str]) -> str:
            each = levels.get(int(match[1]) - 1, level)
            count = reached[int(match[1]) - 1]
            style = "decimal" if level.legal else each.style
            return self._written(each.start if count is None else count, style)

        if level.style == "none":
            mark = _PLACE.sub("", level.text)
        elif level.style == "bullet":
            mark = "".join(_BULLETS.get(char, char) for char in level.text)
            mark = "•" if any("\ue000" <= char <= "\uf8ff" for char in mark) else mark
        else:
            mark = _PLACE.sub(shown, level.text)
        return mark + " " * (level.spaced and mark[-1:].isascii() and mark[-1:].isalnum())

    def _written(self, count: int, style: str) -> str:
        write = _WRITTEN.get(style)
        try:
            if write:
                return write(count)
        except (ValueError, IndexError):
            return str(count)
        self.odd.add(style)
        return str(count)


def switched(element: etree._Element | None) -> bool | None:
    """What a switch says: on, off, or nothing (None)."""
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")


def _level(element: etree._Element) -> _Level:
    styles = list(element.iter("{*}numFmt"))  # a newer one may stand beside one that all know
    restart = attribute(child(element, "lvlRestart"), "val")
    return _Level(
        start=number(attribute(child(element, "start"), "val"), 1),
        style=attribute(styles[-1], "val") if styles else "decimal",
        text=attribute(child(element, "lvlText"), "val"),
        spaced=attribute(child(element, "suff"), "val") != "nothing",
        legal=bool(switched(child(element, "isLgl"))),
        restart=number(restart, 0) if restart else None,
    )


def _letters(count: int) -> str:
    """A, B … Z, AA, BB …"""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 780 else ""


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        raise ValueError(count)
    words = ""
    for value, mark in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        words += mark * (count // value)
        count %= value
    return words


def _digits(count: int) -> str:
    return "".join("○一二三四五六七八九"[int(digit)] for digit in str(count))


def _from(first: str, many: int) -> Callable[[int], str]:
    """Signs that follow one another in Unicode."""

    def written(count: int) -> str:
        if not 1 <= count <= many:
            raise ValueError(count)
        return chr(ord(first) + count - 1)

    return written


def _counted(count: int) -> str:
    return chinese(count) if count < 100 else _digits(count)


_WIDE = {ord(str(digit)): "０１２３４５６７８９"[digit] for digit in range(10)}
_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate(_WIDE),
    "decimalFullWidth2": lambda n: str(n).translate(_WIDE),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "chineseCounting": _counted,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": lambda n: chinese(n).translate(_LEGAL),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographTraditional": lambda n: _STEMS[n - 1],
    "ideographZodiac": lambda n: _BRANCHES[n - 1],
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}

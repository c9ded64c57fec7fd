"""The parts of a web page: which holds the running text, and which are there to get about."""

from __future__ import annotations

import re

from lxml import etree

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "link",
        "meta",
        "title",
        "input",
        "textarea",
        "select",
        "option",
        "param",
        "source",
        "track",
        "area",
        "base",
        "col",
        "colgroup",
    ]
)
"""Elements without words of the document."""
ATTACHED = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|txt|ceb)(?:$|[?#])", re.I)
"""What a link to an annex ends in."""
_HOLDERS = frozenset(
    [
        "div",
        "article",
        "section",
        "main",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "form",
        "center",
        "dl",
        "dd",
        "blockquote",
        "body",
        "font",
        "span",
        "ucapcontent",
    ]
)
"""Elements that hold running text, not pieces of it."""
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"}
_NAMED = {
    "导航": "nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs position location "
    "dqwz mbx daohang weizhi curpos sitemap",
    "分享、二维码": "share sharebox bshare bdsharebuttonbox jiathis qrcode qr ewm erweima qrcodebox saoma "
    "wechat weixin weibo social fenxiang",
    "打印、关闭等按钮": "print printer dayin close guanbi toolbar tools tool btn btns button buttons fontsize "
    "zihao zoomtext favor shoucang operate",
    "相关链接": "related relation relate relevant xgjd xgxx xgwj xglj xgwd recommend jiedu prevnext "
    "pager pagination prev next links friendlink",
    "页眉页脚": "header footer foot copyright topbar banner sidebar aside search login ssk",
}
_WHY = {name: why for why, names in _NAMED.items() for name in names.split()}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_ABOUT = ("nav", "footer", "aside")
_SMALL = 200
"""Characters: more than what a part that is there to get about has to say."""
_LONG = 40
_SENTENCE = re.compile("[，。；]|(?<=[\u4e00-\u9fff])[,;]")


def whole_text(element: etree._Element) -> str:
    """All words in an element that are not a program's or a style's."""
    found: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and one.tag not in SKIPPED:
            found.append(one.text or "")
        elif event == "end" and one is not element:
            found.append(f" {one.tail or ''}")
    return "".join(found)


def meta(root: etree._Element, name: str) -> str:
    """What a page says of itself under a name (the tags that government sites have to set)."""
    for one in root.iter("meta"):
        if one.get("name", "").lower() == name.lower():
            return one.get("content", "")
    return ""


class Held:
    """How much text each element of a page holds, counted once."""

    def __init__(self, root: etree._Element) -> None:
        self._all = list(root.iter(tag=etree.Element))
        self._length: dict[etree._Element, int] = dict.fromkeys(self._all, 0)
        self._linked = dict(self._length)
        self._prose = dict(self._length)
        self._sentences = dict(self._length)
        self._last: dict[etree._Element, int] = {}
        for number in range(len(self._all) - 1, -1, -1):
            self._count(self._all[number], number)
        self._first = {one: number for number, one in enumerate(self._all)}

    def _count(self, one: etree._Element, number: int) -> None:
        """Count an element whose children have been counted."""
        self._last.setdefault(one, number)
        if one.tag in SKIPPED:
            self._length[one] = self._linked[one] = self._prose[one] = 0
        else:
            self._add(one, one.text)
            if one.tag == "a":
                self._linked[one], self._prose[one] = self._length[one], 0
            if (
                one.tag in _ABOUT
                or one.get("role") in _ROLES
                or (0 < self._prose[one] < _SMALL and _named(one))
            ):
                self._prose[one] = 0
        up = one.getparent()
        if up is not None and up in self._length:
            self._last.setdefault(up, self._last[one])
            self._length[up] += self._length[one]
            self._linked[up] += self._linked[one]
            self._prose[up] += self._prose[one]
            self._sentences[up] += self._sentences[one]
            self._add(up, one.tail)

    def _add(self, one: etree._Element, words: str | None) -> None:
        solid = (words or "").strip()
        self._length[one] += len(solid)
        if len(solid) >= _LONG or _SENTENCE.search(solid):
            self._prose[one] += len(solid)
            self._sentences[one] += len(solid)

    def length(self, one: etree._Element) -> int:
        """Its characters."""
        return self._length[one]

    def prose(self, one: etree._Element) -> int:
        """Those of running text, without parts that are there to get about."""
        return self._prose[one]

    def sentences(self, one: etree._Element) -> int:
        """Those of running text, whatever the part is for."""
        return self._sentences[one]

    def linked(self, one: etree._Element) -> float:
        """The share of its characters that are links."""
        return self._linked[one] / self._length[one] if self._length[one] else 0.0

    def around(self, one: etree._Element, other: etree._Element) -> bool:
        """Whether the one holds the other, or is it."""
        return self._first[one] <= self._first[other] <= self._last[one]


def main_part(body: etree._Element, held: Held) -> etree._Element:
    """Return the innermost part that holds nearly all of the running text."""
    part = body
    while True:
        below = [
            one
            for one in part.iterchildren(tag=etree.Element)
            if held.prose(one) >= 0.85 * held.prose(part)
        ]
        if not (below and held.prose(part) and below[0].tag in _HOLDERS):
            return part
        part = below[0]


def furniture(element: etree._Element, held: Held, inside: etree._Element | None = None) -> str:
    """Why a part of a page is none of the document's, by its structure; '' where nothing says so.

    ``inside`` the running text a name alone is not enough: the part must be small, and hold no
    more than a sentence."""
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return "网页上不显示"
    if element.tag in _ABOUT or element.get("role") in _ROLES:
        return "导航"
    if element.tag == "button" or (element.tag == "a" and _acts(element)):
        return "打印、关闭等按钮"
    if element.tag == "del":
        return "网页上划去的文字"
    small = inside is None or (held.length(element) < _SMALL and held.sentences(element) < 60)
    linked = held.linked(element) > 0.6
    if (small or linked) and (why := _named(element)):
        return why
    if inside is not None and element.tag in ("ul", "ol", "div", "dl") and linked:
        links = list(element.iter("a"))
        if len(links) > 1 and not any(ATTACHED.search(one.get("href", "")) for one in links):
            return "相关链接"
    return ""


def _named(element: etree._Element) -> str:
    """What a part is for by its class and id; '' where they do not say."""
    for name in _WORD.findall(f"{element.get('class', '')} {element.get('id', '')}"[:300]):
        if why := _WHY.get(name.lower()):
            return why
    return ""


def _acts(link: etree._Element) -> bool:
    """Whether a link does something on the page instead of leading anywhere."""
    target = link.get("href", "").strip().lower()
    return target.startswith("javascript:") or (target in ("", "#") and "onclick" in link.attrib)

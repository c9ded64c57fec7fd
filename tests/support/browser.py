"""A page with a script, opened and clicked: the script runs in an engine (Duktape, which knows ES5 only,
as the oldest browser does) over the page's own tree, and the page's style sheet says what is seen.

Of the DOM there is what a page that filters itself needs: queries, attributes, ``hidden``,
``className``, the fields of a form and its ``change`` event. Anything else the script asks for fails.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import cssselect2
import dukpy
import tinycss2
from lxml import etree, html

_DOM = """
function Node(id) { this.id_ = id; }
function ask(name) { return call_python.apply(null, arguments); }
function node(id) { return id == null ? null : new Node(id); }
Node.prototype = {
  querySelectorAll: function (selector) { return ask("query", this.id_, selector).map(node); },
  querySelector: function (selector) { return node(ask("query", this.id_, selector).concat([null])[0]); },
  getAttribute: function (name) { return ask("get", this.id_, name); },
  addEventListener: function (name, listener) { listeners[name] = listener; },
  get hidden() { return ask("get", this.id_, "hidden") != null; },
  set hidden(on) { ask("set", this.id_, "hidden", on ? "" : null); },
  get className() { return ask("get", this.id_, "class") || ""; },
  set className(words) { ask("set", this.id_, "class", words); },
  get checked() { return ask("get", this.id_, "checked") != null; },
  get value() { return ask("value", this.id_); },
  set value(words) { ask("say", this.id_, words); },
  get elements() {
    var found = {};
    this.querySelectorAll("[name]").forEach(function (one) {
      var name = one.getAttribute("name"), before = found[name];
      found[name] = before ? [].concat(before, one) : one;
    });
    return found;
  }
};
var listeners = {}, document = new Node(0), window = document;
document.body = document.querySelector("body");
"""


class Page:
    """A page as somebody has it before him."""

    def __init__(self, content: bytes) -> None:
        self.tree = html.document_fromstring(content)
        self._nodes: list[etree._Element] = [self.tree]
        self._wrapped: dict[etree._Element, Any] = {}
        self._engine = dukpy.JSInterpreter()
        for name in ("query", "get", "set", "value", "say"):
            self._engine.export_function(name, getattr(self, f"_{name}"))
        self._engine.evaljs(_DOM)
        for script in self.tree.iter("script"):
            self._engine.evaljs(script.text)

    def choose(self, name: str, value: str) -> None:
        """Choose an option of a list, or one of several buttons."""
        wanted = [
            *self.tree.xpath("//select[@name=$n]/option[@value=$v]", n=name, v=value),
            *self.tree.xpath("//input[@name=$n][@value=$v]", n=name, v=value),
        ]
        (chosen,) = wanted
        state = "selected" if chosen.tag == "option" else "checked"
        others = (
            chosen.getparent()
            if state == "selected"
            else self.tree.xpath("//input[@name=$n]", n=name)
        )
        for one in others:
            one.attrib.pop(state, None)
        chosen.set(state, "")
        self._engine.evaljs("listeners.change({})")

    def seen(self, element: etree._Element) -> bool:
        """Whether the style sheet shows an element on the screen, whatever holds it."""
        return all(self._display(one) != "none" for one in (element, *element.iterancestors()))

    def words(self, element: etree._Element) -> str:
        """What is seen of an element's words."""
        own = (element.text or "") if self.seen(element) else ""
        return own + "".join(self.words(one) + (one.tail or "") for one in element)

    def _display(self, element: etree._Element) -> str:
        if not self._wrapped:  # a wrapper keeps the classes that it has seen
            root = cssselect2.ElementWrapper.from_html_root(self.tree)
            self._wrapped = {one.etree_element: one for one in root.iter_subtree()}
        found = [
            (important, selector.specificity, i, value)
            for i, (selector, value, important) in enumerate(self._rules)
            if selector.test(self._wrapped[element])
        ]
        return max(found)[-1] if found else ""

    @cached_property
    def _rules(self) -> list[tuple[Any, str, bool]]:
        """Every selector outside @media with the ``display`` it sets, and whether that is important."""
        found = []
        for sheet in self.tree.iter("style"):
            for rule in tinycss2.parse_stylesheet(sheet.text, True, True):
                if rule.type != "qualified-rule":
                    continue
                for one in tinycss2.parse_blocks_contents(rule.content):
                    if one.type == "declaration" and one.name == "display":
                        value = tinycss2.serialize(one.value).strip()
                        found += [
                            (selector, value, one.important)
                            for selector in cssselect2.compile_selector_list(rule.prelude)
                        ]
        return found

    def _query(self, id: int, selector: str) -> list[int]:
        holder = self._nodes[id]
        below = {*holder.iterdescendants()} if id else {*holder.iter()}
        root = cssselect2.ElementWrapper.from_html_root(self.tree)
        matching = (wrapper.etree_element for wrapper in root.query_all(selector))
        return [self._number(one) for one in matching if one in below]

    def _number(self, element: etree._Element) -> int:
        if element not in self._nodes:
            self._nodes.append(element)
        return self._nodes.index(element)

    def _get(self, id: int, name: str) -> str | None:
        return self._nodes[id].get(name)

    def _set(self, id: int, name: str, value: str | None) -> None:
        self._wrapped, element = {}, self._nodes[id]
        if value is None:
            element.attrib.pop(name, None)
        else:
            element.set(name, value)

    def _value(self, id: int) -> str:
        """The value of a list or a button."""
        element = self._nodes[id]
        if element.tag != "select":
            return element.get("value") or ""
        chosen = element.xpath("option[@selected]") or element.xpath("option")
        return chosen[0].get("value")

    def _say(self, id: int, words: str) -> None:
        assert self._nodes[id].tag == "output"
        self._nodes[id].text = words

"""What the rivals are given: the words of the task lists, as zmddoc composes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from lxml import etree, html

from bench.ours import spread
from zmddoc.compose import Composer
from zmddoc.fonts import find_fonts
from zmddoc.listing import Listing, Order
from zmddoc.read import read_project

ROLES = ("xiaobiaosong", "fangsong", "kai", "hei", "song")


def lay_out(project: Path, folder: Path, most: int) -> int:
    """Write ``most`` task lists of a project below ``folder``: each as HTML and as JSON; beside them
    what all need: fonts.conf, faces.json, gongwen.css. Return how many there are."""
    read, _ = read_project(project)
    composer = Composer(project / "templates")
    folder.mkdir(parents=True)
    drafts = spread(Listing(read, Order(("sheet",))).drafts, most)
    for number, draft in enumerate(drafts):
        tree = composer.compose(draft)
        source = "<!DOCTYPE html>" + html.tostring(tree, encoding="unicode")
        (folder / f"{number:04}.html").write_text(source, encoding="utf-8")
        (folder / f"{number:04}.json").write_text(
            json.dumps(_content(tree), ensure_ascii=False), encoding="utf-8"
        )
    faces = {role: find_fonts().faces[role][0] for role in ROLES}
    families = {role: _family(face.file) for role, face in faces.items()}
    folders = sorted({str(face.file.parent) for face in faces.values()})
    (folder / "faces.json").write_text(
        json.dumps({"families": families, "folders": folders}), encoding="utf-8"
    )
    dirs = "".join(f"<dir>{one}</dir>" for one in folders)
    (folder / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig>{dirs}<include ignore_missing="yes">'
        "/etc/fonts/fonts.conf</include></fontconfig>",
        encoding="utf-8",
    )
    sheet = composer.file("gongwen.css").read_text(encoding="utf-8")
    for role, family in families.items():
        sheet = sheet.replace(f"var(--{role})", f"'{family}'")
    sheet += "h1, p.issuer { font-weight: bold }"  # the bold face of its family
    (folder / "gongwen.css").write_text(sheet, encoding="utf-8")
    return len(drafts)


def _family(file: Path) -> str:
    """The family by which an installed face is asked for."""
    names = TTFont(file)["name"]
    return str(names.getDebugName(16) or names.getDebugName(1))


def _content(tree: etree._Element) -> dict[str, Any]:
    """The words of a task list by their places."""
    letter, table = tree.findall(".//section")

    def first(section: etree._Element, path: str) -> str:
        found = section.find(path)
        return "" if found is None else _words(found)

    rows = [row for row in table.iter("tr") if row.getparent().tag != "thead"]
    head = next(table.iter("thead"))
    main = next(table.iter("table"))
    return {
        "issuer": first(letter, ".//p[@class='issuer']"),
        "number": first(letter, ".//p[@class='number']"),
        "title": first(letter, ".//h1"),
        "addressee": first(letter, ".//p[@class='addressee']"),
        "paragraphs": [_words(p) for p in letter.findall("p") if not p.get("class")],
        "attachment": first(letter, ".//p[@class='attachment']"),
        "signatory": first(letter, ".//p[@class='signatory']"),
        "date": first(letter, ".//p[@class='date']"),
        "table_title": first(table, ".//h1"),
        "subtitle": first(table, ".//p[@class='subtitle']"),
        "head": [_words(cell) for cell in head.iter("th")],
        "rows": [_row(row) for row in rows if next(row.iterancestors("table")) is main],
        "notes": [_words(p) for p in table.findall("p") if p.get("class") in ("note", "stamp")],
    }


def _row(row: etree._Element) -> dict[str, Any]:
    cells = ["\n".join(_lines(cell)) for cell in row.iter("td")]
    return {"band": cells[0] if len(cells) == 1 else "", "cells": cells if len(cells) > 1 else []}


def _lines(cell: etree._Element) -> Iterator[str]:
    paragraphs = cell.findall("p")
    yield from (_words(p) for p in paragraphs) if paragraphs else (_words(cell),)


def _words(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()

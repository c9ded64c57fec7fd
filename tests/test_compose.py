"""What the documents say, against the plan itself."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from zmddoc.compose import ComposeError, Composer, Draft, drafts
from zmddoc.gongwen import lines
from zmddoc.gongwen.substance import said
from zmddoc.project import Project
from zmddoc.prose import as_printed
from zmddoc.typography import normalise, printed

KINDS = ("plan", "breakdown", "sheet")
Composed = dict[str, tuple[Draft, etree._Element]]


@pytest.fixture(scope="module")
def composed(real: Project) -> Composed:
    assert real.plan and real.registry and real.rules
    composer = Composer()
    return {
        draft.path: (draft, composer.compose(draft))
        for draft in drafts(real.plan, real.registry, real.rules, KINDS)
    }


def words(composed: Composed, path: str) -> list[str]:
    return lines(composed[path][1])


def rows(tree: etree._Element) -> list[list[str]]:
    """Cells of every task row: the text of each, paragraphs joined by 、."""
    found = []
    for tr in tree.iter("tr"):
        if tr.get("data-task"):
            found.append(
                ["、".join("".join(p.itertext()) for p in td) or td.text or "" for td in tr]
            )
    return found


def test_there_is_a_document_for_everybody(composed: Composed) -> None:
    assert len(composed) == 2 + 36
    assert "任务清单/市工信局" in composed
    assert "任务清单/各县、区人民政府（管委会）" in composed


def test_the_plan_says_every_word_of_the_official_text(composed: Composed, real: Project) -> None:
    assert real.plan
    said = words(composed, f"方案/{real.plan.title}")
    text = as_printed(real.plan).split("\n")
    start = said.index(text[1])  # the preamble; before it the title in lines
    assert said[start : start + len(text) - 1] == text[1:]
    assert said[start - 1] == real.plan.title


def test_the_breakdown_has_every_task_once_and_verbatim(composed: Composed, real: Project) -> None:
    assert real.plan
    table = rows(composed["责任分解表/责任分解表"][1])
    for cells, (_, _, task) in zip(table, real.plan.tasks(), strict=True):
        assert cells[2] == printed(real.plan, task.title, task.id)
        assert cells[3] == printed(real.plan, task.text, task.id)
        names = [normalise(name) for duty in task.duty for name in duty.names]
        named = [cell for cell in (cells[5], cells[6]) if cell not in ("—", "未落实责任单位")]
        assert "、".join(named) == "、".join(names)
    assert [cells[5] for cells in table[:2]] == ["—", "未落实责任单位"]


def test_totals_of_the_breakdown_are_the_sums_of_its_tables(composed: Composed) -> None:
    tree = composed["责任分解表/责任分解表"][1]
    table = rows(tree)
    leads = sum(cells[5] not in ("—", "未落实责任单位") for cells in table)
    supports = sum(len(td.findall("p")) for tr in tree.iter("tr") if tr.get("data-task")
                   for td in tr[6:7] if "".join(td.itertext()) != "—")  # fmt: skip
    total = next(line for line in lines(tree) if line.startswith("合计：共"))
    numbers = [int(n) for n in re.findall(r"\d+", total)]
    chapters, tasks, assigned, bodies, mentions, lead, support, stated, open_ = numbers
    assert (chapters, tasks, assigned, bodies, open_) == (8, 32, 30, 23, 7)
    assert (lead, support, mentions) == (leads, supports, leads + supports) == (30, 67, 97)
    cells = [p.text or "" for tr in tree.iter("tr") if tr.get("data-task") for p in tr[4]]
    several = [re.search(r"（(\d+)项）$", cell) for cell in cells if cell != "—"]
    assert stated == sum(int(match[1]) if match else 1 for match in several) == 33
    tally = [
        [int(td.text or 0) for td in tr[2:]]
        for tr in list(tree.iter("table"))[1].iter("tr")
        if tr[0].tag == "td"
    ]
    assert [sum(column) for column in zip(*tally[:-1], strict=True)] == tally[-1]
    assert tally[-1] == [30, 67, 97]
    assert all(lead + support == both for lead, support, both in tally)


def test_sheets_together_say_what_the_breakdown_says(composed: Composed, real: Project) -> None:
    """漏单位: a body is on a sheet's row exactly where the breakdown names it."""
    assert real.registry
    table = {cells[1]: cells for cells in rows(composed["责任分解表/责任分解表"][1])}
    members = {unit.name for unit in real.registry.units if unit.kind in ("county", "zone")}
    for path, (draft, tree) in composed.items():
        if draft.kind != "sheet":
            continue
        for cells in rows(tree):
            assert cells[1:] == table[cells[1]][1:]
        named = {
            c
            for c, cells in table.items()
            if draft.name in (cells[5] + "、" + cells[6]).split("、")
        }
        on_sheet = {cells[1] for cells in rows(tree)}
        if draft.name in members:
            assert on_sheet == {"（三十）", "（三十二）"}
        elif "、" not in draft.name:
            assert on_sheet == named, path
    assert (
        sum(len(rows(tree)) for draft, tree in composed.values() if draft.kind == "sheet")
        == 97 + 26
    )


def test_the_cover_counts_what_the_table_lists(composed: Composed) -> None:
    for draft, tree in composed.values():
        if draft.kind != "sheet":
            continue
        cover = "".join(lines(tree))
        said = [re.search(word + r"(\d+)条", cover) for word in ("牵头", "配合", "的成员承担")]
        counts = [int(match[1]) if match else 0 for match in said]
        bands = {
            band.text[:4]: int(re.search(r"\d+", band.text)[0])  # type: ignore[index]
            for band in tree.iter("td")
            if band.get("class") == "band" and band.text
        }
        assert counts == [bands.get(word, 0) for word in ("牵头任务", "配合任务", "共同任务")]
        assert f"共承担任务{sum(counts)}条" in cover
        assert sum(counts) == len(rows(tree))


def test_a_stamp_is_in_every_document(composed: Composed, real: Project) -> None:
    assert real.plan
    for draft, tree in composed.values():
        keywords = tree.xpath("//meta[@name='keywords']/@content")
        assert keywords == [str(replace(draft.stamp, part=said(tree)))]
        assert real.plan.number in keywords[0]
        shown = [p.text for p in tree.iter("p") if p.get("class") == "stamp"]
        assert all(text and said(tree)[:12] in text for text in shown)
        assert "\ue000" not in etree.tostring(tree, encoding="unicode")


def test_inferred_members_are_said_to_be(composed: Composed) -> None:
    draft, tree = composed["任务清单/市经济开发区管委会"]
    assert any("推定" in warning for warning in draft.warnings)
    assert any("本单位列为成员系推定" in line for line in lines(tree))
    draft, tree = composed["任务清单/驿城区人民政府"]
    assert not any("推定" in line for line in lines(tree) if "成员" in line)


def own(folder: Path, name: str, text: str) -> Composer:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / name).write_text(text, encoding="utf-8")
    return Composer(folder / "templates")


def sheet(real: Project) -> Draft:
    assert real.plan and real.registry and real.rules
    return drafts(real.plan, real.registry, real.rules, ("sheet",), "市工信局")[0]


SECTION = '<section class="portrait">\n{% for row in lead %}\n%s\n{% endfor %}\n</section>\n'
FRAME = '{% extends "skeleton.html.j2" %}\n{% block body %}\n' + SECTION + "{% endblock %}\n"


@pytest.mark.parametrize(
    ("line", "message", "task"),
    [
        ("<p>{{ row.titel }}</p>", "titel", "T09"),
        ("<p>{{ row.title // 2 }}</p>", "模板取值有误", "T09"),
        ('<p data-task="{{ row.id }}"><b>{{ row.title }}</b></p>', "元素 b", "T09"),
        ('<p class="red">{{ row.title }}</p>', "p.red", ""),
        ("<p>{% endif %}</p>", "语法", ""),
    ],
)
def test_a_fault_of_a_template_is_named_with_line_and_task(
    tmp_path: Path, real: Project, line: str, message: str, task: str
) -> None:
    composer = own(tmp_path, "sheet.html.j2", FRAME.replace("%s", line))
    with pytest.raises(ComposeError) as caught:
        composer.compose(sheet(real))
    assert (caught.value.template, caught.value.line) == ("sheet.html.j2", 5)
    assert message in caught.value.message
    assert caught.value.task == task


def test_a_projects_own_template_overrides(tmp_path: Path, real: Project) -> None:
    composer = own(tmp_path, "sheet.html.j2", FRAME.replace("%s", "<p>自家{{ row.title }}</p>"))
    assert lines(composer.compose(sheet(real)))[0] == "自家做强战略支柱产业链"


def test_words_of_the_plan_cannot_become_elements(tmp_path: Path, real: Project) -> None:
    composer = own(tmp_path, "sheet.html.j2", FRAME.replace("%s", "<p>{{ '<b>' }}</p>"))
    assert lines(composer.compose(sheet(real)))[0] == "<b>"

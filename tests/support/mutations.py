"""Deterministic mutations of the real plan's YAML: each one thing that goes wrong when people
edit it, with the lines at which it ought to be pointed out.

What is *not* mutated, because nothing else in the project could contradict it: comments and
layout; a target's ``name`` and an erratum's ``reason`` and ``to`` (editorial words); notes,
sources and bases; the characters of a full name that its short name leaves out; a deadline, a
cut-off or a day of reporting moved within its span; ``kind`` between count and level.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

PLAN, UNITS, RULES = "plan/plan.yaml", "plan/units.yaml", "plan/rules.yaml"
HAN = "高新产业发展市县区企创造工信"
_LINE = re.compile(r"(?P<indent> *(?:- )?)(?P<key>[a-z_]+):(?: (?P<value>.*))?")


@dataclass(frozen=True)
class Mutation:
    """A changed file, and the lines (from 1, in the changed file) where it is right to point."""

    name: str
    file: str
    text: str
    lines: frozenset[int]
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a YAML file: its number from 1, and in plan.yaml the task it belongs to."""

    number: int
    text: str
    key: str
    value: str
    task: str
    section: str
    """The top-level key that it stands under."""


class Source:
    """One YAML file, to be changed line by line."""

    def __init__(self, root: Path, file: str) -> None:
        self.file = file
        self.rows = (root / file).read_text(encoding="utf-8").splitlines()
        self.lines = list(self._lines())

    def _lines(self) -> Iterator[Line]:
        task = section = ""
        for number, row in enumerate(self.rows, 1):
            match = _LINE.match(row)
            if match is None or row.lstrip().startswith("#"):
                continue
            key, value = match["key"], (match["value"] or "").split(" #")[0].strip()
            if not row.startswith((" ", "-")):
                section, task = key, ""
            if match["indent"] == "  - " and key == "id":
                task = value
            elif match["indent"] == "- ":
                task = ""
            yield Line(number, row, key, value, task, section)

    def having(self, *keys: str, section: str = "") -> list[Line]:
        """The lines with one of the keys and a value on the same line."""
        return [
            line
            for line in self.lines
            if line.key in keys and line.value and section in ("", line.section)
        ]

    def replaced(self, name: str, line: Line, row: str, *also: int) -> Mutation:
        """One row written otherwise."""
        rows = list(self.rows)
        rows[line.number - 1] = row
        return self.made(name, rows, line.number, *also)

    def made(self, name: str, rows: list[str], *lines: int) -> Mutation:
        return Mutation(name, self.file, "\n".join(rows) + "\n", frozenset(lines))

    def task_rows(self) -> list[tuple[str, int, int]]:
        """Every task: its id, its first row and the row behind its last (indexes from 0)."""
        starts = [
            (line.value, line.number - 1)
            for line in self.lines
            if line.key == "id" and line.text.startswith("  - id:")
        ]
        ends = [i for i, row in enumerate(self.rows) if re.match(r"  - id:|- title:|errata:", row)]
        return [(name, a, min(b for b in ends if b > a)) for name, a in starts]


def mutations(root: Path) -> list[Mutation]:
    """Return all of them, no two alike, in a fixed order."""
    plan, units, rules = (Source(root, file) for file in (PLAN, UNITS, RULES))
    made: dict[str, Mutation] = {}
    for source, kinds in ((plan, PLAN_KINDS), (units, UNIT_KINDS), (rules, RULE_KINDS)):
        for kind in kinds:
            dice = random.Random(kind.__name__)
            for one in kind(source, dice):
                made.setdefault(one.text, replace(one, kind=kind.__name__))
    return list(made.values())


def _other(char: str, dice: random.Random) -> str:
    return dice.choice([other for other in HAN if other != char])


def _mistyped(words: str, dice: random.Random) -> str:
    """The words with one Chinese character replaced, left out or doubled."""
    i = dice.choice([i for i, char in enumerate(words) if "\u4e00" <= char <= "\u9fff"])
    return words[:i] + dice.choice([_other(words[i], dice), "", words[i] * 2]) + words[i + 1 :]


# --- bodies and duties


def unit_misspelt(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.having("lead", "support"), 24):
        name = dice.choice(re.findall(r"[市各][\u4e00-\u9fff]+", line.value))
        yield plan.replaced(
            f"{line.task} {line.key}", line, line.text.replace(name, _mistyped(name, dice), 1)
        )


def unit_misspelt_in_clause(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.having("annotation"), 12):
        name = dice.choice(re.findall(r"[市各][\u4e00-\u9fff]+", line.value))
        row = line.text.replace(name, _mistyped(name, dice), 1)
        yield plan.replaced(line.task, line, row)


def unit_left_out(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    lines = [line for line in plan.having("support") if "," in line.value]
    for line in dice.sample(lines, 12):
        names = line.value.strip("[]").split(", ")
        kept = [name for name in names if name != dice.choice(names)] or names[1:]
        kept = kept if len(kept) < len(names) else names[1:]
        row = line.text.replace(line.value, f"[{', '.join(kept)}]")
        yield plan.replaced(line.task, line, row)


def unit_left_out_of_clause(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample([one for one in plan.having("annotation") if "、市" in one.value], 12):
        name = dice.choice(re.findall(r"、市[\u4e00-\u9fff]+", line.value))
        yield plan.replaced(line.task, line, line.text.replace(name, "", 1))


def units_out_of_order(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    lines = [line for line in plan.having("support") if "," in line.value]
    for line in dice.sample(lines, 6):
        names = line.value.strip("[]").split(", ")
        row = line.text.replace(line.value, f"[{', '.join([names[-1], *names[:-1]])}]")
        yield plan.replaced(line.task, line, row)


def unit_twice(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.having("support"), 6):
        row = line.text.replace("]", f", {line.value.strip('[]').split(', ')[0]}]")
        yield plan.replaced(line.task, line, row)


# --- figures and targets


def figure_in_value(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in plan.having("value", "low", "high"):
        wrong = dice.choice(["{}0", "1{}", "{}.5"]) if "." not in line.value else "{}9"
        row = line.text.replace(line.value, wrong.format(line.value))
        yield plan.replaced(f"{line.task} {line.key} {line.value}", line, row)


def figure_in_quote(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(
        [one for one in plan.having("quote") if re.search(r"\d", one.value)], 16
    ):
        i = dice.choice([m.end() for m in re.finditer(r"\d", line.text)])
        row = line.text[:i] + dice.choice("0123456789") + line.text[i:]
        yield plan.replaced(line.value, line, row)


def figure_in_text(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    lines = [line for line in plan.having("text") if re.search(r"\d[%个家亿]", line.value)]
    for line in lines:
        i = dice.choice([m.start() for m in re.finditer(r"\d[%个家亿]", line.text)])
        row = line.text[:i] + str((int(line.text[i]) + 1) % 10) + line.text[i + 1 :]
        yield plan.replaced(line.task, line, row)


def target_said_otherwise(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    swaps: dict[str, tuple[tuple[str, str], ...]] = {
        "bound": (('">="', '"<="'), ('">="', "≈"), ("≈", '">="'), ("range", "relative")),
        "unit": (("家", "个"), ("个", "家"), ("'%'", "百分点"), ("亿元", "万元"), ("亿元", "亿")),
        "soft": (("true", "false"),),
        "direction": (("down", "up"),),
        "kind": (
            ("growth", "count"),
            ("growth", "share"),
            ("share", "growth"),
            ("count", "growth"),
        ),
        "baseline": (("上年同期水平", "上年同期"), ("制造业贷款增速", "制造业贷款增量")),
    }
    silent = {"100强", "100优"}  # no unit is written behind these
    for key, ways in swaps.items():
        for before, after in ways:
            lines = [line for line in plan.having(key, section="chapters") if line.value == before]
            for line in dice.sample(lines, min(len(lines), 3)):
                quote = next(
                    one.value for one in reversed(plan.lines[: plan.lines.index(line)])
                    if one.key == "quote"
                )  # fmt: skip
                if key == "unit" and (any(w in quote for w in silent) or "不低于" in quote):
                    continue
                if (key, after) == ("baseline", "上年同期"):
                    after = "上年全年"
                start = plan.rows[: line.number][::-1]
                first = line.number - next(i for i, r in enumerate(start) if "- id:" in r)
                yield plan.replaced(
                    f"{line.task} {key} {before}→{after}",
                    line,
                    line.text.replace(before, after),
                    *([first] if key == "soft" else []),
                )


# --- the text


def text_changed(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.having("text"), 20):
        yield plan.replaced(
            line.task, line, line.text.replace(line.value, _mistyped(line.value, dice))
        )


def heading_changed(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    keys = ("title", "recipients", "cover", "cover_title", "preamble", "number", "issuer")
    for line in dice.sample(plan.having(*keys), 16):
        yield plan.replaced(
            f"{line.task} {line.key}",
            line,
            line.text.replace(line.value, _mistyped(line.value, dice)),
        )


def punctuation_changed(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.having("text"), 8):
        i = dice.choice([m.start() for m in re.finditer("[,。、“”]", line.text)])
        row = line.text[:i] + dice.choice([";", ""]) + line.text[i + 1 :]
        yield plan.replaced(line.task, line, row)


def task_dropped(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    """The line that now stands where the task began; after the last, the last."""
    tasks = plan.task_rows()
    for name, a, b in dice.sample(tasks, 12):
        rows = plan.rows[:a] + plan.rows[b:]
        last = next((x for _, x, _ in reversed(tasks) if x < a), a)
        yield plan.made(name, rows, a + 1, *([last + 1] if name == tasks[-1][0] else []))


def tasks_swapped(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    """Where either of the two begins."""
    tasks = plan.task_rows()
    pairs = [(x, y) for x, y in pairwise(tasks) if x[2] == y[1]]
    for (one, a, b), (other, _, c) in dice.sample(pairs, 10):
        rows = plan.rows[:a] + plan.rows[b:c] + plan.rows[a:b] + plan.rows[c:]
        yield plan.made(f"{one} {other}", rows, a + 1, a + 1 + c - b)


def duty_dropped(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    """What is gone has no line: where the task begins, or its text that the clause stood behind."""
    lines = [line for line in plan.lines if line.key == "duty"]
    spans = {name: (a, b) for name, a, b in plan.task_rows()}
    for line in dice.sample(lines, 5):
        a, b = spans[line.task]
        end = line.number
        while end < len(plan.rows) and plan.rows[end].startswith("      "):
            end += 1
        rows = plan.rows[: line.number - 1] + plan.rows[end:]
        text = next(n for n in range(a, b) if rows[n].startswith("    text:"))
        yield plan.made(line.task, rows, a + 1, text + 1)


def erratum_dropped(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    """At the text that it corrected."""
    for i, row in enumerate(plan.rows):
        match = re.match(r"- \{task: (T\d+), from: ", row)
        if match:
            text = next(one for one in plan.having("text") if one.task == match[1])
            yield plan.made(row, plan.rows[:i] + plan.rows[i + 1 :], text.number)


def erratum_wrong(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for number, row in enumerate(plan.rows, 1):
        match = re.match(r"- \{task: (T\d+), from: ([^,]+), to: ([^,]+)", row)
        if match:
            line = Line(number, row, "from", "", "", "errata")
            yield plan.replaced(match[2], line, row.replace(match[2], "字" + match[2], 1))
            yield plan.replaced(match[1], line, row.replace(match[1], "T77", 1))


# --- ids and dates


def id_wrong(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.having("id", section="chapters"), 24):
        if "-" in line.value:
            wrong = dice.choice(["T31-1", f"{line.task}_1", f"{line.task}-", "T99-1", "1"])
        else:
            wrong = dice.choice(["T01", "T77", f"t{line.value[1:]}", f"T{line.value[2:]}", "条"])
            wrong = "T02" if wrong == line.value else wrong
        yield plan.replaced(f"{line.value}→{wrong}", line, line.text.replace(line.value, wrong))


def date_wrong(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    days = ("2021-03-28", "2021-02-30", "2021-3-29", "20210329", "2020-01-01", "2022-05-01")
    for line in plan.having("dated", "published", "due"):
        for day in days:
            yield plan.replaced(f"{line.key} {day}", line, line.text.replace(line.value, day))


def head_wrong(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for key, wrong in (("year", "2012"), ("year", "二〇二一"), ("lead_basis", "stated"),
                       ("lead_basis", "惯例"), ("number", "驻政办[2021]10号")):  # fmt: skip
        line = plan.having(key)[0]
        yield plan.replaced(f"{key} {wrong}", line, line.text.replace(line.value, wrong))


# --- YAML


def key_misspelt(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.lines, 20):
        i = dice.randrange(len(line.key))
        wrong = line.key[:i] + dice.choice("xyzw") + line.key[i + 1 :]
        row = line.text.replace(f"{line.key}:", f"{wrong}:", 1)
        yield plan.replaced(f"{line.key}→{wrong}", line, row)


def key_twice(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    lines = [line for line in plan.lines if line.value and not line.text.lstrip().startswith("-")]
    for line in dice.sample([one for one in lines if one.value != "|-"], 12):
        rows = [*plan.rows[: line.number], line.text, *plan.rows[line.number :]]
        yield plan.made(f"{line.task} {line.key}", rows, line.number + 1)


def indent_broken(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    lines = [line for line in plan.lines if line.text.startswith("    ")]
    for line in dice.sample(lines, 24):
        how = dice.choice(["more", "less", "tab"])
        row = {"more": f" {line.text}", "less": line.text[1:], "tab": f"\t{line.text[4:]}"}[how]
        yield plan.replaced(f"{line.task} {line.key} {how}", line, row)


def mark_wrong(plan: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(plan.having("lead", "support"), 6):
        yield plan.replaced(f"{line.task} ]", line, line.text.replace("]", "", 1))
    for line in dice.sample(plan.having("title", "text", "id", "quote", "kind"), 8):
        row = line.text.replace(": ", dice.choice(["：", ":"]), 1)
        yield plan.replaced(f"{line.task} {line.key} colon", line, row)
    for line in dice.sample([one for one in plan.having("unit") if "'" in one.value], 4):
        yield plan.replaced(f"{line.task} quote", line, line.text.replace("'%'", "'%"))


def byte_flipped(plan: Source, dice: random.Random, tries: int = 120) -> Iterator[Mutation]:
    """One bit of one byte, anywhere in the data; a new line break may put it on the next line. A
    flip in what is not mutated (see above) is left out."""
    keys = {line.number: line for line in plan.lines}
    silent = {"name", "due"} if plan.file == PLAN else {"full", "note", "source"}
    for _ in range(tries):
        number = dice.randrange(len(plan.rows)) + 1
        row = plan.rows[number - 1]
        data = bytearray(re.split(r" +#|, (?:to|basis|note): ", row)[0].rstrip().encode())
        key = keys[number].key if number in keys else ""
        if not data or row.lstrip().startswith("#") or key in silent:
            continue
        at = dice.randrange(len(data))
        data[at] ^= 1 << dice.randrange(8)
        tail = row.encode()[len(data) :]
        rows = [one.encode() for one in plan.rows]
        rows[number - 1] = bytes(data) + tail
        text = b"\n".join(rows).decode("utf-8", errors="surrogateescape") + "\n"
        name = f"{number}: {row.strip()[:12]} byte {at}"
        yield Mutation(name, plan.file, text, frozenset({number, number + 1}))


# --- the registry and the rules


def registered_name_misspelt(units: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(units.having("name")[:20], 10):
        row = line.text.replace(line.value, _mistyped(line.value, dice))
        yield units.replaced(line.value, line, row, line.number + 1)


def full_name_misspelt(units: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(units.having("full")[:17], 6):
        last = line.value[-1]
        yield units.replaced(line.value, line, line.text.replace(last, "厂"))


def member_misspelt(units: Source, dice: random.Random) -> Iterator[Mutation]:
    rows = [(i, row) for i, row in enumerate(units.rows, 1) if "{unit: " in row]
    for number, row in dice.sample(rows, 6):
        name = re.search(r"unit: ([\u4e00-\u9fff]+)", row)
        assert name
        line = Line(number, row, "unit", name[1], "", "units")
        yield units.replaced(name[1], line, row.replace(name[1], _mistyped(name[1], dice)))


def registry_broken(units: Source, dice: random.Random) -> Iterator[Mutation]:
    for line in dice.sample(units.having("kind"), 6):
        wrong = dice.choice(["bureau", "Group", "department group"])
        yield units.replaced(f"{line.value}→{wrong}", line, line.text.replace(line.value, wrong))
    lines = units.having("name")
    for line in dice.sample(lines[1:20], 4):
        row = line.text.replace(line.value, lines[0].value)
        yield units.replaced(f"{line.value} twice", line, row)


def rules_changed(rules: Source, dice: random.Random) -> Iterator[Mutation]:
    for number, row in enumerate(rules.rows, 1):
        line = Line(number, row, "", "", "", "")
        for before, after in (
            ("2021Q2", "2021-2"), ("2021Q3", "2021Q2"), ("2021Q4", "2022Q4"),
            ("cutoff: 2021-06-30", "cutoff: 2021-09-30"), ("report_by: 2021-10", "report_by: 2021-01"),
            ("report_by: 2022-01-05", "report_by: 2022-01-32"), ("confirmed: false", "confirmed: no"),
            ("report_by", "reportby"), ("phone: ''", "phone: 12345"),
        ):  # fmt: skip
            if before in row and not row.startswith("#") and "periods:" not in row:
                yield rules.replaced(f"{before}→{after}", line, row.replace(before, after))


Kind = Callable[[Source, random.Random], Iterator[Mutation]]

PLAN_KINDS: tuple[Kind, ...] = (
    unit_misspelt, unit_misspelt_in_clause, unit_left_out, unit_left_out_of_clause,
    units_out_of_order, unit_twice,
    figure_in_value, figure_in_quote, figure_in_text, target_said_otherwise,
    text_changed, heading_changed, punctuation_changed, task_dropped, tasks_swapped,
    duty_dropped, erratum_dropped, erratum_wrong,
    id_wrong, date_wrong, head_wrong,
    key_misspelt, key_twice, indent_broken, mark_wrong, byte_flipped,
)  # fmt: skip
UNIT_KINDS: tuple[Kind, ...] = (
    registered_name_misspelt, full_name_misspelt, member_misspelt, registry_broken, byte_flipped,
)  # fmt: skip
RULE_KINDS: tuple[Kind, ...] = (rules_changed,)


# --- worse than mutations


VALUES = (
    "null", "0", "-1", "1e9", "[]", "{}", "''", "true", "2021-13-40", "9" * 30, "[[]]", "{a: b}",
    "“", "{x}", "T99", "0.000000000000000001", "８", "&a x", "*a", "!!int 1", "|", "<<",
)  # fmt: skip


def mangled(content: bytes, dice: random.Random) -> bytes:
    """The file after an accident: cut off, a piece lost, doubled or replaced by noise, a line
    repeated elsewhere, lost or indented, a value of another sort."""
    i = dice.randrange(len(content) + 1)
    j = min(len(content), i + dice.randrange(200))
    rows = content.split(b"\n")
    row = dice.randrange(len(rows))
    match dice.randrange(8):
        case 0:
            return content[:i]
        case 1:
            return content[:i] + content[j:]
        case 2:
            return content[:i] + content[i:j] * 2 + content[j:]
        case 3:
            return content[:i] + dice.randbytes(5) + content[i:]
        case 4:
            rows.insert(row, dice.choice(rows))
        case 5:
            del rows[row]
        case 6:
            rows[row] = dice.choice([b" ", b"  ", b"\t", b"- "]) + rows[row]
        case _:
            rows[row] = rows[row].split(b": ")[0] + f": {dice.choice(VALUES)}".encode()
    return b"\n".join(rows)

"""What may stand behind a command: kinds, formats and bodies, each with suggestions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from zmddoc.cli.help import unknown
from zmddoc.cli.mishaps import Refusal
from zmddoc.kinds import FORMATS, ISSUED, KINDS, formats_of

_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from zmddoc.model import Period, Registry, Rules, Unit

    TextType = click.ParamType[str]
    DateType = click.ParamType[date]
    NumberType = click.ParamType[int]
else:
    TextType = DateType = NumberType = click.ParamType  # not generic before click 8.5


class OneOf(TextType):
    """One of a few words, each of which may have several spellings."""

    def __init__(self, name: str, spellings: Mapping[str, str]) -> None:
        """``spellings`` maps every spelling to the word it stands for."""
        self.name = name
        self.spellings = spellings

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word; a spelling that is not known is met with the nearest."""
        word = self.spellings.get(value.strip().lower())
        if word is None:
            raise click.UsageError(unknown(self.name, value, self.spellings), ctx)
        return word

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The spellings that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.spellings if word.startswith(incomplete)]


def output_format(*, csv: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--format`` of a command that prints: text or JSON, or, where it is a table, CSV."""
    words = ("text", "json", "csv") if csv else ("text", "json")
    return click.option(
        "--format",
        "form",
        metavar=f"[{'|'.join(words)}]",
        type=OneOf("输出格式", {word: word for word in words}),
        default="text",
        help="输出成文字（默认）、JSON 或 CSV" if csv else "输出成文字（默认）或 JSON",
    )


KIND = OneOf("文件类别", {**{kind: kind for kind in KINDS}, **{v: k for k, v in KINDS.items()}})
ISSUED_KIND = OneOf(
    "可印发的文件类别",
    {word: kind for kind, name in KINDS.items() if kind in ISSUED for word in (kind, name)},
)
FORMAT = OneOf("格式", {word: word for word in FORMATS})


def file_formats(help_: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--format`` of a command that makes files."""
    return click.option(
        "--format",
        "formats",
        metavar="[docx|pdf|xlsx]",
        type=FORMAT,
        multiple=True,
        help=help_,
    )


def refuse_formats(kinds: tuple[str, ...], formats: tuple[str, ...]) -> None:
    """Raise UsageError where one of the kinds is made in none of the formats."""
    for kind in kinds:
        if not formats_of(kind, formats):
            possible = "、".join(form.upper() for form in formats_of(kind, FORMATS))
            raise click.UsageError(f"{KINDS[kind]}只有 {possible} 格式。")


def find_period(rules: Rules, name: str) -> Period:
    """The reporting period called ``name``: 2021Q2, 2021q2, 2021年第二季度 or, where that is one only,
    Q2 or 二季度. Raises Refusal, with the periods there are."""
    import unicodedata

    called = re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).upper()
    match = re.fullmatch(r"(?:(\d{4})年?)?(?:第?([一二三四1-4])季度?|Q([1-4]))", called)
    if match:
        year, quarter = match[1], match[2] or match[3]
        number = "一二三四".find(quarter) + 1 or int(quarter)
        found = [p for p in rules.periods if p.quarter == number and year in (None, str(p.year))]
        if len(found) == 1:
            return found[0]
    known = "、".join(period.id for period in rules.periods)
    raise Refusal(f"没有“{name}”这个报送期。plan/rules.yaml 里的报送期有：{known}。")


class PeriodName(TextType):
    """A reporting period's name, completed from the project's rules; looked up by
    ``find_period``."""

    name = "报送期"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The project's periods that begin so; none where the project cannot be read."""
        from click.shell_completion import CompletionItem

        from zmddoc.cli.folder import find_folder
        from zmddoc.read import read_project

        try:
            project, _ = read_project(find_folder(ctx.find_root().params.get("folder")))
        except (click.ClickException, OSError):
            return []
        periods = project.rules.periods if project.rules else ()
        names = [period.id for period in periods]
        return [CompletionItem(name) for name in names if name.startswith(incomplete.upper())]


class DayType(DateType):
    """A day as a clerk writes it: 2021-07-08, 2021.7.8, 2021年7月8日."""

    name = "日期"

    def convert(
        self, value: date | str, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day; anything else is misuse."""
        if isinstance(value, date):
            return value
        match = _DAY.fullmatch(value.strip())
        try:
            return date(*map(int, match.groups())) if match else date.fromisoformat("")
        except ValueError:
            message = f"“{value}”不是日期。日期写作 2021-07-08 或 2021年7月8日。"
            raise click.UsageError(message, ctx) from None


DAY = DayType()


class Whole(NumberType):
    """A whole number between two others, both included."""

    name = "整数"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(
        self, value: int | str, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number; anything else is misuse."""
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and self.least <= int(text) <= self.most):
            message = f"“{value}”不行，这里应是 {self.least} 到 {self.most} 的整数。"
            raise click.UsageError(message, ctx)
        return int(text)


def this_day() -> date:
    """The day it is. Raises Refusal where SOURCE_DATE_EPOCH is none."""
    from zmddoc.clock import ClockError, today

    try:
        return today()
    except ClockError as error:
        message = f"环境变量 {error} 不是秒数。删去它（unset SOURCE_DATE_EPOCH）再运行。"
        raise Refusal(message) from None


class SchedulerAddress(TextType):
    """Where the scheduler of a cluster is: tcp://host:port."""

    name = "地址"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address; what cannot be one is misuse."""
        if not re.fullmatch(r"(tcp|tls)://[^\s/:]+(:[^\s/:]+)*:[0-9]{1,5}", value):
            message = f"“{value}”不是调度程序的地址。地址写作 tcp://10.0.0.5:8786。"
            raise click.UsageError(message, ctx)
        return value


class UnitName(TextType):
    """A body's name, completed from the project's registry; looked up by ``find_unit``."""

    name = "单位"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The bodies of the project whose name begins so, as documents print it, for a shell takes
        half-width brackets as its own; none where the project cannot be read."""
        from click.shell_completion import CompletionItem

        from zmddoc.cli.folder import find_folder
        from zmddoc.read import read_project
        from zmddoc.typography import normalise

        try:
            project, _ = read_project(find_folder(ctx.find_root().params.get("folder")))
        except (click.ClickException, OSError):
            return []
        units = project.registry.units if project.registry else ()
        names = [normalise(unit.name) for unit in units]
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def find_unit(registry: Registry, name: str) -> Unit:
    """The body called ``name`` in any way the registry or a document does (full-width brackets).
    Raises Refusal, with the nearest names."""
    from zmddoc.typography import normalise

    called: dict[str, Unit] = {}
    for unit in registry.units:
        for one in unit.names:
            called.setdefault(normalise(one), unit)
    found = called.get(normalise(name.strip()))
    if found is None:
        raise Refusal(unknown("单位", name, called, "单位名录在 plan/units.yaml。"))
    return found

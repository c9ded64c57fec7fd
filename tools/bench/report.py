"""The figures as a page: docs/benchmarks.md and its chart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.words import AFTER, BEFORE

Results = dict[str, Any]

_BEGIN = "<!-- measured: written by make bench -->"

_BOTH = "docxtpl + LibreOffice"


def write(results: Results, docs: Path) -> None:
    """Write the page and its chart below ``docs``."""
    (docs / "images").mkdir(exist_ok=True)
    (docs / "images/benchmarks.svg").write_text(chart(results), encoding="utf-8")
    (docs / "benchmarks.md").write_text(page(results), encoding="utf-8")


def page(results: Results) -> str:
    """The page in Markdown."""
    lines = [
        BEFORE,
        _BEGIN,
        "",
        *_side(results),
        "",
        *_growth(results),
        "",
        *_machine(results),
        "",
        AFTER,
    ]
    return "\n".join(lines).rstrip() + "\n"


def ways(results: Results) -> Iterator[tuple[str, str, Results]]:
    """Yield way, what it makes, and its cost; where a way is two steps, their sum."""
    side = results["side"]
    for jobs in (1, 2):
        for form in ("docx", "pdf", "both"):
            name = f"zmddoc, {jobs} job{'s' if jobs > 1 else ''}"
            yield (
                name,
                {"both": "DOCX + PDF"}.get(form, form.upper()),
                side[f"zmddoc {form} {jobs}"],
            )
    for jobs, form, makes in ((1, "pdf", "PDF"), (2, "both", "DOCX + PDF")):
        name = f"zmddoc, {jobs} job{'s' if jobs > 1 else ''}, faces cut before"
        yield name, makes, side[f"zmddoc {form} {jobs} prepared"]
    yield "docxtpl", "DOCX", side["docxtpl"]
    if "libreoffice" in side:
        yield _BOTH, "DOCX + PDF", _sum(side["docxtpl"], side["libreoffice"])
    yield "WeasyPrint, plainly", "PDF", side["weasyprint"]
    yield "Typst", "PDF", side["typst"]


def _sum(one: Results, other: Results) -> Results:
    found = {key: one[key] + other[key] for key in ("wall", "cpu", "bytes")}
    return {**found, "memory": max(one["memory"], other["memory"])}


def _side(results: Results) -> Iterator[str]:
    count = results["documents"]
    yield f"## Side by side: {count} task lists of the real plan, medians of {results['rounds']}"
    yield ""
    yield "![Seconds of processor time per document](images/benchmarks.svg)"
    yield ""
    yield "| way | makes | CPU s | wall s | documents/s (wall) | CPU ms a document | CPU against zmddoc, 1 job | wall against zmddoc, 2 jobs | largest process, MB | KB a document |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    listed = list(ways(results))
    first = {makes: cost for name, makes, cost in listed if name == "zmddoc, 1 job"}
    second = {makes: cost for name, makes, cost in listed if name == "zmddoc, 2 jobs"}
    for name, makes, cost in listed:
        cpu, wall = cost["cpu"] / first[makes]["cpu"], cost["wall"] / second[makes]["wall"]
        yield (
            f"| {name} | {makes} | {cost['cpu']:.2f} | {cost['wall']:.2f} | {count / cost['wall']:.1f} "
            f"| {cost['cpu'] / count * 1000:.0f} | {cpu:.2f} × | {wall:.2f} × "
            f"| {cost['memory']:.0f} | {cost['bytes'] / count / 1000:.0f} |"
        )


def _growth(results: Results) -> Iterator[str]:
    yield "## As the work grows"
    yield ""
    yield "| tasks | task lists | read and check, CPU s | ms a task | from nothing, CPU s | wall s | CPU ms a document beyond checking | KB a document | nothing changed, CPU s | wall s | one target changed, CPU s | wall s | largest process, MB: check | build |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    for row in results["growth"]:
        check, cold, same, one = (row[key] for key in ("check", "cold", "unchanged", "changed"))
        each = (cold["cpu"] - check["cpu"]) / row["documents"] * 1000
        yield (
            f"| {row['tasks']:,} | {row['lists']:,} | {check['cpu']:.2f} "
            f"| {check['cpu'] / row['tasks'] * 1000:.2f} | {cold['cpu']:.1f} | {cold['wall']:.1f} "
            f"| {each:.0f} | {row['bytes'] / row['documents'] / 1000:.0f} "
            f"| {same['cpu']:.2f} | {same['wall']:.2f} | {one['cpu']:.1f} | {one['wall']:.1f} "
            f"| {check['memory']:.0f} | {cold['memory']:.0f} |"
        )
    yield ""
    sampled = results["growth"][0]["documents"]
    yield (
        f"At every size {sampled} task lists are made, evenly spread over the bodies, in DOCX and PDF by two "
        "jobs; everything is read and checked. Sizes of 3,200 tasks and more were run once, the others "
        f"{results['rounds']} times."
    )


def _machine(results: Results) -> Iterator[str]:
    yield "## Machine and versions"
    yield ""
    for name, words in results["machine"].items():
        yield f"- {name}: {words}"


def chart(results: Results) -> str:
    """Bars of processor time per document, as SVG."""
    rows = [(f"{n} ({m})", c["cpu"] / results["documents"] * 1000) for n, m, c in ways(results)]
    widest = max(value for _, value in rows)
    bars = []
    for place, (label, value) in enumerate(rows):
        y, width = 34 + place * 24, value / widest * 400
        color = "#b22222" if label.startswith("zmddoc") else "#888"
        bars.append(
            f'<text x="290" y="{y + 13}" text-anchor="end">{label}</text>'
            f'<rect x="298" y="{y}" width="{width:.1f}" height="17" fill="{color}"/>'
            f'<text x="{304 + width:.1f}" y="{y + 13}">{value:.0f}</text>'
        )
    height = 44 + len(rows) * 24
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{height}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect width="760" height="{height}" fill="#fff"/>'
        '<text x="12" y="20">CPU milliseconds a document</text>' + "".join(bars) + "</svg>\n"
    )

"""The runs: zmddoc beside the others, and zmddoc as the work grows."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.measure import Cost, Failed, cost
from bench.papers import lay_out
from bench.province import ROOT, SIZES, Size, change_one_target, make

SAMPLE = 36
"""Documents that are made at every size: as many as the real plan has task lists."""

_PATH = os.pathsep.join((str(ROOT), str(ROOT / "tools")))

Results = dict[str, Any]


class Bench:
    """The runs of one call of the benchmark."""

    def __init__(self, folder: Path, rounds: int, office: bool, sample: int = SAMPLE) -> None:
        self.folder, self.rounds, self.office, self.sample = folder, rounds, office, sample

    def run(self, sizes: int) -> Results:
        """Everything, as plain values: the costs of each run, by name."""
        real = self._province(SIZES[0])
        papers = self.folder / "papers"
        documents = lay_out(real, papers, self.sample)
        return {
            "documents": documents,
            "rounds": self.rounds,
            "side": self._side_by_side(real, papers),
            "growth": list(self._grown(SIZES[:sizes])),
        }

    # Side by side.

    def _side_by_side(self, project: Path, papers: Path) -> dict[str, Results]:
        """Every way in turn, and all again as often as there are rounds; medians."""
        out = self.folder / "out"
        ways: dict[str, Callable[[], tuple[Cost, int]]] = {
            f"zmddoc {form or 'both'} {jobs}": lambda form=form, jobs=jobs: self._cold(  # type: ignore[misc]
                project, jobs, form
            )
            for jobs in (1, 2)
            for form in ("docx", "pdf", "")
        }
        ways["zmddoc pdf 1 prepared"] = lambda: self._cold(project, 1, "pdf", prepared=True)
        ways["zmddoc both 2 prepared"] = lambda: self._cold(project, 2, prepared=True)
        ways["docxtpl"] = lambda: self._rival("docxtpl", papers, out)
        if self.office:
            ways["libreoffice"] = lambda: self._rival("libreoffice", papers, out, fresh=False)
        ways["weasyprint"] = lambda: self._rival("weasyprint", papers, out)
        ways["typst"] = lambda: self._rival("typst", papers, out)
        found: dict[str, list[tuple[Cost, int]]] = {name: [] for name in ways}
        for turn in range(self.rounds):
            for name, way in ways.items():
                found[name].append(way())
                last = found[name][-1][0]
                print(
                    f"第 {turn + 1} 轮 {name}: {last.cpu:.2f} s CPU, {last.wall:.2f} s", flush=True
                )
        return {
            name: {**asdict(Cost.middle(one for one, _ in runs)), "bytes": runs[-1][1]}
            for name, runs in found.items()
        }

    def _rival(self, way: str, papers: Path, out: Path, *, fresh: bool = True) -> tuple[Cost, int]:
        if fresh:
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
        command = [sys.executable, "-m", "bench.rivals", way, str(papers), str(out)]
        environment = {"PYTHONPATH": _PATH, "FONTCONFIG_FILE": str(papers / "fonts.conf")}
        spent = cost(command, environment, self.folder)
        kinds = "*.docx" if way == "docxtpl" else "*.pdf"
        made = [file for file in out.rglob(kinds) if file.name != "template.docx"]
        assert made, way
        return spent, sum(file.stat().st_size for file in made)

    # zmddoc.

    def _province(self, size: Size) -> Path:
        project = self.folder / f"{size.tasks}"
        make(project, size)
        return project

    def _zmddoc(self, project: Path, *arguments: str) -> Cost:
        command = [
            sys.executable,
            "-m",
            "bench.ours",
            str(self.sample),
            "-C",
            str(project),
            *arguments,
        ]
        environment = {"PYTHONPATH": _PATH, "ZMDDOC_CACHE": str(self.folder / "cache")}
        return cost(command, environment, self.folder)

    def _cold(
        self, project: Path, jobs: int, form: str = "", *, prepared: bool = False
    ) -> tuple[Cost, int]:
        """Nothing made before: no build/, no cache; ``prepared``: but for the faces, which are cut
        down once for all documents of a machine."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        if prepared:
            self._zmddoc(project, "build", "plan", "--format", "pdf")
        shutil.rmtree(project / "build", ignore_errors=True)
        formats = ("--format", form) if form else ()
        spent = self._zmddoc(project, "build", "sheet", "--jobs", str(jobs), *formats)
        made = [file for file in (project / "build").rglob("*") if file.suffix in (".docx", ".pdf")]
        return spent, sum(file.stat().st_size for file in made)

    def _grown(self, sizes: Iterable[Size]) -> Iterator[Results]:
        """As far as it goes: a size that cannot be built is told and left out."""
        for size in sizes:
            try:
                yield self._growth(size)
            except Failed as error:
                print(f"{size.tasks} 条没有测成: {error}", flush=True)

    def _growth(self, size: Size) -> Results:
        """A province: checked, built from nothing, built again, one target changed."""
        project = self.folder / f"{size.tasks}"
        if not project.exists():
            self._province(size)
        few = self.rounds if size.tasks < 1000 else 1
        check = Cost.middle(self._zmddoc(project, "check") for _ in range(few))
        colds = [self._cold(project, 2) for _ in range(few)]
        unchanged = Cost.middle(self._zmddoc(project, "build", "sheet") for _ in range(few))
        change_one_target(project)
        changed = self._zmddoc(project, "build", "sheet")
        made = len(list((project / "build").rglob("*.pdf")))
        found = {
            "tasks": size.tasks,
            "lists": size.lists,
            "documents": made,
            "bytes": colds[-1][1],
            "rounds": few,
            "check": asdict(check),
            "cold": asdict(Cost.middle(one for one, _ in colds)),
            "unchanged": asdict(unchanged),
            "changed": asdict(changed),
        }
        print(
            f"{size.tasks} 条: check {check.cpu:.1f} s, cold {found['cold']['cpu']:.1f} s",
            flush=True,
        )
        shutil.rmtree(project)
        return found

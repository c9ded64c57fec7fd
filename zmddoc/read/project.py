"""A project folder to a Project: whatever can be read, and what is wrong with the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.model import Decisions, Plan, Progress, Register, Registry, Rules
from zmddoc.project import (
    DECISIONS,
    ISSUED,
    PLAN,
    PROGRESS,
    REGISTER,
    RULES,
    UNDER_WAY,
    UNITS,
    DataPath,
    Project,
    Rest,
)
from zmddoc.read.aside import read_aside
from zmddoc.read.nodes import Document, parse
from zmddoc.read.schema import validate
from zmddoc.read.source import read_text

M = TypeVar("M", bound=BaseModel)


def read_project(root: Path) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Return what could be read below ``root`` and every diagnostic, sorted. Never raises on what
    a user may have written: a part that cannot be read is None in the Project."""
    return _ProjectReader(root).read()


class _ProjectReader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: list[Diagnostic] = []
        self.documents: dict[str, Document] = {}
        self.sources: dict[str, str] = {}

    def read(self) -> tuple[Project, tuple[Diagnostic, ...]]:
        if not (self.root / "plan").is_dir():
            message = "这里没有 plan 文件夹，不是 zmddoc 的项目"
            hint = "到项目文件夹里运行，或用 -C 指明项目文件夹"
            return Project(self.root), (diagnostic("Z101", Place("plan"), message, hint),)
        plan, registry = self._model(Plan, PLAN), self._model(Registry, UNITS)
        rest = self._rest(plan, registry)
        received = self._received(plan) if plan else None
        register, issued = self._register()
        project = Project(
            root=self.root,
            plan=plan,
            registry=registry,
            rules=self._model(Rules, RULES),
            received=received,
            rest=replace(rest, received=rest.received or received) if rest else None,
            progress=self._progress(),
            decisions=self._optional(Decisions, DECISIONS) or Decisions(),
            register=register,
            issued=issued,
            places={file: one.places for file, one in self.documents.items()},
            spans={file: one.spans for file, one in self.documents.items()},
            sources=self.sources,
        )
        return project, tuple(sorted(set(self.found)))

    def _model(self, model: type[M], file: str) -> M | None:
        text, found = read_text(self.root, file)
        self.found += found
        if text is None:
            return None
        self.sources[file] = text
        document = parse(file, text)
        self.found += document.found
        made, findings = validate(model, document)
        self.found += findings
        _single_duties(document)
        self.documents[file] = document
        return made

    def _rest(self, plan: Plan | None, registry: Registry | None) -> Rest | None:
        """What is right in a plan or registry that is not all right; None where there is no need."""
        aside: dict[str, frozenset[DataPath]] = {}
        received = None
        if plan is None and PLAN in self.documents:
            saved = read_aside(Plan, self.documents[PLAN])
            if saved:
                plan, aside[PLAN] = saved
                received = self._received(plan)
        if registry is None and UNITS in self.documents:
            kept = read_aside(Registry, self.documents[UNITS])
            if kept:
                registry, aside[UNITS] = kept
        return Rest(plan, registry, received, aside) if aside else None

    def _optional(self, model: type[M], file: str) -> M | None:
        """As ``_model``, of a file that need not be there."""
        return self._model(model, file) if (self.root / file).exists() else None

    def _progress(self) -> dict[str, Progress]:
        names = sorted(path.name for path in (self.root / PROGRESS).glob("*.yaml"))
        read = (
            (f"{PROGRESS}/{name}", self._model(Progress, f"{PROGRESS}/{name}")) for name in names
        )
        return {file: one for file, one in read if one}

    def _register(self) -> tuple[Register, dict[str, str]]:
        """The register, and the hash of every frozen file that is there. A run may be issuing
        meanwhile: its folder comes before its entry, and its note is there from before the folder
        to after the entry. So the folder is looked for first, the note next, the entry last."""
        folder = self.root / ISSUED
        found = dict(self._hashed(sorted(folder.glob("[!.]*/*"))))
        note = self.root / UNDER_WAY
        number = note.read_bytes().decode("utf-8", "replace") if note.is_file() else None
        register = self._optional(Register, REGISTER) or Register()
        on_record = {issue.number for issue in register.issues}
        if number not in on_record:
            found = {name: one for name, one in found.items() if name.split("/")[0] != number}
        late = [file.name for issue in register.issues for file in issue.files]
        found |= self._hashed(folder / name for name in late if name not in found)
        return register, found

    def _hashed(self, paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
        """Every one of these files that is there, by its name below plan/issued."""
        for path in paths:
            name = path.relative_to(self.root / ISSUED).as_posix()
            try:
                yield name, hashlib.sha256(path.read_bytes()).hexdigest()
            except FileNotFoundError:
                continue
            except OSError:
                place = Place(f"{ISSUED}/{name}")
                self.found.append(diagnostic("Z102", place, f"读不了 {ISSUED}/{name}"))

    def _received(self, plan: Plan) -> str | None:
        document = self.documents[PLAN]
        place = document.places.get(("received", "file"), Place(PLAN))
        inside = PurePosixPath(plan.received.file)
        if inside.is_absolute() or ".." in inside.parts:
            self.found.append(
                diagnostic("Z102", place, "原文应放在 plan 文件夹之内", "如 source/文号.txt")
            )
            return None
        file = f"plan/{inside}"
        text, found = read_text(self.root, file, wanted_by=place)
        self.found += found
        if text is not None:
            self.sources[file] = text
        return text


def _single_duties(document: Document) -> None:
    """Give what stands in a single ``duty`` record the path it has in the model as well, where a
    duty is always the item of a list."""

    def in_list(path: DataPath) -> DataPath | None:
        for i, step in enumerate(path[:-1]):
            if step == "duty" and isinstance(path[i + 1], str):
                return (*path[: i + 1], 0, *path[i + 1 :])
        return None

    for known in (document.places, document.spans):
        for path, value in list(known.items()):
            if also := in_list(path):
                known[also] = value  # type: ignore[assignment]

"""Tracked changes as LibreOffice accepts and rejects them: an independent reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.libreoffice import SOFFICE, Office
from support.redlines import COMPOSER, document, marked
from support.revisions import FOLDERS, editions
from support.tracked import shown_after

from zmddoc.press import Press
from zmddoc.revise.changes import KINDS
from zmddoc.revise.revision import revise

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="没有 soffice（LibreOffice）"),
]

PRESS = Press(COMPOSER)


def _chosen() -> list[Path]:
    """Every third of the revisions made by hand, and each that brings a kind of change that those
    before it have not."""
    chosen, known = [], set[str]()
    for i, folder in enumerate(FOLDERS):
        kinds = {change.kind for change in revise(*editions(folder)).changes}
        if i % 3 == 0 or kinds - known:
            chosen.append(folder)
            known |= kinds
    return chosen


REVISIONS = _chosen()
OF_TABLES = REVISIONS[::3]
"""Whose breakdowns are read as well: tables of thirty rows each."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def test_every_kind_of_change_is_among_the_revisions() -> None:
    found = {change.kind for one in REVISIONS for change in revise(*editions(one)).changes}
    assert found == {*KINDS}
    assert len(REVISIONS) >= 25


@pytest.mark.parametrize(("kind", "folders"), [("plan", REVISIONS), ("breakdown", OF_TABLES)])
def test_libreoffice_accepts_to_the_new_and_rejects_to_the_old(
    office: Office, kind: str, folders: list[Path]
) -> None:
    """Of every revision four files: accepted, the new document, rejected, the old one."""
    jobs: list[tuple[bytes, bool | None]] = []
    for folder in folders:
        old, new = editions(folder)
        content = PRESS.docx(marked(old, new, kind))
        for accept, edition in ((True, new), (False, old)):
            jobs += [(content, accept), (PRESS.docx(document(edition, kind)), None)]
    unlike = []
    made = iter(office.all_resolved(jobs))
    for folder in folders:
        for accept in (True, False):
            if shown_after(next(made)) != shown_after(next(made)):
                unlike.append((folder.name, accept))
    assert unlike == []


def test_libreoffice_sees_the_changes_as_tracked(office: Office) -> None:
    old, new = editions(next(one for one in FOLDERS if one.name == "一次修订里增删移改都有"))
    content = office.resolved(PRESS.docx(marked(old, new, "plan")))
    assert shown_after(content, accept=True) != shown_after(content, accept=False)

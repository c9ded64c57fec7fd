"""Tracked changes as LibreOffice accepts and rejects them: an independent reader."""

from __future__ import annotations

import pytest
from support.libreoffice import SOFFICE, Office
from support.redlines import COMPOSER, document, marked
from support.revisions import FOLDERS, editions
from support.tracked import shown_after

from zmddoc.press import Press

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="没有 soffice（LibreOffice）"),
]

PRESS = Press(COMPOSER)
NAMES = [
    "一次修订里增删移改都有",
    "绿色制造不再要市水利局配合",
    "下一年度的方案沿用大部分条，编号从头排",
    "编号不变而整条重写，仍是同一条",
    "方案标题和年度通知都改了",
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("kind", ["plan", "breakdown"])
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_accepts_to_the_new_and_rejects_to_the_old(
    office: Office, name: str, kind: str
) -> None:
    old, new = editions(next(one for one in FOLDERS if one.name == name))
    content = PRESS.docx(marked(old, new, kind))
    for accept, edition in ((True, new), (False, old)):
        whole = office.resolved(PRESS.docx(document(edition, kind)))
        assert shown_after(office.resolved(content, accept=accept)) == shown_after(whole)


def test_libreoffice_sees_the_changes_as_tracked(office: Office) -> None:
    old, new = editions(next(one for one in FOLDERS if one.name == NAMES[0]))
    content = office.resolved(PRESS.docx(marked(old, new, "plan")))
    assert shown_after(content, accept=True) != shown_after(content, accept=False)

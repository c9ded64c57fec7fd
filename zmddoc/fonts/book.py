"""The faces of this machine, role by role: found, substituted, lacking."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTCollection, TTFont
from lxml import etree

from zmddoc.facefolders import OWN, SYSTEM
from zmddoc.fonts.roles import ROLE_OF, ROLES
from zmddoc.gongwen.figures import pictured_words
from zmddoc.gongwen.tree import name, task_of

_SYSTEM = SYSTEM
_SUFFIXES = {".ttf", ".otf", ".ttc"}


@dataclass(frozen=True)
class Face:
    """One face: a file, and its number where the file is a collection."""

    file: Path
    index: int = 0

    def open(self) -> TTFont:
        """The face, read lazily."""
        return TTFont(self.file, fontNumber=self.index, lazy=True)

    @cached_property
    def family(self) -> str:
        """The PostScript name: what the PDF says it has embedded."""
        with self.open() as font:
            return str(font["name"].getDebugName(6) or self.file.stem)

    def _read(self) -> uharfbuzz.Face:
        """The face, read anew: several of them would fill the memory if they were kept."""
        return uharfbuzz.Face(self.file.read_bytes(), self.index)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points it has a glyph for."""
        return frozenset(self._read().unicodes)

    @property
    def sound(self) -> bool:
        """Whether it can be cut down, and so used: a copy that broke off cannot."""
        wish = uharfbuzz.SubsetInput()
        wish.sets(uharfbuzz.SubsetInputSets.UNICODE).set(set(sorted(self.characters)[:1]))
        try:
            uharfbuzz.subset(self._read(), wish)
        except RuntimeError:
            return False
        return True


@dataclass(frozen=True)
class Substitution:
    """A prescribed face that this machine does not have."""

    prescribed: str
    used: str
    """PostScript name of what stands in for it; '' where nothing does."""

    def __str__(self) -> str:
        if not self.used:
            return f"字体：没有{self.prescribed}，也没有可代替的字体"
        return f"字体：没有{self.prescribed}，PDF 以 {self.used} 代替"


@dataclass(frozen=True)
class FontBook:
    """For each role the faces to try, in this order."""

    faces: Mapping[str, tuple[Face, ...]]
    latin: Mapping[str, Face]
    """The face whose ASCII goes first, for the roles that have one."""
    found: frozenset[str]
    """The roles whose prescribed face is here."""

    def substitutions(self) -> tuple[Substitution, ...]:
        """The prescribed faces that are not here, in the order of ROLES."""
        return tuple(
            Substitution(role.prescribed[0], faces[0].family if faces else "")
            for role in ROLES
            if role.name not in self.found
            for faces in [self.faces[role.name]]
        )

    @cached_property
    def _known(self) -> dict[str, frozenset[int]]:
        """For each role the code points that one of its faces has a glyph for."""
        return {
            role: frozenset[int]().union(*(face.characters for face in faces))
            for role, faces in self.faces.items()
        }

    def missing_glyphs(self, document: etree._Element) -> list[tuple[str, str, str]]:
        """The characters of a gongwen document for which no face of their role has a glyph, each
        once with its role and the id of the task it first stands in."""
        known = self._known
        missing: dict[tuple[str, str], str] = {}
        for element, text in _texts(document):
            role = role_of(element)
            for char in text:
                if ord(char) not in known[role] and not char.isspace():
                    missing.setdefault((char, role), task_of(element))
        for role, text in pictured_words(document):
            for char in text:
                if ord(char) not in known.get(role, ()) and not char.isspace():
                    missing.setdefault((char, role), "")
        return [(char, role, task) for (char, role), task in missing.items()]


def _texts(document: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in document.iter(etree.Element):
        if element.text:
            yield element, element.text
        for child in element:
            if child.tail:
                yield element, child.tail


def role_of(element: etree._Element) -> str:
    """The role of the words in an element: that of the nearest block with a face of its own."""
    role = ROLE_OF.get(name(element))
    parent = element.getparent()
    if role is None and parent is not None:
        return role_of(parent)
    return role or "fangsong"


def find_fonts(own: Path | None = None) -> FontBook:
    """Return the faces of this machine. The office's own folder (``own``, or else the environment
    variable ZMDDOC_FONTS) goes before the system's, the system's before the stand-ins."""
    if own is None and os.environ.get(OWN):
        own = Path(os.environ[OWN])
    here = _installed(own)
    opened = {file: _open_face(file) for role in ROLES for file in role.files}
    faces: dict[str, tuple[Face, ...]] = {}
    latin: dict[str, Face] = {}
    found: set[str] = set()
    for role in ROLES:
        named = (here[family] for family in role.prescribed if family in here)
        face = next((one for one in named if one.sound), None)
        if face:
            found.add(role.name)
        elif first := opened.get(role.latin):
            latin[role.name] = first
        stand_ins = (opened[role.stand_in], opened[role.rare])
        faces[role.name] = tuple(dict.fromkeys(f for f in (face, *stand_ins) if f))
    return FontBook(faces, latin, frozenset(found))


def _open_face(file: str) -> Face | None:
    """One of the open faces that set-up or a package brought."""
    folders = [Path(sys.prefix) / "share/zmddoc/fonts"]
    package = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    if package and package.origin:
        folders.append(Path(package.origin).parent)
    return next((Face(folder / file) for folder in folders if (folder / file).is_file()), None)


def _installed(own: Path | None) -> dict[str, Face]:
    """The prescribed faces that are here, by family name."""
    wanted = {family for role in ROLES for family in role.prescribed}
    here: dict[str, Face] = {}
    for folder in (own, *(Path(place).expanduser() for place in _SYSTEM)):
        if folder is None or not folder.is_dir():
            continue
        for file in sorted(f for f in folder.rglob("*") if f.suffix.lower() in _SUFFIXES):
            for face, families in _families(file):
                for family in families & wanted:
                    here.setdefault(family, face)
    return here


def _families(file: Path) -> Iterator[tuple[Face, set[str]]]:
    """The faces of a font file with all their family names; none where it cannot be read."""
    with suppress(Exception), file.open("rb") as stream:  # fontTools lets many kinds escape
        count = 1
        if file.suffix.lower() == ".ttc":
            count = len(TTCollection(stream, lazy=True).fonts)
        for index in range(count):
            font = TTFont(stream, fontNumber=index, lazy=True)
            yield Face(file, index), {str(n) for n in font["name"].names if n.nameID in (1, 4, 16)}

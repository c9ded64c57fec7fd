"""What this machine has for building documents, what stands in for what, and what to do about it.

Looks only; nothing is raised for what is missing, because missing things are what it is for.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zmddoc.facefolders import OWN
from zmddoc.fonts import find_fonts
from zmddoc.fonts.roles import ROLES

Status = Literal["ok", "substituted", "missing"]

_SAID: Mapping[Status, str] = {"ok": "正常", "substituted": "代替", "missing": "缺失"}
_SET_UP = "在项目目录运行 make set-up"


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``remedy`` is empty where nothing needs to be done."""

    area: str
    name: str
    status: Status
    detail: str
    remedy: str = ""

    def __str__(self) -> str:
        line = f"[{_SAID[self.status]}] {self.area}：{self.name}：{self.detail}"
        return f"{line}\n    办法：{self.remedy}" if self.remedy else line


@dataclass(frozen=True)
class Library:
    """A library of the system: its file names, its Debian package, what tells its version."""

    name: str
    files: tuple[str, ...]
    package: str
    version: str = ""
    """A function that returns the version as a string."""


LIBRARIES = (
    Library(
        "Pango",
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        "libpango-1.0-0",
        "pango_version_string",
    ),
    Library(
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        "libpangoft2-1.0-0",
    ),
    Library(
        "Fontconfig",
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
        "libfontconfig1",
    ),
    Library(
        "HarfBuzz",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        "libharfbuzz0b",
        "hb_version_string",
    ),
)


def examine(own_fonts: Path | None = None) -> tuple[Finding, ...]:
    """Return what was found, in the order fonts, layout engine, Python packages, optional
    programs. ``own_fonts`` is a folder of the project's own fonts."""
    return (*_fonts(own_fonts), *_engine(), *_packages(), *_optional())


def _fonts(own: Path | None) -> Iterator[Finding]:
    """The prescribed faces: here, or substituted, or with nothing to take their place."""
    area = "字体"
    own = own or (Path(os.environ[OWN]) if os.environ.get(OWN) else None)
    if own and not own.is_dir():
        detail = f"没有“{own}”这个文件夹"
        yield Finding(area, OWN, "missing", detail, f"改正环境变量 {OWN}，或取消它")
    book = find_fonts(own)
    substituted = {one.prescribed: one.used for one in book.substitutions()}
    for role in ROLES:
        face = role.prescribed[0]
        if face not in substituted:
            yield Finding(area, face, "ok", f"已安装：{book.faces[role.name][0].family}")
        elif used := substituted[face]:
            remedy = f"单位有此字体的，放进一个文件夹，设环境变量 {OWN}"
            if book.faces[role.name][0].file.name != role.stand_in:
                remedy += f"；或联网后{_SET_UP}，装上更接近的开源字体"
            yield Finding(area, face, "substituted", f"本机没有，PDF 以 {used} 代替", remedy)
        else:
            yield Finding(area, face, "missing", "本机没有，也没有可代替的字体", _SET_UP)


def _engine() -> Iterator[Finding]:
    area = "PDF 排版"
    complete = True
    for library in LIBRARIES:
        loaded = _load(library)
        complete = complete and loaded is not None
        yield _told(area, library, loaded)
    if complete:
        yield _weasyprint(area)
    else:
        yield Finding(
            area, "WeasyPrint", "missing", "缺少以上系统库，PDF 无法生成；DOCX、XLSX 不受影响",
            "先补齐以上系统库",
        )  # fmt: skip


def _told(area: str, library: Library, loaded: ctypes.CDLL | None) -> Finding:
    if loaded is None:
        return Finding(area, library.name, "missing", "没有找到", _install(library.package))
    version = ""
    if library.version:
        with suppress(AttributeError):
            function = getattr(loaded, library.version)
            function.restype = ctypes.c_char_p
            version = function().decode()
    return Finding(area, library.name, "ok", version or "已安装")


def _load(library: Library) -> ctypes.CDLL | None:
    """The library as the layout engine would load it; None where it cannot."""
    for file in library.files:
        with suppress(OSError):
            return ctypes.CDLL(file)
    found = find_library(library.files[0].removeprefix("lib").partition(".so")[0])
    if found:
        with suppress(OSError):
            return ctypes.CDLL(found)
    return None


def _weasyprint(area: str) -> Finding:
    """Whether the engine starts, tried in a process of its own: it prints, and may break."""
    version = _version("weasyprint")
    if version is None:
        return Finding(area, "WeasyPrint", "missing", "没有安装", _SET_UP)
    command = [sys.executable, "-W", "ignore", "-c", "import weasyprint"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(area, "WeasyPrint", "missing", f"{version}，无法启动：{error}", _SET_UP)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"退出码 {done.returncode}"])[-1]
        return Finding(area, "WeasyPrint", "missing", f"{version}，无法启动：{reason}", _SET_UP)
    return Finding(area, "WeasyPrint", "ok", version)


def _packages() -> Iterator[Finding]:
    """The Python packages that the program's own metadata asks for; of WeasyPrint ``_engine``
    has told already."""
    area = "Python 组件"
    yield Finding(area, "Python", "ok", platform.python_version())
    for name, wanted in _required():
        if name.lower() == "weasyprint":
            continue
        version = _version(name)
        if version is None:
            yield Finding(area, name, "missing", f"没有安装（需要 {wanted}）", _SET_UP)
        else:
            yield Finding(area, name, "ok", version)


def _required() -> list[tuple[str, str]]:
    """Name and version range of each package needed to run; empty when not installed."""
    try:
        requirements = importlib.metadata.requires("zmddoc") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    found = []
    for requirement in requirements:
        match = re.fullmatch(r"([\w.-]+)\s*([^;]*)", requirement)  # with ; it is an extra
        if match:
            found.append((match[1], match[2] or "任何版本"))
    return sorted(found, key=lambda pair: pair[0].lower())


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _optional() -> Iterator[Finding]:
    area = "可选程序"
    if shutil.which("soffice") or shutil.which("libreoffice"):
        yield Finding(area, "LibreOffice", "ok", "已安装")
    else:
        detail = "没有找到；只在核对 DOCX、XLSX 版面时用，不影响生成文件"
        packages = _install("libreoffice-writer-nogui", "libreoffice-calc-nogui")
        yield Finding(area, "LibreOffice", "missing", detail, f"需要时，{packages}")


def _install(*packages: str) -> str:
    return f"Debian、Ubuntu 运行 sudo apt-get install {' '.join(packages)}"

"""What the figures were measured on, and with."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import debian
from bench.province import ROOT

_LIBRARIES = (
    "weasyprint",
    "python-docx",
    "docxtpl",
    "typst",
    "lxml",
    "uharfbuzz",
    "PyYAML",
    "pydantic",
)


SUBSET = debian.Piece("libharfbuzz-subset0", library="libharfbuzz-subset.so.0")
"""What WeasyPrint's manual has one install; without it, it cuts faces ten times more slowly."""


def ready(piece: debian.Piece) -> bool:
    """Whether a piece of the machine is there, installed now if the rights allow; where not, that
    is said."""
    if not piece.is_present() and debian.can_install():
        print(f"安装 {piece.package} (installing)", flush=True)
        debian.install([piece.package])
    if piece.is_present():
        return True
    print(f"没有 {piece.package}。{debian.install_command([piece.package])}")
    return False


def described(office: bool) -> dict[str, str]:
    """The machine, the commit and the versions, by name."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    found = {
        "cores": f"{len(os.sched_getaffinity(0))} × {model}",
        "memory": f"{memory:.0f} GB",
        "system": system,
        "load before": f"{os.getloadavg()[2]:.1f} (15 min)",
        "commit": _said("git", "-C", str(ROOT), "describe", "--always", "--dirty"),
        "Python": sys.version.split()[0],
    }
    found |= {name: version(name) for name in _LIBRARIES}
    found["libharfbuzz-subset"] = "there" if SUBSET.is_present() else "missing"
    if office:
        found["LibreOffice"] = _said("soffice", "--version").removeprefix("LibreOffice ").split()[0]
    return found


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout.strip() or "?"

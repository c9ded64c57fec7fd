"""What draws: our own code and the libraries, as one fingerprint."""

from __future__ import annotations

import ctypes
import platform
import zlib
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from zmddoc.cache import digest

_LIBRARIES = (
    "cffi", "cssselect2", "et-xmlfile", "fonttools", "Jinja2", "lxml", "openpyxl", "pillow", "pydyf",
    "pypdfium2", "pyphen", "python-docx", "tinycss2", "tinyhtml5", "uharfbuzz", "weasyprint",
)  # fmt: skip

_SYSTEM = {
    "libpango-1.0.so.0": "pango_version_string",
    "libharfbuzz.so.0": "hb_version_string",
    "libfontconfig.so.1": "FcGetVersion",
}
"""The system's libraries that set lines, and what tells their version."""

_PACKAGE = Path(__file__).resolve().parent


@cache
def tools() -> tuple[tuple[str, str], ...]:
    """Return everything whose change may change a byte of what is drawn, by name: this program's
    own code (its hash), libraries (their versions), the interpreter."""
    return (
        ("zmddoc", own_code()),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("machine", platform.machine()),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        *((name, _installed(name)) for name in _LIBRARIES),
        *system(),
    )


@cache
def system() -> tuple[tuple[str, str], ...]:
    """Return the versions of the system's libraries, by name."""
    return tuple((name, _of_system(name, call)) for name, call in _SYSTEM.items())


@cache
def fingerprint() -> str:
    """Return the hash of ``tools``."""
    return digest(*(word for pair in tools() for word in pair))


@cache
def own_code() -> str:
    """Return the hash of this program's own code, the command line's left out: it draws nothing."""
    files = sorted(
        (path.relative_to(_PACKAGE).as_posix(), path)
        for suffix in ("py", "conf")
        for path in _PACKAGE.rglob(f"*.{suffix}")
    )
    return digest(
        *(
            word
            for name, path in files
            if not name.startswith("cli/")
            for word in (name, path.read_bytes())
        )
    )


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _of_system(name: str, call: str) -> str:
    with suppress(OSError, AttributeError):
        function = getattr(ctypes.CDLL(name), call)
        if call.endswith("_string"):
            function.restype = ctypes.c_char_p
        found = function()
        return found.decode() if isinstance(found, bytes) else str(found)
    return ""

"""The one version of WeasyPrint whose internals are replaced here.

What is replaced may change with any version: each replacement asks for this guard first, and a test
fails when upstream's own code is no longer what the replacement was written against.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def _by_soname() -> Iterator[None]:
    """Find the system's libraries by their usual names. ``find_library`` would start a compiler and
    a linker for each name that WeasyPrint tries in vain, and take longer than all else at the start."""
    thorough = ctypes.util.find_library

    def quick(name: str) -> str | None:
        for number in (0, 1):
            with suppress(OSError):
                ctypes.CDLL(soname := f"lib{name}.so.{number}")
                return soname
        return None

    ctypes.util.find_library = quick
    try:
        yield
    finally:
        ctypes.util.find_library = thorough


try:
    with _by_soname():
        import weasyprint
except OSError:  # where they have other names
    import weasyprint

WRITTEN_FOR = "70"
"""The major version."""


def guard(purpose: str) -> None:
    """Raise RuntimeError, naming the ``purpose`` in Chinese, in any other major version."""
    if weasyprint.__version__.split(".")[0] != WRITTEN_FOR:
        raise RuntimeError(
            f"WeasyPrint {weasyprint.__version__}：{purpose}只为 {WRITTEN_FOR} 版写过，"
            f"请安装 WeasyPrint {WRITTEN_FOR}"
        )

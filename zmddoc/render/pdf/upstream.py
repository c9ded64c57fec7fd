"""The one version of WeasyPrint whose internals are replaced here.

What is replaced may change with any version: each replacement asks for this guard first, and a test
fails when upstream's own code is no longer what the replacement was written against.
"""

from __future__ import annotations

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

"""Where faces are looked for, besides those that set-up or a package brought."""

from __future__ import annotations

import os
from pathlib import Path

OWN = "ZMDDOC_FONTS"
"""Environment variable: the folder of faces that the office owns."""

SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def face_folders() -> tuple[Path, ...]:
    """Return the office's own folder, where it has one, and the system's."""
    own = os.environ.get(OWN)
    return (*((Path(own),) if own else ()), *(Path(one).expanduser() for one in SYSTEM))

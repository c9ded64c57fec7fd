"""The machine's own packages: which are missing, and how to get them with apt-get."""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Piece:
    """A Debian package, and how to see that it is there."""

    package: str
    library: str | None = None
    module: str | None = None
    program: str | None = None
    beside: str | None = None
    """A file in the folder where the program really lies."""

    def is_present(self) -> bool:
        """Whether this interpreter can load the library, import the module, or run the program."""
        if self.library:
            try:
                ctypes.CDLL(self.library)
            except OSError:
                return False
        if self.module and importlib.util.find_spec(self.module) is None:
            return False
        if not self.program:
            return True
        program = shutil.which(self.program)
        return program is not None and (
            not self.beside or Path(program).resolve().with_name(self.beside).exists()
        )


PIECES = (
    Piece("python3-venv", module="ensurepip"),
    Piece("libpango-1.0-0", library="libpango-1.0.so.0"),
    Piece("libpangoft2-1.0-0", library="libpangoft2-1.0.so.0"),
    Piece("libfontconfig1", library="libfontconfig.so.1"),
)
# A machine may have one without the other: soffice alone does not say that it can read a workbook.
WRITER = Piece("libreoffice-writer-nogui", program="soffice", beside="libswlo.so")
CALC = Piece("libreoffice-calc-nogui", program="soffice", beside="libsclo.so")


def missing(pieces: tuple[Piece, ...] = PIECES) -> list[Piece]:
    """The pieces this machine lacks, in order."""
    return [piece for piece in pieces if not piece.is_present()]


def elevation() -> list[str] | None:
    """What to put before a command to run it as root; None if these rights cannot be had."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def can_install() -> bool:
    """Whether there is an apt-get and the right to use it."""
    return shutil.which("apt-get") is not None and elevation() is not None


def install(packages: list[str]) -> bool:
    """Install without recommended extras, refreshing the lists once if need be; True on success."""
    prefix = elevation()
    if prefix is None or not shutil.which("apt-get"):
        return False
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    command = [*prefix, *environment, "apt-get", "install", "-y", "--no-install-recommends"]
    if _run([*command, *packages]):
        return True
    # The lists are empty on a fresh machine and stale on an old one.
    return _run([*prefix, *environment, "apt-get", "update"]) and _run(
        [*command, *packages], show=True
    )


def install_command(packages: list[str]) -> str:
    """What a person should type to install the packages."""
    return shlex.join(["sudo", "apt-get", "install", "-y", "--no-install-recommends", *packages])


def _run(command: list[str], *, show: bool = False) -> bool:
    result = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    if result.returncode != 0 and show:
        print(result.stdout[-2000:], flush=True)
    return result.returncode == 0

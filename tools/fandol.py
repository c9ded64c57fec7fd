"""Fetch the Fandol faces, stand-ins for 仿宋, 楷体 and 小标宋, out of a Debian package.

The package belongs to TeX Live and is never installed: it is downloaded to a temporary folder,
which needs no rights, and four fonts and their licence are taken out of it.

    python3 tools/fandol.py FOLDER
"""

import gzip
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "texlive-lang-chinese"
# SHA-256 of Fandol 0.3, the last release (2015).
FONTS = {
    "FandolFang-Regular.otf": "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    "FandolKai-Regular.otf": "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
    "FandolSong-Bold.otf": "ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9",
    "FandolSong-Regular.otf": "a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0",
}
LICENCES = {"COPYING.gz": "Fandol-COPYING", "COPYING": "Fandol-COPYING", "README": "Fandol-README"}
# A machine without network must not keep anyone waiting.
PATIENCE = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=30"]


class Unavailable(Exception):
    """The fonts could not be had; the message says why."""


def absent(folder: Path) -> list[str]:
    """The fonts that are not in the folder."""
    return [name for name in FONTS if not (folder / name).is_file()]


def fetch(folder: Path) -> list[str]:
    """Put the absent fonts into the folder; return the names whose bytes are not the known ones.

    Raises Unavailable, leaving the folder as it was, when the package or a font cannot be had.
    """
    if not absent(folder):
        return unfamiliar(folder)
    with tempfile.TemporaryDirectory(prefix="fandol-") as name:
        scratch = Path(name)
        members = unpack(download(scratch), scratch / "fonts")
        lacking = [font for font in FONTS if font not in members]
        if lacking:
            raise Unavailable(f"{PACKAGE} 中没有 {'、'.join(lacking)}")
        folder.mkdir(parents=True, exist_ok=True)
        for member in members:
            # Never half a font under its own name, even if interrupted.
            part = folder / f".{member}.part"
            shutil.copyfile(scratch / "fonts" / member, part)
            part.replace(folder / member)
    return unfamiliar(folder)


def unfamiliar(folder: Path) -> list[str]:
    """The fonts in the folder whose bytes are not those of Fandol 0.3."""
    return [
        name
        for name, known in FONTS.items()
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != known
    ]


def download(scratch: Path) -> Path:
    """Download the package into the folder; return its path, or raise Unavailable."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Unavailable("本机没有 apt-get 和 dpkg-deb")
    # With the machine's own lists first; where these are empty, with lists of one's own.
    lists = scratch / "lists"
    (lists / "partial").mkdir(parents=True)
    own = ["-o", f"Dir::State::lists={lists}", "-o", f"Dir::Cache={scratch / 'cache'}"]
    (scratch / "cache" / "archives" / "partial").mkdir(parents=True)
    for options, refresh in ((PATIENCE, False), ([*PATIENCE, *own], True)):
        if refresh:
            _apt_get([*options, "update"], scratch)
        error = _apt_get([*options, "download", PACKAGE], scratch)
        packages = sorted(scratch.glob(f"{PACKAGE}_*.deb"))
        if error is None and packages:
            return packages[0]
    raise Unavailable(f"apt-get download {PACKAGE} 失败:{error}")


def unpack(package: Path, folder: Path) -> list[str]:
    """Take the fonts and their licence out of a .deb; return the names written, sorted."""
    folder.mkdir()
    names = set()
    with (
        subprocess.Popen(
            ["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE
        ) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as archive,
    ):
        for member in archive:
            path = Path(member.name)
            if not member.isfile() or path.parent.name != "fandol":
                continue
            name = path.name if path.name in FONTS else LICENCES.get(path.name)
            source = archive.extractfile(member) if name else None
            if name is None or source is None:
                continue
            content = source.read()
            if path.suffix == ".gz":
                content = gzip.decompress(content)
            if name in FONTS and not content.startswith(b"OTTO"):
                raise Unavailable(f"{name} 不是有效的 OpenType 字体")
            (folder / name).write_bytes(content)
            names.add(name)
    return sorted(names)


def _apt_get(arguments: list[str], folder: Path) -> str | None:
    """Run apt-get in the folder; return None on success, its last error otherwise."""
    result = subprocess.run(
        ["apt-get", "-q", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if result.returncode == 0:
        return None
    errors = [line for line in result.stderr.splitlines() if line.startswith("E:")]
    return errors[0] if errors else f"apt-get 返回 {result.returncode}"


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        changed = fetch(Path(sys.argv[1]))
    except Unavailable as error:
        print(error, file=sys.stderr)
        return 1
    for name in changed:
        print(f"警告:{name} 与已知版本不同(not the known version)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

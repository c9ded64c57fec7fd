"""tools/fandol.py: four fonts and their licence out of a Debian package, all or nothing."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

import fandol

OTF = b"OTTO and the rest"
FONTS = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
DOCUMENTS = "usr/share/doc/texlive-doc/fonts/fandol"

needs_dpkg = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is Debian's own")


def _package(folder: Path, fonts: dict[str, bytes]) -> Path:
    """A .deb laid out as texlive-lang-chinese is, holding these fonts."""
    tree = folder / "tree"
    files = {
        "DEBIAN/control": b"Package: texlive-lang-chinese\nVersion: 1\nArchitecture: all\n"
        b"Maintainer: nobody <nobody@example.org>\nDescription: a stand-in\n",
        f"{DOCUMENTS}/COPYING.gz": gzip.compress(b"GPL with font exception"),
        f"{FONTS}/FandolHei-Bold.otf": OTF,
        "usr/share/texlive/texmf-dist/fonts/other/FandolKai-Regular.otf": b"not this one",
        **{f"{FONTS}/{name}": content for name, content in fonts.items()},
    }
    for name, content in files.items():
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    package = folder / "texlive-lang-chinese_1_all.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "--build", tree, package],
        check=True,
        capture_output=True,
    )
    return package


@needs_dpkg
def test_fetch_takes_four_fonts_and_the_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _package(tmp_path, dict.fromkeys(fandol.FONTS, OTF))
    monkeypatch.setattr(fandol, "download", lambda _: package)
    folder = tmp_path / "fonts"

    changed = fandol.fetch(folder)

    assert sorted(path.name for path in folder.iterdir()) == ["Fandol-COPYING", *fandol.FONTS]
    assert (folder / "Fandol-COPYING").read_bytes() == b"GPL with font exception"
    assert (folder / "FandolKai-Regular.otf").read_bytes() == OTF
    assert changed == list(fandol.FONTS), "bytes that are not Fandol 0.3 are named"


@needs_dpkg
@pytest.mark.parametrize(
    ("fonts", "complaint"),
    [
        ({"FandolKai-Regular.otf": OTF}, "没有"),
        (dict.fromkeys(fandol.FONTS, b"<html>"), "不是有效的 OpenType"),
    ],
    ids=["a font is not in the package", "a font is no font"],
)
def test_fetch_is_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fonts: dict[str, bytes], complaint: str
) -> None:
    package = _package(tmp_path, fonts)
    monkeypatch.setattr(fandol, "download", lambda _: package)

    with pytest.raises(fandol.Unavailable, match=complaint):
        fandol.fetch(tmp_path / "fonts")

    assert not (tmp_path / "fonts").exists()


def test_fetch_downloads_nothing_when_all_fonts_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in fandol.FONTS:
        (tmp_path / name).write_bytes(OTF)
    monkeypatch.setattr(fandol, "download", lambda _: pytest.fail("downloaded again"))

    fandol.fetch(tmp_path)


def test_without_apt_get_the_fonts_are_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(fandol.Unavailable, match="apt-get"):
        fandol.fetch(tmp_path / "fonts")

"""LibreOffice as a reader of documents, with open faces in place of the prescribed ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

SOFFICE = shutil.which("soffice")
FONTS = Path(sys.prefix) / "share" / "zmddoc" / "fonts"
STAND_INS = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "方正小标宋简体": "FandolSong",
    "宋体": "Noto Serif SC",
    "黑体": "Noto Sans SC",
}


class Office:
    """A LibreOffice with a profile and a font configuration of its own."""

    def __init__(self, folder: Path) -> None:
        assert SOFFICE
        self.folder = folder
        self.config = folder / "fonts.conf"
        self.config.write_text(_font_config(folder), encoding="utf-8")

    def to_pdf(self, document: bytes, name: str = "document") -> Path:
        """Return the path of the PDF that LibreOffice makes of a .docx file."""
        source = self.folder / f"{name}.docx"
        source.write_bytes(document)
        return self.convert(source, "pdf")

    def convert(self, source: Path, form: str, folder: Path | None = None) -> Path:
        """Return the path of ``source`` as LibreOffice saves it in the format ``form``, in
        ``folder`` or else beside the source."""
        folder = folder or source.parent
        command = [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(source),
        ]
        environment = {
            "FONTCONFIG_FILE": str(self.config),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        }
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=180)
        return folder / f"{source.stem}.{form.partition(':')[0]}"


def _font_config(folder: Path) -> str:
    import pylopdf_fonts_zh_cn

    faces = "".join(
        f'<match target="pattern"><test name="family"><string>{face}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{other}</string></edit>'
        "</match>"
        for face, other in STAND_INS.items()
    )
    folders = (FONTS, Path(next(iter(pylopdf_fonts_zh_cn.__path__))))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        + "".join(f"<dir>{escape(str(f))}</dir>" for f in folders)
        + f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>{faces}"
        # Only the bold face is left to stand in for 小标宋.
        "<selectfont><rejectfont><glob>*/FandolSong-Regular.otf</glob></rejectfont></selectfont>"
        "</fontconfig>"
    )

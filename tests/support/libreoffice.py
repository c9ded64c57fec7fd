"""LibreOffice as a reader of documents, with open faces in place of the prescribed ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
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


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{file}.dtd">\n'
_MACRO = (
    _HEAD.format(kind="script:module", file="module")
    + """<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Redline"
 script:language="StarBasic">
Sub Resolve(list As String)
  Dim source As String, target As String, command As String
  Open ConvertFromURL(list) For Input As #1
  Do While Not Eof(1)
    Line Input #1, source
    Line Input #1, target
    Line Input #1, command
    One(source, target, command)
  Loop
  Close #1
  StarDesktop.terminate()
End Sub
Sub One(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim document As Object
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If command &lt;&gt; "-" Then
    Dim dispatcher As Object
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  End If
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, filter())
  document.close(True)
End Sub
</script:module>
"""
)
_LIBRARY = (
    _HEAD.format(kind="library:library", file="library")
    + """<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Redline"/>
</library:library>
"""
)
_LIBRARIES = (
    _HEAD.format(kind="library:libraries", file="libraries")
    + """<library:libraries xmlns:library="http://openoffice.org/2000/library">
<library:library library:name="Standard" library:link="false"/></library:libraries>
"""
)


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

    def resolved(self, document: bytes, *, accept: bool | None = None) -> bytes:
        """Return a .docx file as LibreOffice saves it after it has accepted, or rejected, every
        tracked change in it (None: as it is)."""
        (made,) = self.all_resolved([(document, accept)])
        return made

    def all_resolved(self, documents: Sequence[tuple[bytes, bool | None]]) -> list[bytes]:
        """Return several .docx files so, each with what to do to it, from one run of LibreOffice."""
        steps, targets = [], []
        for i, (document, accept) in enumerate(documents):
            source, target = (self.folder / f"{name}{i}.docx" for name in ("marked", "resolved"))
            source.write_bytes(document)
            target.unlink(missing_ok=True)
            verb = {True: "Accept", False: "Reject", None: ""}[accept]
            command = f".uno:{verb}AllTrackedChanges" if verb else "-"
            steps += [source.as_uri(), target.as_uri(), command]
            targets.append(target)
        (self.folder / "list.txt").write_text("\n".join(steps) + "\n", encoding="ascii")
        self._install_macro()
        call = f'macro:///Standard.Redline.Resolve("{(self.folder / "list.txt").as_uri()}")'
        self._run("--norestore", call)
        return [target.read_bytes() for target in targets]

    def _install_macro(self) -> None:
        basic = self.folder / "profile" / "user" / "basic" / "Standard"
        if (basic / "Redline.xba").exists():
            return
        if not basic.exists():  # the first start lays the profile out
            (self.folder / "empty.txt").write_text("", encoding="utf-8")
            self.convert(self.folder / "empty.txt", "pdf")
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Redline.xba").write_text(_MACRO, encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (basic.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")

    def convert(self, source: Path, form: str, folder: Path | None = None) -> Path:
        """Return the path of ``source`` as LibreOffice saves it in the format ``form``, in
        ``folder`` or else beside the source."""
        folder = folder or source.parent
        self._run("--convert-to", form, "--outdir", str(folder), str(source))
        return folder / f"{source.stem}.{form.partition(':')[0]}"

    def _run(self, *arguments: str) -> None:
        profile = (self.folder / "profile").as_uri()
        command = [str(SOFFICE), "--headless", f"-env:UserInstallation={profile}", *arguments]
        environment = {
            "FONTCONFIG_FILE": str(self.config),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        }
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=600)


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

"""A clerk at LibreOffice: opens a form, types into its cells, saves it; a macro does the typing, so
that LibreOffice makes of each entry what it makes of one from the keyboard."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.libreoffice import SOFFICE, Office

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">{element}</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk"
 script:language="StarBasic">{code}</script:module>
"""
_CODE = """Sub Fill()
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  sheet = book.Sheets.getByName("填报")
{lines}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "{filter}"
  book.storeToURL("{target}", kind())
  book.close(True)
End Sub
"""
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


def typed(office: Office, form: bytes, entries: Mapping[str, str], suffix: str = "xlsx") -> Path:
    """Return the path of the form with these entries typed into its cells (``{"F8": "8.5%"}``)."""
    source, target = office.folder / "发来的表.xlsx", office.folder / f"填好的表.{suffix}"
    source.write_bytes(form)
    target.unlink(missing_ok=True)
    lines = "\n".join(
        f'  sheet.getCellRangeByName("{cell}").FormulaLocal = "{words.replace(chr(34), chr(34) * 2)}"'
        for cell, words in entries.items()
    )
    code = _CODE.format(
        source=source.as_uri(), target=target.as_uri(), lines=lines, filter=FILTERS[suffix]
    )
    library = office.folder / "profile/user/basic/Standard"
    if not library.exists():  # a first start makes the profile
        office.convert(source, "ods")
    for name, element in (("script", '<library:element library:name="Clerk"/>'), ("dialog", "")):
        (library / f"{name}.xlb").write_text(_LIBRARY.format(element=element), "utf-8")
    (library / "Clerk.xba").write_text(_MODULE.format(code=escape(code)), "utf-8")
    command = [
        str(SOFFICE), "--headless", f"-env:UserInstallation={(office.folder / 'profile').as_uri()}",
        "macro:///Standard.Clerk.Fill",
    ]  # fmt: skip
    environment = {
        "FONTCONFIG_FILE": str(office.config), "HOME": str(office.folder), "LANG": "C.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }  # fmt: skip
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=180)
    assert target.exists(), "LibreOffice saved nothing"
    return target

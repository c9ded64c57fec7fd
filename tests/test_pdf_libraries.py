"""Loading WeasyPrint: which of the system's libraries it gets, and what is started for it."""

import subprocess
import sys

_COUNT = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
import zmddoc.render.pdf
from weasyprint.text.ffi import pango
import ctypes.util
print(len(started), pango.pango_version() > 0, ctypes.util.find_library("fontconfig"))
"""


def test_no_compiler_is_started_to_find_them() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _COUNT], capture_output=True, text=True, check=True
    )
    started, found, later = done.stdout.split()
    assert (started, found) == ("0", "True")
    assert later == "libfontconfig.so.1", "whoever asks later gets the usual answer"

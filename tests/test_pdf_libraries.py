"""WeasyPrint as it is loaded here, and what it brings along."""

import re
import subprocess
import sys

import pytest
import weasyprint
from support import press, real, samples

from zmddoc.gongwen import parse
from zmddoc.render.pdf import renderer

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


def test_default_styles_are_left_out_only_where_nothing_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = [
        (press.renderer(), parse(samples.WHOLE)),
        (real.renderer(), real.composed()[real.BREAKDOWN]),
        (real.renderer(), real.composed()[real.SHEETS[0]]),
    ]
    ours = [drawer.render(tree) for drawer, tree in drawn]
    monkeypatch.setattr(renderer, "Page", weasyprint.HTML)
    assert ours == [drawer.render(tree) for drawer, tree in drawn]


def test_the_pseudo_elements_that_weasyprint_gives_to_all() -> None:
    found = set(re.findall(r"(?m)^::([a-z-]+)", weasyprint.html.UA))
    notes = {"note-call", "note-marker", "note-callback"}
    assert found == {"marker", "footnote-call", "footnote-marker", *notes}, (
        "WeasyPrint has other default styles: read zmddoc/render/pdf/defaults.py beside them"
    )

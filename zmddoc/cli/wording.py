"""click's own words in Chinese: a gettext catalogue, whatever the machine's language is.

``locale/zh_CN/LC_MESSAGES/zmddoc.po`` is the source; after a change run
``python tools/catalogue.py``, which writes the .mo beside it.
"""

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"
DOMAIN = "zmddoc"


def speak_chinese() -> None:
    """Let gettext answer from our catalogue in this process. The language is set here because
    every other word of the program is Chinese too."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)

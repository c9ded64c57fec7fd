"""The faces that GB/T 9704-2012 prescribes, and what may stand in for each.

DOMAIN.md paragraph 1: titles 小标宋, text 仿宋, headings 黑体 and 楷体, page numbers 宋体. The
prescribed faces are proprietary: named first, used where the machine has them, never bundled.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """What a face is for."""

    name: str
    """As the stylesheet calls it: ``var(--fangsong)``."""
    prescribed: tuple[str, ...]
    """Family names of the prescribed face, any of which will do; the first is what it is called."""
    stand_in: str
    """File name of the open face that stands in for it."""
    rare: str
    """File name of the face that holds the characters the others lack."""
    latin: str = ""
    """File name of a face whose ASCII goes first, where the role's own digits will not do."""

    @property
    def files(self) -> tuple[str, ...]:
        """The file names of all open faces it may use."""
        return tuple(file for file in (self.stand_in, self.rare, self.latin) if file)


_SERIF = "NotoSerifSC-Regular.otf"
_SANS = "NotoSansSC-Regular.otf"
_SONG = "FandolSong-Regular.otf"

ROLES = (
    Role("xiaobiaosong", ("方正小标宋简体", "方正小标宋_GBK"), "FandolSong-Bold.otf", _SERIF),
    Role("fangsong", ("仿宋_GB2312", "仿宋", "FangSong"), "FandolFang-Regular.otf", _SERIF, _SONG),
    Role("kai", ("楷体_GB2312", "楷体", "KaiTi"), "FandolKai-Regular.otf", _SERIF, _SONG),
    Role("hei", ("黑体", "SimHei"), _SANS, _SERIF),
    Role("song", ("宋体", "SimSun"), _SONG, _SERIF),
)

ROLE_OF = {
    "p.issuer": "xiaobiaosong",
    "h1": "xiaobiaosong",
    "h2": "hei",
    "h3": "kai",
    "p.annex": "hei",
    "p.subtitle": "kai",
    "th": "hei",
    "td.band": "hei",
    "figcaption": "hei",
    "mark.added": "hei",
}
"""The role of the words that stand in an element; everything else is 仿宋."""

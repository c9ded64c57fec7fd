"""What to try in the demo, in the order of a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zmddoc.model import Period

GUIDE = "说明.txt"

_WORDS = """\
示例项目
========

方案是真的，其余都是编的：数字、文字、文号、日期没有一个是哪个单位的，每一页都印着“示例数据”。

里面有两期：
  {first}  报送表已收，提醒、督办通知和通报已印发（plan/register.yaml，定稿在 plan/issued/）
  {second}  报送表已收，销号、延期已决定（plan/decisions.yaml），该发什么还没有发

收到的报送表/ 是各单位填好交来的原件；待收/ 里还有一份迟到的，没有收。
改坏了不要紧：另找一个空文件夹再做一份，与这一份一字不差。

在这个文件夹里依次试：

看板、亮灯，一条任务为什么是这个灯
  zmddoc status --period {second}
  zmddoc explain T08 --period {second}

收那份迟到的（有一格填得不对，会指出是哪一格）
  zmddoc collect 待收 --period {second} --received {late}
  zmddoc status --period {second}

督办通知、季度通报、台账；放在 build/ 里
  zmddoc build 督办通知 --period {second}
  zmddoc build 季度通报 --period {second} --trace
  zmddoc build 台账

印发：编号、署日期、定稿、登记
  zmddoc issue 督办通知 --all --period {second} --dated {dated} --dry-run
  zmddoc register

下一期的报送表
  zmddoc build 报送表 --period {next}
"""


def guide(periods: Sequence[Period], late: date, dated: date) -> str:
    """Return the text of the guide. Of ``periods`` the first two have been; ``late`` is a day on
    which the late form may come in, ``dated`` one on which the second's papers may be issued."""
    first, second, *further = periods
    following = further[0] if further else second
    return _WORDS.format(
        first=first.id, second=second.id, next=following.id, late=late, dated=dated
    )

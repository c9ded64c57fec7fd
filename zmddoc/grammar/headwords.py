"""The words by which the head of a document is known: kinds of documents, what sends one out."""

from __future__ import annotations

import re

KINDS = (
    "分解表", "分解书", "任务书", "责任书",
    "意见", "方案", "措施", "办法", "规定", "细则", "计划", "规划", "纲要", "通知", "通报", "决定", "公告", "通告",
    "批复", "函", "条例", "规则", "要点", "指南", "清单", "分工", "政策", "工作", "若干条", "行动", "目标", "安排", "预案", "分解", "台账",
)  # fmt: skip
KIND = re.compile("|".join(KINDS))
SUFFIX = re.compile(
    r"[（(](?![^（()）]{0,12}[〔\[]\d{4}[〕\]]第?\d{1,4}号[）)])(?!\d{4}年\d{1,2}月\d{1,2}日[）)])(?:试行|暂行|修订|修订稿|征求意见稿|送审稿|草案|第[一二三四五六七八九十]+批|[^（()）]{0,3}\d{4}[^（()）]{0,10})[）)]"
)
DATED = re.compile(r"[（(](\d{4}年\d{1,2}月\d{1,2}日)[）)]")
"""The date below the title of a decision: no part of it."""
LAST_LINE = re.compile(
    r"(?:责任|任务|目标|工作|重点){0,3}(?:分解|分工)(?:方案|表|意见)?|(?:总体|具体|专项|工作|实施|行动|推进|整治|三年|年度)?(?:实施|工作|行动|推进)(?:方案|意见|计划|细则|要点)"
    r"|(?:若干|具体|政策){1,2}(?:措施|意见|规定)"
)
"""The last line of a title, where it is only what kind of plan it is."""
OPENERS = (
    "为", "根据", "按照", "依据", "近年", "当前", "党中央", "今年", "近日", "现", "遵照", "围绕", "结合", "在",
)  # fmt: skip
RECIPIENT = (
    "各",
    "有关",
    "市直",
    "省直",
    "县直",
    "区直",
    "机关",
    "驻市",
    "驻省",
    "驻县",
    "驻区",
    "驻地",
    "驻各",
    "中央",
    "国务院各",
    "市政府各",
    "省政府各",
    "县政府各",
    "区政府各",
    "市委各",
    "县委各",
    "省委各",
)
SENDING = ("印发", "转发", "批转")
NOTICE = re.compile(r"(?:印发|转发|批转|公布|下发)")
COVERS = re.compile(
    r"(?:印发|转发|下发|下达)给?你们|现予印发|现印发|予以(?:印发|下发|下达)|现转发|现予公布|现下[发达]"
)
SENT = re.compile(r"(?:印发|转发|下发|下达)《?([^。，；：》]{7,80}?)》?的?通知")
"""What a notice sends out by its title, without 《》 too."""
INNER = str.maketrans("〈〉<>", "《》《》")
"""Signs of a title within a title, as they are where it stands alone."""
ANNEX_LABEL = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:]?")
NO_RECIPIENTS = ("如下", "意见", "措施", "方案", "政策", "是", "为", "目标", "要求", "思路")
"""What ends a sentence that goes on behind a colon."""
PLACES = ("市", "县", "区", "省", "州", "旗", "镇", "乡", "街道")
STOPS = frozenset("。：:|号》）)，>")

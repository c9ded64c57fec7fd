"""What Jinja complains of, said in Chinese to whoever edits a template."""

from __future__ import annotations

import re

from jinja2 import TemplateError

_PARTS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "模板的末尾",
    "name": "名字",
}
_SAYINGS = tuple(
    (re.compile(pattern), saying)
    for pattern, saying in (
        (
            r"unknown tag '(\w+)'.*block that needs to be closed is '(\w+)'",
            "“{1}”还没有收尾就写了“{0}”；补上 end{1}，或看嵌套的次序",
        ),
        (r"unknown tag '(end\w+|else|elif)'", "这里的“{0}”没有对应的开头"),
        (r"unknown tag '(\w+)'", "没有“{0}”这种标签"),
        (r"end of template\..*needs to be closed is '(\w+)'", "“{0}”没有收尾，补上 end{0}"),
        (r"unexpected end of template, expected '(.+)'", "写到末尾还缺“{0}”"),
        (r"expected token '(.+)', got '(.+)'", "这里应是“{0}”，写的是“{1}”"),
        (r"unexpected '(.+)', expected '(.+)'", "这里应是“{1}”，写的是“{0}”"),
        (r"Expected an expression", "大括号里没有内容"),
        (r"unexpected char ['\"](.+)['\"] at \d+", "这里不该有“{0}”，或引号没有收尾"),
        (r"unexpected '(.+)'", "这里不该有“{0}”"),
        (r"Missing end of comment", "注释没有收尾，补上“#}}”"),
        (r"Missing end of raw", "“raw”没有收尾，补上 endraw"),
        (r"tag name expected", "“{{%”后面缺标签的名字"),
        (r"No filter named '(\w+)'", "没有“{0}”这个过滤器"),
        (r"No test named '(\w+)'", "没有“{0}”这种判断"),
        (r"block '(\w+)' defined twice", "“{0}”这一块写了两次"),
        (r"'(.+)' is undefined", "没有“{0}”这个名字"),
        (r"has no (?:attribute|element) '?([^']+)'?", "没有“{0}”这一项"),
        (r"item, sequence was empty", "列表是空的，取不出来"),
        (r"is not callable", "这个名字后面不能加括号"),
        (r"is not iterable|cannot unpack", "这里不是列表，不能逐项取"),
    )
)


def in_chinese(error: Exception) -> str:
    """Return what is wrong with a template; a complaint that is not known, as it came."""
    complaint = str(error.message if isinstance(error, TemplateError) else error)
    for pattern, saying in _SAYINGS:
        match = pattern.search(complaint)
        if match:
            return saying.format(*(_PARTS.get(part, part) for part in match.groups()))
    return f"原话“{complaint}”"

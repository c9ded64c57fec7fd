"""Pages as government sites are built: a document with all that stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

NUMBER = "示政办〔2021〕10号"
TITLE = "示例市人民政府办公室关于印发示例方案的通知"


def modern(paragraphs: Sequence[str], *, inside: str = "") -> str:
    """A page of divs with the metadata that sites have to set; ``inside`` stands in the part with
    the running text, behind it."""
    text = "".join(f'<p style="text-indent:2em">{escape(one)}</p>\n' for one in paragraphs)
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{TITLE}_示例市人民政府</title>
<meta name="SiteName" content="示例市人民政府"><meta name="ArticleTitle" content="{TITLE}">
<style>.a{{color:red}}</style><script>var 关于 = "不是文字";</script></head>
<body>
<div class="header"><div class="logo">示例市人民政府</div><ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/zw">政务公开</a></li></ul><input type="text" value="请输入关键字"><button>搜索</button></div>
<div class="wrap">
<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政策文件</a></div>
<table class="xxgk"><tr><td>索 引 号</td><td>SL-2021-00010</td><td>发文机关</td><td>示例市人民政府办公室</td></tr>
<tr><td>标题</td><td>{TITLE}</td><td>发文字号</td><td>{NUMBER}</td></tr></table>
<h1 class="title">{TITLE}</h1>
<div class="info">发布时间：2021-04-01 来源：示例市人民政府办公室 <span>字体：<a href="javascript:big()">大</a>
<a href="javascript:small()">小</a></span></div>
<div class="article-content" id="zoom">
{text}{inside}</div>
<div class="operate"><a href="javascript:window.print()">打印本页</a><a href="javascript:close()">关闭窗口</a></div>
<div class="ewm"><img src="qr.png"><p>扫一扫在手机打开当前页</p></div>
<div class="xgjd"><h3>相关解读</h3><ul><li><a href="/jd/1.html">一图读懂示例方案</a></li></ul></div>
</div>
<div class="footer"><p>主办：示例市人民政府办公室，版权所有，未经允许不得转载。备案号示例。</p></div>
</body></html>"""


def old(paragraphs: Sequence[str]) -> str:
    """A page of tables, of the kind of 2005, with line breaks for paragraphs."""
    text = "<br>\r\n".join(f"　　{escape(one)}" for one in paragraphs)
    return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>{TITLE}</TITLE></HEAD><BODY><FORM name=aspnetForm action=show.aspx>
<TABLE width=980><TR><TD><A href="/">首页</A></TD><TD><A href="/b">公开</A></TD></TR></TABLE>
<TABLE width=980><TR><TD width=200><A href="/1">栏目一</A><BR><A href="/2">栏目二</A></TD>
<TD><TABLE><TR><TD align=center><B><FONT size=5>{TITLE}</FONT></B></TD></TR>
<TR><TD><FONT class=zw>{text}</FONT></TD></TR>
<TR><TD align=right>【<A href="javascript:print()">打印</A>】【<A href="#" onclick="close()">关闭</A>】</TD></TR>
</TABLE></TD></TR></TABLE></FORM></BODY></HTML>"""

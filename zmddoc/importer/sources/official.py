"""What a document that comes in is opened as, and the words in which it is refused."""

from __future__ import annotations

from zmddoc.refusal import Wanted

OFFICIAL = Wanted(
    what="能导入的公文",
    files="能导入的是 .docx、有文字的 .pdf、网页（.html）和文本（.txt）",
    kinds=("docx",),
    verb="导入",
    codes=("Z121", "Z122", "Z123"),
    again="请来文单位重新发一份，或另从它的网站下载",
    unlock="先在 WPS 或 Word 里取消密码，另存后再导入",
    save_as="用 WPS 或 Word 打开，另存为 .docx（不是 .docm）再导入",
    slim="把图片压缩或删去，另存后再导入",
    tidy="把方案的文字复制到新文档里，另存为 .docx 再导入",
    detach="删去嵌入的对象（附表、公式、控件），另存后再导入",
)

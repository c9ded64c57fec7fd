"""Documents made up for tests: nothing in them is anybody's."""

from __future__ import annotations

from zmddoc.gongwen.figures import source


def page(body: str, head: str = "") -> str:
    """Return a gongwen document."""
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><title>示例方案</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def portrait(body: str) -> str:
    return f'<section class="portrait">{body}</section>'


def landscape(body: str) -> str:
    return f'<section class="landscape">{body}</section>'


HEAD = (
    '<meta name="author" content="示例市人民政府办公室">'
    '<meta name="description" content="示例市年度工作方案">'
    '<meta name="keywords" content="zmddoc/1 kind=plan unit= number=示政办〔2021〕1号">'
)

MASTHEAD = (
    '<header class="masthead"><p class="issuer">示例市人民政府办公室文件</p>'
    '<p class="number">示政办〔2021〕1号</p></header>'
)

SIGNATURE = (
    '<div class="signature"><p class="signatory">示例市人民政府办公室</p>'
    '<p class="date">2021年3月9日</p></div>'
)

COLOPHON = (
    '<div class="colophon"><p class="copies">抄送：示例市委各部门，示例军分区，市人大常委会办公室，'
    "市政协办公室，市中级法院，市检察院，各民主党派，各人民团体。</p>"
    '<p class="printing"><span class="office">示例市人民政府办公室</span>'
    '<span class="day">2021年4月1日印发</span></p></div>'
)

NOTICE = portrait(
    MASTHEAD + "<h1>示例市人民政府办公室<br>关于印发《示例方案》的通知</h1>"
    '<p class="addressee">各县区人民政府，市直有关单位：</p>'
    "<p>《示例方案》已经市政府同意，现印发给你们，请认真贯彻落实。</p>"
    '<p class="attachment">附件：1.示例方案任务分解表</p>'
    '<p class="attachment">2.各单位承担任务统计表</p>' + SIGNATURE
)

MARKED = '<p>新认定<mark class="gone">20家</mark><mark class="added">25家</mark>企业。</p>'

PLAN = portrait(
    '<h1>示例市2021年工作方案</h1><p class="subtitle">（征求意见稿）</p>'
    "<p>为完成年度目标，制定本方案。</p><h2>一、总体要求</h2>"
    '<div class="item" data-task="T01"><h3>（一）总体目标。</h3>'
    "<p>规模以上工业增加值增长8%左右，实施“六大专项”——提质增效。</p></div>"
    "<h3>（二）单列标题</h3><p>文字。</p>" + MARKED + COLOPHON
)


def table(rows: str) -> str:
    """Return a table of four columns on a landscape page, 225 mm together."""
    widths = (15, 40, 130, 40)
    columns = "".join(f'<col style="width:{width}mm">' for width in widths)
    head = "".join(f"<th>{name}</th>" for name in ("序号", "任务", "工作内容", "责任单位"))
    return (
        f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


ROWS = (
    '<tr><td class="band" colspan="4">一、总体要求</td></tr>'
    '<tr data-task="T01"><td class="center" rowspan="2">1</td><td>总体目标</td><td>增长8%左右<br>'
    '另行通知</td><td><p class="cell">示例甲局</p><p class="cell">示例乙局</p></td></tr>'
    '<tr><td colspan="2">合并<mark class="added">两栏</mark></td><td class="center"></td></tr>'
)

ANNEX = landscape(
    '<p class="annex">附件1</p><h1>示例方案任务分解表</h1>'
    + table(ROWS)
    + '<p class="note">注：以首位所列单位为牵头单位。</p><p class="stamp">0123456789ab</p>'
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="30mm" viewBox="0 0 80 30">'
    '<rect x="20" y="5" width="40" height="10" fill="#555"/>'
    '<text x="2" y="12" font-family="hei" font-size="4">示例甲局</text></svg>'
)

LETTER = (
    '<section class="letter"><header class="letterhead"><p class="issuer">示例市人民政府办公室</p>'
    '<p class="number">示政办函〔2021〕1号</p></header><h1>关于示例事项的函</h1>'
    '<p class="addressee">示例甲局：</p><p>请于十日内答复。</p>'
    f'<figure><img src="{source(SVG)}" alt="示例甲局完成一半"><figcaption>图1　进度</figcaption></figure>'
    + SIGNATURE
    + '<p class="tear">沿此线裁开</p><table class="form"><colgroup><col style="width:40mm">'
    '<col style="width:116mm"></colgroup><tbody><tr><th>签收人</th><td><input name="receiver"></td></tr>'
    '<tr><th>进展情况</th><td><textarea name="progress"></textarea></td></tr>'
    '<tr><th>是否完成</th><td><select name="done"><option>是</option><option>否</option></select>'
    '</td></tr><tr><th>日期</th><td><input name="day" type="date"></td></tr>'
    "</tbody></table></section>"
)

SAMPLE = '<meta name="sample" content="示例数据">'

SLIP = (
    '<section class="slip"><h1>示例督办单</h1><table><colgroup><col style="width:170mm"></colgroup>'
    "<tbody><tr><td>示例事项</td></tr></tbody></table></section>"
)

WHOLE = page(NOTICE + ANNEX + LETTER + SLIP + PLAN, HEAD)
"""Every word of the vocabulary."""

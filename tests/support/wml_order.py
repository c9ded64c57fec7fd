"""The order of children that the schema of WordprocessingML (ECMA-376, part 1) asks for. Word calls
a document damaged where it is broken; LibreOffice does not mind, so it has to be tested."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct "
        "autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
        "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
        "divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings sectPrChange"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "tbl": "tblPr tblGrid tr",
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    ),
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr tbl p",
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "pBdr": "top left bottom right between bar",
    "styles": "docDefaults latentStyles style",
    "settings": (
        "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop "
        "evenAndOddHeaders characterSpacingControl compat rsids themeFontLang clrSchemeMapping "
        "decimalSymbol listSeparator"
    ),
}


def misplaced(root: etree._Element) -> list[str]:
    """Return the elements whose children are unknown here or out of order."""
    found: list[str] = []
    for name, order in ORDER.items():
        places = {f"{W}{child}": i for i, child in enumerate(order.split())}
        for element in [root, *root.iter(f"{W}{name}")]:
            if element.tag != f"{W}{name}":
                continue
            tags = [str(child.tag) for child in element]
            ranks = [places.get(tag, -1) for tag in tags]
            if -1 in ranks or ranks != sorted(ranks):
                found.append(f"{name}: {' '.join(tag.removeprefix(W) for tag in tags)}")
    return found

"""The kinds of document and the formats, by every name a person may call them."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "plan": "方案",
    "breakdown": "责任分解表",
    "sheet": "任务清单",
    "ledger": "台账",
}
"""The kinds of document, and what their folder in build/ is called."""

FORMATS = ("docx", "pdf")
"""What gongwen HTML is rendered to; the ledger is always XLSX."""

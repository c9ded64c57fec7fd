"""Rendering: gongwen HTML as PDF and as a Word document, the ledger as a workbook."""

"""Workbooks: the ledger, the form that a body fills in, the dispatch list; the only package that knows openpyxl.

Equal content gives equal bytes: no clock in the properties, zip members in a fixed order with a
fixed date.
"""

from zmddoc.render.xlsx.dispatch import Dispatch, Parcel, render_dispatch
from zmddoc.render.xlsx.fill import fill_form
from zmddoc.render.xlsx.form import render_form
from zmddoc.render.xlsx.ledger import render_ledger

__all__ = [
    "Dispatch",
    "Parcel",
    "fill_form",
    "render_dispatch",
    "render_form",
    "render_ledger",
]

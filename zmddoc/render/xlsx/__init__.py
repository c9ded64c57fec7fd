"""Workbooks: the ledger, and the form that a body fills in; the only package that knows openpyxl.

Equal content gives equal bytes: no clock in the properties, zip members in a fixed order with a
fixed date.
"""

from zmddoc.render.xlsx.fill import fill_form
from zmddoc.render.xlsx.form import render_form
from zmddoc.render.xlsx.ledger import render_ledger

__all__ = ["fill_form", "render_form", "render_ledger"]

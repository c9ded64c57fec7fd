"""Why a document is not imported."""

from __future__ import annotations


class NotImported(Exception):
    """Nothing is made of the document; the message says why and what to do, in Chinese."""

"""Revisions: what changed from one edition of a plan to another, and what it means to whom.

Pure functions over frozen models. ``revise`` is the one way in; what the terminal, the papers and
the letters say all comes from the same Revision, so that they cannot disagree. Nothing is imported
here that a command does not need: take what you want from its module.
"""

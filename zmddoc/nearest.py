"""The nearest known name to one that is not known: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs least from ``name``, or None when none is near (more
    than half of it, or for a short name more than one character, would have to change)."""
    from rapidfuzz.distance import OSA  # only a mistake needs it: 0.1 s of every start saved

    best: tuple[int, str] | None = None
    for candidate in dict.fromkeys(known):
        distance = OSA.distance(name.lower(), candidate.lower())
        near = distance <= max(1, max(len(name), len(candidate)) // 2 - (len(name) <= 4))
        if near and (best is None or distance < best[0]):
            best = distance, candidate
    return best[1] if best else None

"""Sentences, each with what a careful reader finds in it (tests/readings)."""

from pathlib import Path

READINGS = Path(__file__).parents[1] / "readings"


def readings(name: str) -> list[tuple[str, list[str]]]:
    """The sentences of a file; what is found in each stands below it, indented."""
    found: list[tuple[str, list[str]]] = []
    for line in (READINGS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found

"""The best assignment of one list's items to another's, of those pairs that may be: maximum-weight
matching, by rustworkx (docs/decisions/101-pairing.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_SCALE = 1_000_000
_FIRST = _SCALE * _SCALE
"""Likeness decides first; only among equals do the places in their lists."""


def best_matching(
    allowed: Mapping[tuple[int, int], float], floor: float, sizes: tuple[int, int]
) -> dict[int, int]:
    """Return the assignment (left index to right index) whose likenesses, counted from ``floor``,
    have the greatest sum. ``allowed`` gives the likeness (0 to 1) of each pair that may be; one
    below ``floor`` may not. Of equal assignments it is the one that crosses least."""
    edges = [
        (i, sizes[0] + j, _weight(likeness - floor, i / sizes[0] - j / sizes[1]))
        for (i, j), likeness in sorted(allowed.items())
        if likeness >= floor
    ]
    return dict(_solved(edges, sum(sizes), sizes[0]))


def _weight(gain: float, crossing: float) -> int:
    return (round(gain * _SCALE) + 1) * _FIRST + round((1 - crossing * crossing) * _SCALE)


def _solved(edges: list[tuple[int, int, int]], nodes: int, left: int) -> Iterable[tuple[int, int]]:
    if not edges:
        return
    import rustworkx  # only plans without common ids need it

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(edges)
    for pair in rustworkx.max_weight_matching(graph, weight_fn=int):
        i, j = sorted(pair)
        yield i, j - left

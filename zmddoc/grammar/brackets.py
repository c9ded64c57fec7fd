"""The brackets of a text, matched in one pass: which closes which, and which never closes."""

from __future__ import annotations

from dataclasses import dataclass

FAMILY = {
    "（": "round",
    "(": "round",
    "﹙": "round",
    "）": "round",
    ")": "round",
    "﹚": "round",
    "〔": "square",
    "[": "square",
    "［": "square",
    "〕": "square",
    "]": "square",
    "］": "square",
    "【": "lens",
    "】": "lens",
    "〖": "lens",
    "〗": "lens",
    "﹝": "square",
    "﹞": "square",
    "〈": "angle",
    "〉": "angle",
}
"""Marks that close each other: half and full width are mixed in what is published, and 〔 with ]."""

OPENING = frozenset("（(﹙〔[［﹝【〖〈")
CLOSING = frozenset(FAMILY) - OPENING


@dataclass(frozen=True)
class Pair:
    """An opening mark at ``start`` and its closing one just before ``end``; ``depth`` 0 is outermost."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True)
class Brackets:
    """Pairs in the order of their opening marks, and the opening marks that nothing closes."""

    pairs: tuple[Pair, ...]
    unclosed: tuple[int, ...]


def brackets(text: str, start: int = 0, end: int | None = None) -> Brackets:
    """Match the brackets of ``text[start:end]``; a closing mark without an opening one is passed
    over. An opening mark that stays open counts for the depth of what stands in it."""
    end = len(text) if end is None else end
    stack: list[int] = []
    open_of = dict.fromkeys(FAMILY.values(), 0)
    pairs: list[Pair] = []
    unclosed: list[int] = []
    for i in range(start, end):
        char = text[i]
        if char in OPENING:
            stack.append(i)
            open_of[FAMILY[char]] += 1
        elif char in CLOSING and open_of[FAMILY[char]]:
            while FAMILY[text[stack[-1]]] != FAMILY[char]:
                left = stack.pop()
                open_of[FAMILY[text[left]]] -= 1
                unclosed.append(left)
            opened = stack.pop()
            open_of[FAMILY[char]] -= 1
            pairs.append(Pair(opened, i + 1, len(stack)))
    unclosed += stack
    return Brackets(tuple(sorted(pairs, key=lambda p: p.start)), tuple(sorted(unclosed)))


def bare(words: str) -> str:
    """The words without what stands in brackets: 各县(市、区)人民政府 → 各县人民政府."""
    if not any(char in FAMILY for char in words):
        return words
    kept, depth = [], 0
    for char in words:
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(char)
    return "".join(kept)

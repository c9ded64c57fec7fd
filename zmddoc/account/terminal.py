"""A revision on the terminal: a summary, then by chapter, then by body.

Colour only repeats what words and brackets say, so that nothing is lost without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from zmddoc.revise.body import Body
from zmddoc.revise.bybody import Share, by_body
from zmddoc.revise.changes import Change
from zmddoc.revise.edits import Edit, Edits
from zmddoc.revise.effects import Effect
from zmddoc.revise.impact import Finding
from zmddoc.revise.pairing import Pair
from zmddoc.revise.revision import Revision
from zmddoc.revise.summary import summary
from zmddoc.revise.telling import by_chapter, by_effect, same_entry, tell
from zmddoc.revise.words import EFFECT_WORDS, KIND_WORDS, ROLE_WORDS, UNASSIGNED, name

CONTEXT = 12
"""Characters of unchanged text shown on either side of a difference."""

_COLOURS = {"head": "1", "kind": "36;1", "del": "31;9", "ins": "32;4", "dim": "2", "warn": "33;1"}
_SEEN = (
    "看了 plan/progress/、plan/register.yaml 和 build/报送表/。已发出而不在 build/报送表/ 里的表看不到，"
    "收回时 collect 逐条指出变动。"
)
"""What is looked at: a form that is out and was cleared away here is not known of."""
_IMPACT_WORDS = {"return": "已报送的", "form": "报送表", "issue": "已印发的公文"}


@dataclass(frozen=True)
class Sides:
    """What the two sides are called, and what is to be said of them before anything else."""

    old: str
    new: str
    notes: tuple[str, ...] = ()


def as_text(
    revision: Revision, sides: Sides, *, colour: bool = False, only: Body | None = None
) -> str:
    """Return the account of a revision; with ``only`` that of one body."""
    return "\n".join(_Account(revision, sides, colour).lines(only)) + "\n"


def impact_text(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """Return what the revision overtakes, each with the next step."""
    return "\n".join(_impact(findings, colour)) + "\n"


def _impact(findings: Sequence[Finding], colour: bool) -> Iterator[str]:
    yield ""
    if findings:
        yield _paint("head", f"受影响的报送、报送表和公文：{len(findings)} 处", colour)
    else:
        yield _paint("head", "已报的数、已发的表和公文不受影响。", colour)
    for kind, of_kind in groupby(findings, key=lambda one: one.kind):
        yield f"  {_paint('kind', _IMPACT_WORDS[kind], colour)}"
        for one in of_kind:
            yield f"    {one.subject}：{one.reason}"
            yield f"      下一步：{one.next_step}"
    yield f"  {_paint('dim', _SEEN, colour)}"


def _paint(what: str, text: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[what]}m{text}\x1b[0m" if colour and text else text


class _Account:
    def __init__(self, revision: Revision, sides: Sides, colour: bool) -> None:
        self.revision, self.sides, self.colour = revision, sides, colour
        self.bodies = by_body(revision)

    def lines(self, only: Body | None) -> Iterator[str]:
        yield f"旧：{self.sides.old}"
        yield f"新：{self.sides.new}"
        yield from (self.paint("warn", f"注意：{note}") for note in self.sides.notes)
        if only is not None:
            yield from self._one(self.bodies.share(only))
            return
        yield from self._summary()
        yield from self._by_chapter()
        yield from self._by_likeness(self.revision.by_likeness)
        yield from self._uncompared()
        yield from self._by_body(self.bodies.affected)

    def paint(self, what: str, text: str) -> str:
        return _paint(what, text, self.colour)

    def _summary(self) -> Iterator[str]:
        counted = summary(self.revision)
        yield ""
        if not counted.total:
            yield self.paint("head", "没有变化。")
            return
        rest = f"，另有 {counted.unaffected} 个单位不受影响" if counted.unaffected else ""
        head = f"共 {counted.total} 处变化，涉及 {counted.affected} 个单位{rest}。"
        yield self.paint("head", head)
        yield "  " + "，".join(f"{KIND_WORDS[kind]} {count}" for kind, count in counted.counts)

    def _by_chapter(self) -> Iterator[str]:
        for chapter, changes in by_chapter(self.revision):
            yield ""
            yield self.paint("head", chapter or "全文")
            for _, of_entry in groupby(changes, key=same_entry):
                yield from self._entry(list(of_entry))

    def _entry(self, changes: Sequence[Change]) -> Iterator[str]:
        entry = changes[0].entry
        if entry and entry.level != "chapter":
            yield "  " + self._label(changes[0])
        for change in changes:
            yield from self._change(change)

    def _label(self, change: Change) -> str:
        entry, old = change.entry, change.old
        assert entry
        label = entry.label
        if old and change.new and old.clause != entry.clause and change.kind != "task-merged":
            label += f"，原{old.clause}"
        return f"{label}  {self.paint('dim', entry.id)}"

    def _change(self, change: Change) -> Iterator[str]:
        words = tell(change)
        kind = self.paint("kind", KIND_WORDS[change.kind])
        yield f"    {kind}{f'  {words}' if words else ''}"
        for marked in _texts(change):
            yield f"      {self.marked(marked)}"
        yield from self._effects(change)

    def marked(self, changes: Edits) -> str:
        """The differences in the words around them; what is alike is cut short."""
        return "".join(self._edit(i, one, len(changes)) for i, one in enumerate(changes))

    def _edit(self, place: int, one: Edit, count: int) -> str:
        if not one.real:
            return _shortened(one.new, place > 0, place < count - 1)
        old, new = self.paint("del", one.old), self.paint("ins", one.new)
        if one.old and one.new:
            return f"〔改：{old} → {new}〕"
        return f"〔删：{old}〕" if one.old else f"〔增：{new}〕"

    def _effects(self, change: Change) -> Iterator[str]:
        if not change.effects:
            if change.entry and change.entry.level != "chapter":
                yield f"      {self.paint('dim', UNASSIGNED)}"
            return
        for kind, found in by_effect(change, self.revision.compared.bodies):
            yield f"      {EFFECT_WORDS[kind]}：{'、'.join(_part(one) for one in found)}"

    def _by_likeness(self, pairs: Iterable[Pair]) -> Iterator[str]:
        shown = list(pairs)
        if shown:
            yield ""
            yield self.paint("head", f"按相近程度配对的 {len(shown)} 条（编号不同或不可据）")
        for one in shown:
            ids = f"{one.old.id} → {one.new.id}"
            yield f"  {one.score:.2f}  {one.old.label} → {one.new.label}  {self.paint('dim', ids)}"

    def _uncompared(self) -> Iterator[str]:
        entries = self.revision.compared.uncompared
        if entries:
            yield ""
            yield self.paint("warn", f"没有比较的 {len(entries)} 条（另一份里读不出来）")
            yield from (f"  {entry.label}  {self.paint('dim', entry.id)}" for entry in entries)

    def _by_body(self, shares: Sequence[Share]) -> Iterator[str]:
        if not shares:
            return
        yield ""
        yield self.paint("head", "按单位")
        for share in shares:
            counts = (
                f"{word} {len(share.of(kind))}"
                for kind, word in EFFECT_WORDS.items()
                if share.of(kind)
            )
            yield f"  {name(share.body)}：{'，'.join(counts)}"
        rest = len(self.bodies.unaffected)
        yield f"  其余 {rest} 个单位不受影响。" if rest else "  没有不受影响的单位。"

    def _one(self, share: Share) -> Iterator[str]:
        yield ""
        called = name(share.body)
        if not share.parts:
            yield f"{called}不受影响。"
            return
        yield self.paint("head", f"{called}：{len(share.changes)} 处变化")
        for kind, word in EFFECT_WORDS.items():
            parts = share.of(kind)
            if parts:
                yield self.paint("kind", word)
            for change, effect in parts:
                label = change.entry.label if change.entry else "全文"
                words = tell(change)
                role = _role(effect)
                yield f"  {label}  {KIND_WORDS[change.kind]}{f'  {words}' if words else ''}{role}"
                yield from (f"    {self.marked(marked)}" for marked in _texts(change))


def _texts(change: Change) -> Iterator[Edits]:
    """The marked texts that tell of a change."""
    edits: Edits = getattr(change, "edits", ())
    if edits and (change.kind != "document-changed" or "→" not in tell(change)):
        yield edits
    for part in getattr(change, "parts", ()):
        if any(one.real for one in part.edits):
            yield part.edits


def _part(effect: Effect) -> str:
    role = _role(effect)
    return f"{name(effect.body)}{role}"


def _role(effect: Effect) -> str:
    before, after = ROLE_WORDS[effect.before], ROLE_WORDS[effect.after]
    if effect.before == effect.after:
        return f"（{after}）" if effect.after else ""
    if not effect.before or not effect.after:
        return f"（{before if effect.before else after}）"
    return f"（{before}改为{after}）"


def _shortened(text: str, before: bool, after: bool) -> str:
    """Unchanged words, cut in the middle; at an end of the text only what is next to a change. A
    figure or a Western word is not cut through."""
    start = CONTEXT if before else 0
    while 0 < start < len(text) and _joined(text[start - 1], text[start]):
        start += 1
    end = len(text) - CONTEXT if after else len(text)
    while 0 < end < len(text) and _joined(text[end - 1], text[end]):
        end -= 1
    return text if end - start <= 2 else f"{text[:start]}…{text[end:]}"


def _joined(one: str, other: str) -> bool:
    return all((char.isascii() and char.isalnum()) or char in ".%" for char in (one, other))

"""The words of one duty annotation, cut into runs of names: A牵头，B、C配合; 责任单位：A、B; A，6月底前.

A label before a run (牵头单位：) or a verb behind it (配合) says its role; deadlines, persons and rules
about who leads are set aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zmddoc.grammar.bodies import may_be_body
from zmddoc.grammar.bodylist import MARKS, moved
from zmddoc.grammar.brackets import CLOSING, brackets
from zmddoc.grammar.dutywords import (
    Label,
    Role,
    Verb,
    bracket_label,
    date_start,
    further_label,
    is_deadline,
    label_at,
    only_verbs,
    verbs,
)
from zmddoc.grammar.leadrule import begins_rule, lead_rule
from zmddoc.grammar.reading import Span
from zmddoc.grammar.roles import Clause, Run, resolve
from zmddoc.grammar.shared import SHARED_STARTS, shared

LONGEST = 1500
"""Characters; a longer clause is no annotation."""

_BULLETS = frozenset("由请并且—-－●◆★■▲※*·")
_STOPS = frozenset("；;。\n")
SCOPE = re.compile(
    "(?:以上|上述|本项|该项|此项)(?:各项|工作|任务|事项|内容|措施|政策){0,2}(?:均|都)?由"
)


@dataclass
class _Reader:
    text: str
    runs: list[Run] = field(default_factory=list)
    clause: Clause = field(default_factory=Clause)
    label: Role | None = None
    joined: bool = False
    begun: int = -1
    reached: int = -1

    def flush(self, verb: Role | None = None, end: int | None = None) -> None:
        """End the run of names; one under 责任领导 or 完成时限 is no names."""
        if self.begun >= 0:
            stop = self.reached if end is None else end
            if self.label == "due":
                self._due(self.begun, stop)
            elif self.label != "none" and self.begun < stop:
                self._add(stop, verb)
        if self.begun >= 0 or verb is not None:
            self.joined = False
        self.begun = -1

    def _add(self, stop: int, verb: Role | None) -> None:
        """One run of names, or two: of A，B、C配合 and of 责任单位：A、B，A牵头 the verb has only a part."""
        begun = self.begun
        at = self._parting(begun, stop, verb)
        if at > begun:
            before = "some" if self.label is None else self.label
            self.clause.guessed |= not (verb == "some" or (self.label == "lead" and verb != "lead"))
            self.runs.append(Run(begun, at, before))
            self.runs.append(Run(at + 1, stop, "some", verb, self.joined))
        else:
            self.runs.append(Run(begun, stop, self.label, verb, self.joined))

    def _parting(self, begun: int, stop: int, verb: Role | None) -> int:
        """The ， where a verb's own names begin, -1 where all names before it are its own."""
        if self.joined or verb is None or (self.label is None and self.runs):
            return -1
        commas = [i for i in range(begun, stop) if self.text[i] in "，,；;"]
        if not commas:
            return -1
        if verb == "support" or (self.label == "lead" and verb == "some"):
            return commas[0]
        return commas[-1] if verb == "lead" and self.label == "some" else -1

    def _due(self, start: int, end: int) -> None:
        """Note a deadline; one that only goes on (6月底前完成，并长期坚持) is not a second."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in MARKS):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS):
            end -= 1
        if start >= end:
            return
        before = self.clause.due
        if before and not text[before.end : start].strip("，,、并且 "):
            self.clause.due = Span(before.start, end)
            return
        self.clause.due = before or Span(start, end)
        self.clause.dues += 1

    def label_(self, label: Label) -> None:
        self.flush()
        self.label = label.role
        if label.role in ("lead", "support", "some") and not self.clause.labelled:
            self.clause.labelled = True
            self.clause.object = False
            self.runs = [run for run in self.runs if run.verb or self._named(run)]

    def _named(self, run: Run) -> bool:
        """Whether the words before the first label are bodies, not words about something else."""
        return may_be_body(self.text[run.start : run.end].strip())

    def piece(self, start: int, end: int) -> None:
        """Read the words between two marks."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in _BULLETS):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        scope = SCOPE.match(text, start, end)
        start = scope.end() if scope else start
        if start >= end:
            return
        if self.label in ("due", "none"):
            self.begun = start if self.begun < 0 else self.begun
            self.reached = end
            return
        if is_deadline(text, start, end):
            self.flush()
            self._due(start, end)
            return
        if (
            date_start(text, start, end) == start
            and not may_be_body(text[start:end])
            and not any(may_be_body(text[start : v.start]) for v in verbs(text, start, end))
        ):
            self.flush()
            self._due(start, end)
            return
        start, end = self._dated(start, end)
        at = start
        for verb in verbs(text, start, end):
            if not self._verb(at, verb, end, at > start):
                continue
            at = verb.end
        if at < end:
            if at > start and not self.joined:
                if may_be_body(text[at:end].strip()):
                    self.begun, self.reached = at, end
                else:
                    self.clause.object = True
            else:
                self.begun = at if self.begun < 0 else self.begun
                self.reached = end

    def _dated(self, start: int, end: int) -> tuple[int, int]:
        """The piece without a deadline at its end or its beginning: 市发改委2021年6月底前."""
        at = date_start(self.text, start, end)
        if (
            at > start
            and is_deadline(self.text, at, end)
            and may_be_body(self.text[start:at].strip())
        ):
            self._due(at, end)
            return start, at
        if at == start:
            stop = max(
                self.text.rfind(word, start, end) + len(word)
                for word in ("底前", "日前", "之前", "月底", "年内", "年底")
            )
            if stop > start + 2 and is_deadline(self.text, start, stop):
                self._due(start, stop)
                while stop < end and self.text[stop] in "由，, ":
                    stop += 1
                return stop, end
        return start, end

    def _verb(self, at: int, verb: Verb, end: int, further: bool) -> bool:
        """Take the words before a verb as its names; False where the verb is part of a name or, being
        a ``further`` one of its piece, of an object (负责资金保障)."""
        before = self.text[at : verb.start].strip()
        if not before and self.begun < 0:
            self.joined |= verb.joins
            self.clause.verbal |= not verb.joins and not verb.manner
            if (
                not verb.joins
                and self.runs
                and not verb.manner
                and self.runs[-1].verb is None
                and self.label is None
            ):
                self.runs[-1].verb = verb.role
            return True
        inside = verb.end < end or (further and not self.joined)
        if before and inside and not may_be_body(before):
            return False
        if self.begun < 0:
            self.begun = at
        self.flush(None if verb.manner else verb.role, verb.start)
        self.clause.verbal = True
        self.joined = verb.joins
        return True


def read_clause(text: str, start: int, end: int) -> Clause:
    """Read ``text[start:end]``, a clause without its brackets."""
    reader = _Reader(text)
    inner = {pair.start: pair.end for pair in brackets(text, start, end).pairs if pair.depth == 0}
    i = begun = start
    while i < end:
        fresh = begun == i or not text[begun:i].strip()
        if fresh or text[i - 1].isspace() or text[i - 1] in CLOSING:
            label = label_at(text, i, end)
            if label is None and reader.clause.labelled:
                label = further_label(text, i, end)
            if label:
                reader.piece(begun, i)
                reader.label_(label)
                i = begun = label.end
                continue
        char = text[i]
        if i in inner:
            if lead_rule(
                text[i + 1 : min(inner[i] - 1, i + 80)]
            ):  # 县发改局（列首位的牵头，下同）、县财政局
                reader.piece(begun, i)
                reader.flush()
                i = begun = inner[i]
                continue
            role = _mark_role(text, i, inner[i])
            label = bracket_label(text, i, inner[i])
            if label and (fresh or text[i - 1].isspace() or char == "【"):
                reader.piece(begun, i)
                reader.label_(label)
                begun = inner[i]
            elif role and fresh:
                reader.label_(Label(role, i, inner[i]))
                begun = inner[i]
            elif role or only_verbs(text, i + 1, inner[i] - 1):
                reader.piece(begun, i)
                reader.flush(role)
                reader.clause.verbal = True
                begun = inner[i]
            i = inner[i]
            continue
        if char in MARKS and char not in "：:./":
            reader.piece(begun, i)
            begun = i + 1
            if char in _STOPS:
                reader.flush()
                reader.label = None if char == "。" else reader.label
            if begins_rule(text[begun : min(end, begun + 60)]):
                begun = end
                break
            common = shared(text[begun:end]) if text.startswith(SHARED_STARTS, begun) else None
            if common and common.plain:
                reader.flush()
                reader.clause.shared = tuple(moved(mention, begun) for mention in common.names)
                begun = end
                break
        i += 1
    reader.piece(begun, end)
    reader.flush()
    return resolve(text, reader.runs, reader.clause)


def _mark_role(text: str, start: int, end: int) -> Role | None:
    """The role that a bracket behind a name states: （牵头）."""
    words = text[start + 1 : end - 1].strip()
    if words in ("牵头", "牵头单位", "牵头部门", "主办", "主办单位", "牵头负责"):
        return "lead"
    if words in ("配合", "配合单位", "协办", "协办单位", "参与"):
        return "support"
    return None


def annotation(text: str) -> Clause:
    """Read words that are known to be an annotation, with the brackets they stand in, if any. Of two
    brackets beside each other the first says who leads; ``every`` has the names of both."""
    outer = [pair for pair in brackets(text).pairs if pair.depth == 0]
    spans = [Span(pair.start + 1, pair.end - 1) for pair in outer]
    if not outer or text[: outer[0].start].strip() or text[outer[-1].end :].strip():
        spans = [Span(0, len(text))]
    first, *others = [read_clause(text, span.start, span.end) for span in spans]
    for other in others:
        first.every += other.every
    return first

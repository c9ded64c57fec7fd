"""What a revision does to the year: returns that no longer fit, forms that ask for what is no more,
issued documents that now misstate the plan; each with the next step.

Nothing recorded is changed or dropped: an old return stays what was returned under the old plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from zmddoc.model import Issue, IssuedKind, Progress, Register, Return, TaskReturn
from zmddoc.revise import changes as kinds
from zmddoc.revise.body import Body
from zmddoc.revise.bybody import by_body
from zmddoc.revise.changes import Change
from zmddoc.revise.effects import roles
from zmddoc.revise.entry import Entry
from zmddoc.revise.revision import Revision
from zmddoc.revise.telling import tell
from zmddoc.revise.words import KIND_WORDS, names

_SHOWN = 3
"""How many changes of a document are quoted before the rest is counted."""


@dataclass(frozen=True)
class Finding:
    """One paper or return that the revision overtakes."""

    kind: Literal["return", "form", "issue"]
    subject: str
    """What it is: 2021Q2 市科技局的报送; 驻政办函〔2021〕3号."""
    unit: str
    """Whose it is; '' for everybody's."""
    ids: tuple[str, ...]
    """The tasks and targets it is about, by their old ids."""
    reason: str
    next_step: str


@dataclass(frozen=True)
class SentForm:
    """A form that was made for a body to fill in."""

    path: str
    unit: str
    period: str
    plan: str
    """Content hash of the plan whose questions it asks; of another than the new one it may be any
    other hash."""


def impact(
    revision: Revision,
    progress: Mapping[str, Progress],
    register: Register,
    forms: Sequence[SentForm] = (),
) -> tuple[Finding, ...]:
    """Return everything on record that the new plan overtakes: returns by period, then forms, then
    issued documents in the order of the register."""
    return tuple(_Impact(revision).findings(progress, register, forms))


class _Impact:
    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.compared = revision.compared
        self.new = self.compared.new.plan.content_hash()
        self.bodies = by_body(revision)
        self.by_id: dict[str, list[Change]] = {}
        for change in revision.changes:
            for entry in _before(change):
                self.by_id.setdefault(entry.id, []).append(change)
        self.old_entries = {one.id: one for one in self.compared.old_entries if one.id}
        self.became = {one.old.id: one.new for one in self.compared.pairs}

    def findings(
        self, progress: Mapping[str, Progress], register: Register, forms: Sequence[SentForm]
    ) -> Iterator[Finding]:
        answered = set()
        for one in progress.values():
            for returned in one.returns:
                answered.add((one.period, returned.unit))
                if returned.plan != self.new:
                    yield from self._return(one.period, returned)
        for form in forms:
            if form.plan != self.new and (form.period, form.unit) not in answered:
                yield self._form(form)
        for issue in register.issues:
            if issue.void is None and issue.plan != self.new:
                yield from self._issue(issue)

    # Returns.

    def _return(self, period: str, returned: Return) -> Iterator[Finding]:
        subject = f"{period} {returned.unit}的报送"
        for task in returned.tasks:
            entry = self.old_entries.get(task.id)
            if entry is None:
                continue
            for ids, reason, step in self._unfit(returned.unit, task, entry):
                yield Finding("return", subject, returned.unit, ids, reason, step)

    def _unfit(
        self, unit: str, task: TaskReturn, entry: Entry
    ) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Yield why what was returned on a task does not fit the new plan, and what to do."""
        label = f"{task.id} {entry.label}"
        changes = self.by_id.get(task.id, [])
        gone = next((one for one in changes if isinstance(one, kinds.TaskRemoved)), None)
        if gone:
            step = "已报的数和情况照旧留在 plan/progress，可查；以后各期不再收这一条"
            yield (task.id,), f"{label}已删去", step
            return
        parted = next(
            (one for one in changes if isinstance(one, kinds.TaskSplit | kinds.TaskMerged)), None
        )
        if parted:
            step = "请报送单位把已报的累计数按新的条重新分列，下一期按新表报送"
            yield (task.id,), f"{label}{KIND_WORDS[parted.kind]}：{tell(parted)}", step
        new = self.became.get(task.id)
        if new is not None and not self._reports(unit, new):
            leads = names(new.effective_leads) or "（未落实责任单位）"
            step = f"已报的数由{unit}移交{leads}，下一期由{leads}接着报"
            yield (task.id,), f"{label}不再由{unit}牵头，改由{leads}牵头", step
        returned = {one.id for one in task.targets}
        for change in changes:
            yield from self._target(change, returned)

    def _target(
        self, change: Change, returned: set[str]
    ) -> Iterator[tuple[tuple[str, ...], str, str]]:
        if not isinstance(change, kinds.TargetChange) or change.before is None:
            return
        if change.before.id not in returned:
            return
        words = f"{change.before.id} {tell(change)}"
        match change:
            case kinds.TargetRemoved():
                step = "已报的数照旧留在 plan/progress；以后各期不再收这项指标"
                yield (change.before.id,), f"指标已删去：{words}", step
            case kinds.TargetRemeasured():
                step = "已报的累计数请报送单位按新的计量单位重新核报，不要自行换算"
                yield (change.before.id,), f"计量单位已变：{words}", step
            case kinds.TargetMoved():
                step = "核对新条的牵头单位，已报的数由它接着报"
                yield (change.before.id,), f"指标已移到别条：{words}", step
            case kinds.TargetRestated() if {"kind", "baseline", "direction", "per"} & {
                *change.facets
            }:
                step = "口径已变，已报的数请报送单位按新口径重新核报"
                yield (change.before.id,), f"指标口径已变：{words}", step

    def _reports(self, unit: str, entry: Entry) -> bool:
        """Whether a body still reports on an entry: as a lead, or as a member of a group that
        leads."""
        body = self.compared.bodies.find(unit)
        leads = entry.effective_leads
        return body in leads or any(
            body in self.compared.bodies.members(group, 1) for group in leads
        )

    # Forms.

    def _form(self, form: SentForm) -> Finding:
        body = self.compared.bodies.find(form.unit)
        share = self.bodies.share(body)
        led = [change for change in share.changes if self._in_form(change, body)]
        order = f"zmddoc build 报送表 --period {form.period} --unit {form.unit}"
        if not led:
            return Finding(
                "form",
                form.path,
                form.unit,
                (),
                "按旧版方案生成，但表里的条没有变",
                "不必换表，填好的照收；要换就运行 " + order,
            )
        return Finding(
            "form",
            form.path,
            form.unit,
            _ids(led),
            f"按旧版方案生成，表里有变：{_listed(led)}",
            f"重新生成并换下已发出的表（{order}）；已经填好的旧表仍可收，收时逐条指出变动",
        )

    def _in_form(self, change: Change, body: Body) -> bool:
        """Whether a change shows in the form of a body: the forms ask those that lead."""
        if change.entry is None:
            return isinstance(change, kinds.GroupChanged | kinds.DeadlineChange)
        return any(
            part in ("lead", "member")
            for entry, side in ((change.old, 0), (change.new, 1))
            for part in [roles(entry, side, self.compared.bodies).get(body)]
        )

    # Issued documents.

    def _issue(self, issue: Issue) -> Iterator[Finding]:
        found = [change for change in self._said_in(issue) if not _invisible(change, issue.kind)]
        if found:
            subject = f"{issue.number}《{issue.title}》"
            step = self._next_step(issue, found)
            yield Finding("issue", subject, issue.unit, _ids(found), _listed(found), step)

    def _said_in(self, issue: Issue) -> list[Change]:
        """The changes of what an issued document speaks of."""
        whole = [one for one in self.revision.changes if one.entry is None]
        if issue.kind == "notice":
            return [change for id in issue.matters for change in self.by_id.get(id, ())]
        if issue.kind == "sheet":
            body = self.compared.bodies.find(issue.unit)
            return [*_of_document(whole), *self.bodies.share(body).changes]
        return list(self.revision.changes)

    def _next_step(self, issue: Issue, found: Sequence[Change]) -> str:
        match issue.kind:
            case "breakdown":
                return "重新生成分解表，取新文号印发；原件登记作废"
            case "sheet":
                return f"重新生成{issue.unit}的任务清单，取新文号印发；原件登记作废"
            case "circular":
                return "通报所述是当时的情况，不必改；下一期通报写明方案已修订，口径以新版为准"
            case _:
                return self._after_notice(issue, found)

    def _after_notice(self, issue: Issue, found: Sequence[Change]) -> str:
        if any(isinstance(one, kinds.TaskRemoved) for one in found):
            return f"督办事项已从方案里删去：函告{issue.unit or '责任单位'}终止办理，按程序销号"
        moved = [
            self.became[id]
            for id in issue.matters
            if id in self.became and issue.unit and not self._reports(issue.unit, self.became[id])
        ]
        if moved:
            leads = names(dict.fromkeys(b for one in moved for b in one.effective_leads))
            return f"函告{issue.unit}已不再牵头；改向{leads or '新的责任单位'}另行督办"
        return f"按新的要求向{issue.unit or '责任单位'}发更正函，答复期限从更正函起算"


def _before(change: Change) -> Iterator[Entry]:
    """The old entries that a change is about."""
    if isinstance(change, kinds.TaskMerged):
        yield from dict.fromkeys(
            entry for entry in (change.old, *(part.entry for part in change.parts)) if entry
        )
    elif change.old is not None:
        yield change.old


def _of_document(changes: Iterable[Change]) -> Iterator[Change]:
    """What every paper that cites the plan repeats of it."""
    for one in changes:
        if isinstance(one, kinds.DocumentChanged) and one.field in ("title", "number", "issuer"):
            yield one


def _invisible(change: Change, kind: IssuedKind) -> bool:
    """Whether a kind of document never shows what has changed: the cover of the plan and its
    preamble stand in no other paper."""
    shown = ("title", "number", "issuer")
    if isinstance(change, kinds.DocumentChanged):
        return change.field not in shown
    return kind == "circular" and isinstance(change, kinds.TaskMoved | kinds.ChapterMoved)


def _ids(changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            entry.id for one in changes for entry in [one.old or one.new] if entry and entry.id
        )
    )


def _listed(changes: Sequence[Change]) -> str:
    """The changes in a row, the first few in full."""
    shown = "；".join(_phrase(one) for one in changes[:_SHOWN])
    more = len(changes) - _SHOWN
    return f"{shown}等 {len(changes)} 处" if more > 0 else shown


def _phrase(change: Change) -> str:
    words = tell(change)
    where = change.entry.label if change.entry else ""
    kind = KIND_WORDS[change.kind]
    return f"{where}{kind}" + (f"（{words}）" if words and words != where else "")

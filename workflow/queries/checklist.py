"""What the check-list looks at: the current version with its annexes, and the other cases that J10 asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from models.case import Case, Step
from models.db import db
from models.programme import Programme
from models.standard_item import StandardItem
from models.states import OPEN, CaseState
from workflow.application import Form, form_of
from workflow.checklist import Gaps, Material, OtherCase, Seen, gaps, look
from workflow.checklist.proposals import Proposal, named_in, of_item, proposed, whole
from workflow.clock import day_of, today
from workflow.criteria.stored import rubric_of
from workflow.guards.gaps import new_gaps
from workflow.hungarian import fold
from workflow.keeping import session_of
from workflow.queries.attachments import attachments_of
from workflow.queries.standard_items import standard_items


def material_of(case: Case) -> Material:
    """Everything that the system can look at in the current version; three queries."""
    version, annexes = case.version, dict[str, list[str]]()
    for file in attachments_of(case):
        annexes.setdefault(file.kind, []).append(file.title)
    # who recorded what came on paper has declared nothing (T02b)
    signed = not version.recorded and version.frozen_at is not None
    return Material(
        answers=version.answers,
        form=form_of(version),
        annexes=annexes,
        signatory=version.signatory if signed else "",
        declared_on=day_of(version.frozen_at) if signed and version.frozen_at else None,
        today=today(),
        others=other_cases(case),
    )


def other_cases(case: Case) -> list[OtherCase]:
    """Open and refused cases about the same programme, or of the same title by the same organisation; two queries."""
    programme = case.programme
    same = or_(
        Case.programme_id == programme.id,
        and_(
            Programme.organisation_id == programme.organisation_id,
            Programme.searched.startswith(f"{fold(case.title)}\n", autoescape=True),
        ),
    )
    states = (OPEN - {CaseState.DRAFT}) | {CaseState.REFUSED}
    found = db.session.execute(
        select(Case.id, Case.number, Case.state, Programme.title)
        .join(Programme, Case.programme_id == Programme.id)
        .where(same, Case.id != case.id, Case.state.in_(states))
        .order_by(Case.id)
    ).all()
    ids = [row.id for row in found]
    steps = db.session.execute(
        select(Step.case_id, Step.at)
        .where(Step.case_id.in_(ids), Step.to_state == CaseState.REFUSED)
        .order_by(Step.ordinal)
    )
    refused = {case_id: day_of(at) for case_id, at in steps}
    return [
        OtherCase(row.number or "", row.title, "refused", refused[row.id])
        if row.state == CaseState.REFUSED
        else OtherCase(row.number or "", row.title, "open")
        for row in found
    ]


@dataclass(frozen=True)
class Offer:
    """What a completion item could be: `proposals` fit this application, `sentences` are all that the office keeps."""

    form: Form
    gaps: Gaps
    proposals: list[Proposal]
    sentences: Sequence[StandardItem]
    seen: Mapping[str, Seen]

    def chosen(self, key: str) -> Proposal | None:
        """The proposal, sentence or item of the check-list of this key, or None."""
        found = [each for each in self.proposals if each.key == key]
        found += [whole(sentence) for sentence in self.sentences if f"s{sentence.id}" == key]
        found += [of_item(item, self.form) for code, item in self.seen.items() if code == key and item.gaps]
        return found[0] if found else None


def offer_for(case: Case) -> Offer:
    """What could still go into the request that is being prepared; four queries."""
    material, sentences = material_of(case), standard_items()
    form, found = material.form, gaps_of(case, material)
    request = case.request_in_preparation
    asked = [code for item in (request.items if request else ()) for code in named_in(form, item.fields)]
    seen = look(material, [item.code for item in rubric_of(case).eligibility])
    return Offer(form, found, proposed(sentences, found, material.answers, asked, form), sentences, seen)


def gaps_of(case: Case, material: Material | None = None) -> Gaps:
    """What may be asked for: what the version lacks or has wrong; after a completion what that itself made (T06b)."""
    if case.state == CaseState.COMPLETION_RECEIVED:
        return new_gaps(case, session_of(case))
    material = material or material_of(case)
    return gaps(material.answers, material.annexes, material.form)

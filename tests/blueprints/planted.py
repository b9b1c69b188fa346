"""A case played step by step among people whose names, scores and words occur nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.case import Case
from models.co_writer import CoWriter
from models.db import db
from models.expert import ExpertProfile
from models.organisation import Organisation
from models.review import Review
from models.states import Outcome
from models.user import User
from tests import stages
from tests.cast import Recalled, a_person, an_expert, an_organisation, the_people
from tests.criteria import CRITERIA
from workflow.acts import agenda_keeping, attaching, clarifying, drafting, inviting, releasing, reviewing
from workflow.clock import now

NOGRAD, HEVES = "12", "10"
#: Family name, given name, scores; nobody and nothing else is called so, and no two totals are the same.
EXPERTS = {
    "expert_a": ("Kvarcvári", "Alfonzina", "554444344"),
    "expert_b": ("Zsizsikfi", "Bertalanka", ""),
    "reserve": ("Mordályos", "Cirjékné", "545444444"),
    "spare": ("Ürgemezei", "Diogenész", "433333233"),
    "control": ("Dzsungelyi", "Eutróp", "332233232"),
    "outsider": ("Fügefalvi", "Fortunátusz", ""),
}
#: What an expert writes: what goes into the opinions without a name, and what nobody else reads.
TOLD, KEPT = ("reason", "strengths", "improve", "raise", "conditions"), ("notes", "evidence", "mismatch")
LONG = "Ezt a szempontot a programban leírt tevékenységek és a mellékelt bizonyítékok alapján így látom. " * 2


@dataclass(frozen=True)
class Mark:
    """A word that tells something: of whom, what kind of thing, and how it looks on a page."""

    part: str
    kind: str
    word: str

    @property
    def name(self) -> str:
        """How it is told of: spare's total."""
        return f"{self.part} {self.kind}"


def marks() -> list[Mark]:
    """Everything that was planted."""
    found = []
    for part, (family, given, scores) in EXPERTS.items():
        found += [Mark(part, "name", word) for word in (family, given, address_of(part), sheet_of(part))]
        found.append(Mark(part, "employer", employer_of(part)))
        found += [Mark(part, kind, word_of(part, kind)) for kind in (*TOLD, *KEPT, "question", "turn")]
        if scores:
            found.append(Mark(part, "total", f" {total_of(scores)} pont"))
    return [Mark(mark.part, mark.kind, mark.word.lower()) for mark in found]


def word_of(part: str, kind: str) -> str:
    """A word that only this expert writes, and only there."""
    return f"xq{part.replace('_', '')}{kind}qx"


def address_of(part: str) -> str:
    """The e-mail address."""
    return f"{word_of(part, 'post')}@merce.example"


def employer_of(part: str) -> str:
    """The employer's name."""
    return f"{word_of(part, 'employer').capitalize()} Alapítvány"


def sheet_of(part: str) -> str:
    """A qualification that stands on the sheet in the register only."""
    return word_of(part, "sheet")


def total_of(scores: str) -> int:
    """The total of a review (4.8 rule 4)."""
    return sum(int(score) * criterion.points_per_grade for score, criterion in zip(scores, CRITERIA, strict=True))


def planted_in(text: str, planted: list[Mark]) -> list[Mark]:
    """Those of the marks that stand in the text, in whatever case."""
    lower = text.lower()
    return [mark for mark in planted if mark.word in lower]


@dataclass
class Play:
    """The people and the case, each loaded when asked for: the requests between two steps have sessions of their own.

    `people` holds what a session's cookie says of everybody who looks, and their addresses; None for nobody.
    """

    cast: Any
    people: dict[str, tuple[str, str] | None]
    case_id: int

    @property
    def case(self) -> Case:
        """The case, as it stands."""
        return db.session.get_one(Case, self.case_id)

    def expert(self, part: str) -> ExpertProfile:
        """The sheet of this part."""
        return getattr(self.cast, part)


def open_play() -> Play:
    """Everybody, an application that is being written, and somebody else's."""
    cast = the_people()
    for expert in cast.experts:
        expert.yearly_limit = expert.parallel_limit = 20
    cast.outsider = an_expert(county=HEVES)  # type: ignore[attr-defined]
    for part, (family, given, _) in EXPERTS.items():
        sheet = getattr(cast, part)
        sheet.employer = an_organisation(employer_of(part), county=NOGRAD)
        sheet.qualification = sheet_of(part)
        sheet.user.family_name, sheet.user.given_name, sheet.user.email = family, given, address_of(part)
    case = stages.draft(cast, title="Kertek alatt")
    co_writer = a_person(name="Társ Tünde")
    moment = now()
    db.session.add(CoWriter(case=case, user=co_writer, invited_by=cast.staff, invited_at=moment, expires_at=moment,
                            accepted_at=moment))  # fmt: skip
    other = db.session.scalars(select(Organisation).where(Organisation.name.startswith("Távoli"))).one()
    elsewhere, _ = drafting.open_draft("Távoli program", other, by=cast.stranger, token=stages.token())
    attaching.attach(elsewhere, elsewhere.version, by=cast.stranger, kind="M1", title="M1", file=stages.a_file())
    people: dict[str, User | None] = {part: getattr(cast, part).user for part in EXPERTS}
    for part in ("staff", "representative", "stranger", "developer", "observer", "administrator", "other_officer"):
        people[part] = getattr(cast, part)
    people |= {"co_writer": co_writer, "member": cast.members[1], "excluded_member": cast.members[4]}
    people |= {"without_role": a_person(name="Senki Sándor"), "nobody": None}
    known = {part: (person.fs_uniquifier, person.email) if person else None for part, person in people.items()}
    return Play(Recalled(cast), known, case.id)


# What happens, in turn


def accepts(part: str, circumstance: str = "") -> Callable[[Play], Any]:
    """The expert signs; what is reported as a circumstance is not for others."""
    return lambda play: inviting.accept_invitation(
        stages.assignment_of(play.case, play.expert(part)),
        by=play.expert(part).user, declarations=stages.SIGNED, circumstance=circumstance,
    )  # fmt: skip


def writes(part: str, *, half: bool = False) -> Callable[[Play], Any]:
    """A review with a mark in every place where something can be written."""
    scores = EXPERTS[part][2]

    def written(play: Play) -> None:
        review = _review(play, part)
        said = {kind: word_of(part, kind) for kind in (*TOLD, *KEPT)}
        parts: dict[str, Any] = {
            criterion.code: reviewing.Judgement(int(score), LONG + said["reason"], said["evidence"], said["raise"])
            for criterion, score in list(zip(CRITERIA, scores, strict=True))[: 4 if half else 9]
        }
        parts |= {"strengths": said["strengths"], "to_improve": said["improve"], "notes": said["notes"]}
        parts |= {"proposed_conditions": said["conditions"], "mismatch_reason": LONG + said["mismatch"]}
        parts |= {"recommendation": Outcome.REFUSED}
        reviewing.write_review(review, by=review.assignment.expert.user, parts=parts)

    return written


def closes(part: str) -> Callable[[Play], Any]:
    """The expert writes all of it and closes."""

    def closed(play: Play) -> Any:
        writes(part)(play)
        review = _review(play, part)
        words = stages.SIGNED["conflict_of_interest"]
        return reviewing.close_review(review, by=review.assignment.expert.user, declaration=words)

    return closed


def declines(part: str) -> Callable[[Play], Any]:
    """The expert cannot accept, and says why."""
    return lambda play: inviting.decline_invitation(
        stages.assignment_of(play.case, play.expert(part)), by=play.expert(part).user, code="declined",
        reason=word_of(part, "turn"),
    )  # fmt: skip


def proposes(part: str) -> Callable[[Play], Any]:
    """A question to the applicant, in the expert's own words."""
    return lambda play: clarifying.propose_clarification(
        _review(play, part), by=play.expert(part).user, question=word_of(part, "question")
    )


def asks(play: Play) -> Any:
    """The office sends it on in words of its own."""
    question = stages.clarifications(play.case)[-1]
    return clarifying.ask_clarification(question, by=play.cast.officer, question="Hányan vettek részt?")


def answers(play: Play) -> Any:
    """The applicant answers."""
    question = stages.clarifications(play.case)[-1]
    return clarifying.answer_clarification(question, by=play.cast.representative, answer="Harmincan.")


def releases(part: str) -> Callable[[Play], Any]:
    """The head of office relieves the expert, with a reason."""
    return lambda play: releasing.release_expert(
        play.case, by=play.cast.head, assignment=stages.assignment_of(play.case, play.expert(part)),
        reason_code="conflict", reason=word_of(part, "turn"),
    )  # fmt: skip


def reopens(part: str) -> Callable[[Play], Any]:
    """The head of office opens a closed review again, with a reason."""
    return lambda play: reviewing.reopen_review(
        play.case, by=play.cast.head, assignment=stages.assignment_of(play.case, play.expert(part)),
        reason=word_of(part, "turn"),
    )  # fmt: skip


def invites(part: str) -> Callable[[Play], Any]:
    """Somebody else is asked in the place of who left."""
    return lambda play: inviting.invite_replacement(play.case, by=play.cast.head, expert=play.expert(part))


def plays(stage: Callable[..., Any], *more: Any) -> Callable[[Play], Any]:
    """A stage of `tests.stages`."""
    return lambda play: stage(play.case, play.cast, *more)


def lists(play: Play) -> Any:
    """Put on an agenda, from which one member is kept out."""
    event = stages.put_on_agenda(play.case, play.cast)
    agenda_keeping.exclude(
        play.case.agenda_item, by=play.cast.chair, member_id=play.cast.members[4].id, ground="KO9", note=""
    )
    return event


def resolves(play: Play) -> Any:
    """The day of the meeting: everybody who may votes for another round."""
    cast, outcome = play.cast, Outcome.RETURNED_FOR_REVISION
    stages.open_meeting(play.case, cast)
    proposal = stages.propose(play.case, cast, outcome, departure_reason="A Műhely eltér, mert. " * 12)
    stages.cast_votes(proposal, cast, "YYYY-YYYY")
    return stages.voting.close_vote(proposal, by=cast.chair)


def invites_again(play: Play) -> Any:
    """For the second round the same experts first (T31); who declined stands by."""
    cast = play.cast
    return inviting.invite_experts(
        play.case, by=cast.head, expert_a=cast.expert_a, expert_b=cast.spare, reserve=cast.expert_b
    )


def _review(play: Play, part: str) -> Review:
    review = stages.assignment_of(play.case, play.expert(part)).review
    assert review is not None
    return review

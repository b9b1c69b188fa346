"""What keeps an expert's review from being closed (4.8 rules 2 and 3, BR-11): each gap at its field."""

from collections.abc import Iterator

from models.calibration import PracticeSheet
from models.case import Case
from models.expert import Assignment
from models.review import Review
from models.states import Role
from workflow.clock import today
from workflow.criteria import Rubric
from workflow.criteria.stored import rubric_of
from workflow.guards.review import reviewers
from workflow.parties import holds
from workflow.refusals import Given, Refusal, required, unless
from workflow.scoring import assess, total, total_shown
from workflow.text import Text
from workflow.voting import OUTCOMES

REASON = 100
MISMATCH = 100
LOW_SCORE = 2
#: What is said of one criterion, by the ends of its fields.
SAID = ("score", "reason", "evidence", "to_raise")

UNDECLARED = Refusal(
    "declaration_missing",
    Text(
        hu="Lezáráskor újra nyilatkozzon az összeférhetetlenségről.",
        en="On closing, declare again that you have no conflict of interest.",
    ),
    "conflict_of_interest",
)
APPOINTMENT_ENDED = Refusal(
    "appointment_ended",
    Text(
        hu="Szakértői megbízása véget ért, ezért az értékelést nem zárhatja le. Amit írt, megmarad, és olvashatja. "
        "Kérjük, írjon az irodavezetőnek.",
        en="Your appointment as an expert has ended, so you cannot close the review. What you wrote is kept, and you "
        "can read it. Please write to the head of office.",
    ),
)


reason_is_given = required("reason", "Írja le az indokot.", "Give the reason.", least=10, most=2000)


def closed_reviews(case: Case) -> list[Assignment]:
    """The assignments of the round whose review counts and is closed."""
    return [row for row in reviewers(case) if row.review is not None and row.review.is_closed]


def a_review_is_closed(case: Case, given: Given) -> Iterator[Refusal]:
    """T16b: there is something to open again."""
    yield from unless(
        bool(closed_reviews(case)), "no_closed_review", "Még nincs lezárt értékelés.", "No review is closed yet."
    )


def closed_review_is_chosen(case: Case, given: Given) -> Iterator[Refusal]:
    """T16b: the review of an expert at work, and closed."""
    yield from unless(
        not (closed := closed_reviews(case)) or given.facts.get("assignment") in closed,
        "review_not_closed",
        "Válasszon lezárt értékelést.",
        "Choose a closed review.",
        field="assignment",
    )


def is_appointed(review: Review) -> bool:
    """Whether its author's appointment in the register of experts is in force today, and the role of an expert."""
    expert, day = review.assignment.expert, today()
    in_register = expert.appointed_from <= day <= expert.appointed_to and not expert.is_removed(day)
    return in_register and holds(expert.user, Role.COUNTY_EXPERT, Role.CONTROL_EXPERT)


def gaps(review: Review, *, is_declared: bool = True) -> list[Refusal]:
    """Everything that keeps the review from being closed, each at its field."""
    found = [] if is_appointed(review) else [APPOINTMENT_ENDED]
    rubric = rubric_of(review.assignment.case)
    found += [gap for code in rubric.codes for gap in _gaps_after_revision(review, code)]
    return [*found, *_recommendation_gaps(review, rubric), *([] if is_declared else [UNDECLARED])]


def part_of(field: str) -> str:
    """The part of the sheet that a field belongs to: K3 of K3_reason."""
    code, _, said = field.partition("_")
    return code if said in SAID else field


def _gaps_after_revision(review: Review, code: str) -> Iterator[Refusal]:
    """An earlier score is confirmed or given anew before anything else is asked of its criterion."""
    row = review.score(code)
    if row is None or not row.is_undecided:
        yield from gaps_of(review, code)
        return
    yield _gap(
        "score_undecided",
        f"{code}_score",
        f"{code}: erősítse meg korábbi pontját, vagy pontozzon újra.",
        f"{code}: confirm your earlier score, or score anew.",
    )


def gaps_of(review: Review | PracticeSheet, code: str) -> Iterator[Refusal]:
    """Of one criterion.  An empty score is no zero; without one, nothing else is asked."""
    row = review.score(code)
    if row is None or row.score is None:
        yield _gap(
            "score_missing",
            f"{code}_score",
            f"{code}: adjon pontot 0 és 5 között.",
            f"{code}: give a score from 0 to 5.",
        )
        return
    written = len(row.reason.strip())
    if written < REASON:
        yield _gap(
            "reason_short",
            f"{code}_reason",
            f"{code}: az indokolás legalább {REASON} karakter legyen, most {written}.",
            f"{code}: the reason needs at least {REASON} characters; it has {written}.",
        )
    if not row.evidence.strip():
        where = f"{code}: írja be a bizonyíték helyét.", f"{code}: say where the evidence is."
        yield _gap("evidence_missing", f"{code}_evidence", *where)
    if row.score <= LOW_SCORE and not row.to_raise.strip():
        raising = f"{code}: írja le, mit kellene tenni.", f"{code}: say what would raise it."
        yield _gap("to_raise_missing", f"{code}_to_raise", *raising)


def _recommendation_gaps(review: Review, rubric: Rubric) -> list[Refusal]:
    """The recommendation is given apart from the scores; a mismatch with their own rule result is explained."""
    if review.recommendation is None:
        return [_gap("recommendation_missing", "recommendation", "Adja meg a javaslatát.", "Give your recommendation.")]
    grades = [grade for grade in review.grades(rubric.codes) if grade is not None]
    if len(grades) < len(rubric.codes) or OUTCOMES[_own_result(grades, rubric)] == review.recommendation.value:
        return []
    if len(review.mismatch_reason.strip()) >= MISMATCH:
        return []
    points = total(grades, rules=rubric.rules)
    return [
        _gap(
            "mismatch_unexplained",
            "mismatch_reason",
            f"A javaslat eltér a pontszámtól ({total_shown(points)} pont): indokolja legalább {MISMATCH} karakterben.",
            f"The recommendation differs from the score ({total_shown(points, 'en')} points): "
            f"explain it in at least {MISMATCH} characters.",
        )
    ]


def _own_result(grades: list[int], rubric: Rubric) -> int:
    """Which rule result the review alone would give, as its place among R1…R4."""
    result = assess([grades, grades], rules=rubric.rules).result
    return int(str(result)[1]) - 1


def _gap(code: str, field: str, hu: str, en: str) -> Refusal:
    return Refusal(code, Text(hu=hu, en=en), field)

"""Writing section O, the applicant's own assessment."""

from collections.abc import Mapping

from models.case import Case
from models.programme import Version
from models.user import User
from workflow.clock import now
from workflow.criteria.stored import rubric_of
from workflow.engine import stale
from workflow.keeping import session_of
from workflow.permissions import demand, may_write_self_assessment
from workflow.refusals import Refusal, Refused
from workflow.self_assessment import faults
from workflow.text import Text

Said = tuple[int | None, str]


def assess_own(case: Case, version: Version, said: Mapping[str, Said], *, seen: Mapping[str, int], by: User) -> None:
    """Keep what was said of each criterion: its score (None: none yet) and the reason.

    `seen` are the counts that the writer began from, by criterion.  Raises Refused at the criterion where another has
    written something else since, and at what is wrong; NotYours for whoever does not write for the applicant.
    """
    demand(may_write_self_assessment, by, case)
    if version.frozen_at is not None:
        raise Refused([stale()])
    session = session_of(case)
    session.flush()
    session.refresh(version, with_for_update=True)
    known = version.self_assessment or {}
    given = {code: [score, reason, known.get(code, [None, "", 0])[2]] for code, (score, reason) in said.items()}
    changed = {code: row for code, row in given.items() if row[:2] != known.get(code, [None, "", 0])[:2]}
    wrong = [Refusal("answer_wrong", text, f"{code}_{part}") for code, part, text in faults(changed, rubric_of(case))]
    wrong += [_meanwhile(code, known[code]) for code, row in changed.items() if row[2] != seen.get(code, 0)]
    if wrong:
        raise Refused(wrong)
    if changed:
        version.self_assessment = {**known, **{code: [row[0], row[1], row[2] + 1] for code, row in changed.items()}}
        case.written_at = now()


def _meanwhile(code: str, stands: list[object]) -> Refusal:
    score, reason, _ = stands
    words = Text(
        "Közben más is írta: {score} pont, „{reason}”. Ha újra elküldi, az öné marad.",
        "Somebody else wrote it meanwhile: {score} points, “{reason}”. Send it again and yours stays.",
    )
    shown = words.filled(score="–" if score is None else score, reason=reason)
    return Refusal("written_meanwhile", shown, f"{code}_reason")

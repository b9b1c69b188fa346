"""What keeps a calibration day from being opened, a practice sheet from being closed, and a day from being closed."""

from collections.abc import Iterator

from models.calibration import Calibration, PracticeSheet
from models.db import db
from models.states import PracticeSource
from workflow.application import EDITIONS, Field, is_empty
from workflow.clock import today
from workflow.criteria import Rubric
from workflow.criteria.stored import stored_rubric
from workflow.guards.sheet import gaps_of
from workflow.refusals import Refusal
from workflow.text import Text

#: Sections that a practice programme has: nobody applies, nothing is annexed or declared.
LEFT_OUT = frozenset("AMN")
#: As many long answers as can be scored at all.
LEAST_ANSWERS = 5
TOO_SHORT = Refusal(
    "practice_too_short",
    Text(
        hu=f"A gyakorlóprogram még nem pontozható: legalább {LEAST_ANSWERS} hosszabb választ írjon vagy vegyen át.",
        en=f"The practice programme cannot be scored yet: write or take over {LEAST_ANSWERS} longer answers at least.",
    ),
)
UNREAD = Refusal(
    "practice_unread",
    Text(
        hu="Valódi programból készült: olvassa át, és jelezze, hogy senki sem ismerhető fel benne.",
        en="It was made from a real programme: read it through, and say that nobody can be recognised in it.",
    ),
)
NOBODY_TO_INVITE = Refusal(
    "nobody_to_invite",
    Text(hu="Nincs hatályos megbízású szakértő, akit meg lehetne hívni.",
         en="There is no expert with an appointment in force to be invited."),
)  # fmt: skip
EVERYBODY_INVITED = Refusal(
    "everybody_invited",
    Text(hu="Minden hatályos megbízású szakértő meghívót kapott már.",
         en="Every expert with an appointment in force is invited already."),
)  # fmt: skip
NO_ANSWER = Refusal(
    "no_answer",
    Text(hu="Még senki sem zárta le a pontozását: nincs mit megbeszélni.",
         en="Nobody has closed their scores yet: there is nothing to discuss."),
)  # fmt: skip
TOO_EARLY = Refusal(
    "before_the_day",
    Text(hu="A nap még nem jött el: jelenlét csak utána rögzíthető.",
         en="The day has not come yet: attendance can be recorded only then."),
)  # fmt: skip


def rubric_of_day(calibration: Calibration) -> Rubric:
    """The criteria by which the practice programme is scored."""
    return stored_rubric(db.session, calibration.criteria_version)


def hinders_opening(calibration: Calibration) -> Iterator[Refusal]:
    """Why the experts cannot be invited yet."""
    long_texts = [field for field in fields_of(calibration) if field.kind == "long_text"]
    if sum(not is_empty(calibration.answers.get(field.code)) for field in long_texts) < LEAST_ANSWERS:
        yield TOO_SHORT
    if calibration.source == PracticeSource.VERSION and calibration.read_through_at is None:
        yield UNREAD


def hinders_discussion(calibration: Calibration) -> Iterator[Refusal]:
    """Why the answers cannot be laid open yet."""
    if not any(sheet.is_closed and not sheet.is_reference for sheet in calibration.sheets):
        yield NO_ANSWER


def hinders_attendance(calibration: Calibration) -> Iterator[Refusal]:
    """Why nobody can be ticked yet."""
    if today() < calibration.held_on:
        yield TOO_EARLY


def gaps_of_practice(sheet: PracticeSheet) -> list[Refusal]:
    """Everything that keeps the sheet from being closed, each at its field: as in a real review (4.8 rule 2)."""
    codes = [criterion.code for criterion in rubric_of_day(sheet.calibration).criteria]
    return [gap for code in codes for gap in gaps_of(sheet, code)]


def fields_of(calibration: Calibration) -> list[Field]:
    """The questions that a practice programme answers."""
    sections = (section for section in EDITIONS[calibration.form].sections if section.code not in LEFT_OUT)
    return [field for section in sections for field in section.fields]

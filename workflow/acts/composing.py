"""The practice programme of a calibration day: the sample, one's own text, or a programme without its names."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models.calibration import Calibration
from models.db import db
from models.programme import Programme, Version
from models.states import PracticeSource
from models.user import User
from workflow.acts.anonymising import without_names
from workflow.application import NEWEST
from workflow.application.samples import a_complete_application
from workflow.clock import now
from workflow.guards.practice import fields_of
from workflow.permissions import demand, may_compose_practice, may_confirm_practice, may_plan_calibration
from workflow.refusals import Refusal, Refused
from workflow.text import Text

UNKNOWN = Text(
    hu="Nincs ilyen azonosítójú, benyújtott program.", en="There is no submitted programme with this number."
)


def take_sample(calibration: Calibration, *, by: User) -> Calibration:
    """The sample application that everybody can read at the quick check: invented from the first word to the last."""
    demand(may_compose_practice, by, calibration)
    calibration.form, calibration.source = NEWEST.edition, PracticeSource.SAMPLE
    calibration.read_through_at = None
    calibration.answers = _practice(calibration, a_complete_application())
    return calibration


def take_version(calibration: Calibration, *, by: User, programme_number: str) -> Calibration:
    """A copy of what was submitted last of that programme, without the names that the system knows or recognises.

    The head of office's alone, because somebody reads a real application for it.  Raises Refused at `programme`.
    """
    demand(may_plan_calibration, by)
    demand(may_compose_practice, by, calibration)
    version = db.session.scalar(
        select(Version)
        .join(Programme)
        .where(Programme.number == programme_number.strip().upper(), Version.frozen_at.is_not(None))
        .order_by(Version.id.desc())
        .limit(1)
    )
    if version is None:
        raise Refused([Refusal("programme_unknown", UNKNOWN, "programme")])
    calibration.form, calibration.source = version.form, PracticeSource.VERSION
    calibration.read_through_at = None
    calibration.answers = _practice(calibration, without_names(version))
    return calibration


def write_practice_programme(calibration: Calibration, *, by: User, answers: Mapping[str, Any]) -> Calibration:
    """Keep these answers of a section; what was read through before is to be read through again."""
    demand(may_compose_practice, by, calibration)
    asked = {field.code for field in fields_of(calibration)}
    written = {code: value for code, value in answers.items() if code in asked}
    if any(calibration.answers.get(code) != value for code, value in written.items()):
        calibration.read_through_at = None
        calibration.answers = {**calibration.answers, **written}
    return calibration


def confirm_read(calibration: Calibration, *, by: User) -> Calibration:
    """Somebody has read it through: nobody, and no organisation, can be recognised in it."""
    demand(may_confirm_practice, by, calibration)
    calibration.read_through_at = now()
    return calibration


def _practice(calibration: Calibration, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Without what a practice programme does not have."""
    kept = {field.code for field in fields_of(calibration)}
    return {code: value for code, value in answers.items() if code in kept}

"""Calibration days: who prepares and leads one, who scores, and who reads the answers (4.8 rule 12)."""

from models.calibration import Calibration, PracticeSheet
from models.states import CalibrationStage, PracticeSource, Role
from workflow.parties import holds
from workflow.permissions.may import May
from workflow.permissions.seeing import EXPERTS, is_

UNDER_WAY = frozenset({CalibrationStage.OPEN, CalibrationStage.DISCUSSED})
LAID_OPEN = frozenset({CalibrationStage.DISCUSSED, CalibrationStage.CLOSED})


def _keeps(person: object, _: object = None) -> bool:
    return holds(person, Role.HEAD_OF_OFFICE)


def _leads(person: object, calibration: Calibration) -> bool:
    return _keeps(person) or is_(person, calibration.led_by_id)


def may_see_calibrations(person: object, _: object = None) -> bool:
    """The list: the head of office sees every day, an expert those that concern them."""
    return holds(person, Role.HEAD_OF_OFFICE, *EXPERTS)


def may_see_calibration(person: object, calibration: Calibration) -> bool:
    """Whoever prepares or leads it, and whoever is invited."""
    return _leads(person, calibration) or any(is_(person, sheet.user_id) for sheet in calibration.sheets)


def may_see_practice(person: object, sheet: PracticeSheet) -> bool:
    """A practice sheet: its author alone.  The leader, too, reads the answers only once they are laid open."""
    return is_(person, sheet.user_id)


def may_read_names(person: object, calibration: Calibration) -> bool:
    """Who scored how, by name: the head of office (4.8 rule 12); everybody else reads letters."""
    return _keeps(person)


def _may_read_answers(calibration: Calibration, person: object) -> bool:
    own = [sheet for sheet in calibration.sheets if is_(person, sheet.user_id) and not sheet.is_reference]
    return all(sheet.is_closed for sheet in own) and may_see_calibration(person, calibration)


def _is_writable(sheet: PracticeSheet) -> bool:
    """Open, on a day that is under way; the leader's reference only until the answers of the others are laid open."""
    stage = sheet.calibration.stage
    return not sheet.is_closed and stage in UNDER_WAY and (not sheet.is_reference or stage == CalibrationStage.OPEN)


may_plan_calibration = May(_keeps)
may_change_calibration = May(_keeps, lambda calibration: calibration.stage != CalibrationStage.CLOSED)
#: The practice programme is the same for everybody: it stands once the first expert was invited.
may_compose_practice = May(_leads, lambda calibration: calibration.stage == CalibrationStage.PLANNED)
#: A real programme without its names is read through before anybody is invited.
may_confirm_practice = May(
    _leads,
    lambda calibration: (
        calibration.stage == CalibrationStage.PLANNED
        and calibration.source == PracticeSource.VERSION
        and calibration.read_through_at is None
    ),
)
may_open_scoring = May(_leads, lambda calibration: calibration.stage == CalibrationStage.PLANNED)
may_begin_discussion = May(_leads, lambda calibration: calibration.stage == CalibrationStage.OPEN)
may_record_attendance = May(_leads, lambda calibration: calibration.stage in UNDER_WAY)
may_close_calibration = May(_leads, lambda calibration: calibration.stage == CalibrationStage.DISCUSSED)
may_write_practice = May(may_see_practice, _is_writable)
#: Nobody reads another's answers before their own are closed and the day is laid open.
may_read_practice_answers = May(
    lambda person, calibration: (
        calibration.stage not in LAID_OPEN
        and may_see_calibration(person, calibration)
        or _may_read_answers(calibration, person)
    ),
    lambda calibration: calibration.stage in LAID_OPEN,
)

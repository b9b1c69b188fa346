"""A calibration day from its plan to its end: invitation, discussion, attendance, training (4.8 rule 12)."""

import random
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Any

from sqlalchemy import or_, select

from models.calibration import Calibration, PracticeSheet
from models.db import db
from models.expert import ExpertProfile
from models.states import Role
from models.user import Appointment, User
from workflow.application import form_in_force
from workflow.clock import now, today
from workflow.criteria.stored import version_in_force
from workflow.deadlines import months_later
from workflow.events import CalibrationClosed, CalibrationDiscussed, CalibrationMoved, CalibrationOpened
from workflow.guards import practice as guards
from workflow.permissions import (
    demand,
    may_begin_discussion,
    may_change_calibration,
    may_close_calibration,
    may_open_scoring,
    may_plan_calibration,
    may_record_attendance,
)
from workflow.refusals import Refusal, Refused
from workflow.screening.fitness import TRAINING_MONTHS

#: The letters are drawn so that nobody can guess whose is whose from the order of closing.
CHANCE = random.SystemRandom()


def plan(*, by: User, title: str, held_on: date, place: str, leader: User) -> Calibration:
    """Enter a day; the practice programme is written or chosen afterwards."""
    demand(may_plan_calibration, by)
    day = Calibration(title=title, held_on=held_on, place=place, leader=leader, answers={})
    day.criteria_version, day.form = version_in_force(db.session, held_on), form_in_force(today()).edition
    db.session.add(day)
    db.session.flush()
    return day


def change(
    calibration: Calibration, *, by: User, title: str, held_on: date, place: str, leader: User
) -> list[CalibrationMoved]:
    """Change when, where and who leads; whoever was invited hears of another day or place."""
    demand(may_change_calibration, by, calibration)
    is_moved = (calibration.held_on, calibration.place) != (held_on, place)
    calibration.title, calibration.held_on, calibration.place = title, held_on, place
    if calibration.opened_at is None:  # the reference answers are the leader's: they do not change hands
        calibration.leader = leader
    if calibration.opened_at is None or not is_moved:
        return []
    return [CalibrationMoved(**_about(calibration, by), **_where(calibration), person_ids=_invited(calibration.sheets))]


def open_scoring(calibration: Calibration, *, by: User) -> CalibrationOpened:
    """Invite every expert whose appointment is in force; each gets a sheet, and the leader one for the reference."""
    demand(may_open_scoring, by, calibration)
    experts = [one for one in experts_in_force() if one.user_id != calibration.led_by_id]
    hindrances = [*guards.hinders_opening(calibration), *([] if experts else [guards.NOBODY_TO_INVITE])]
    _demand_none(hindrances)
    calibration.opened_at = now()
    calibration.sheets.append(PracticeSheet(person=calibration.leader, is_reference=True, invited_at=now()))
    calibration.sheets += [PracticeSheet(person=one.user, invited_at=now()) for one in experts]
    db.session.flush()
    return CalibrationOpened(**_about(calibration, by), **_where(calibration), person_ids=_invited(calibration.sheets))


def invite_others(calibration: Calibration, *, by: User) -> CalibrationOpened:
    """Invite whoever was appointed since the others were."""
    demand(may_begin_discussion, by, calibration)
    known = {sheet.user_id for sheet in calibration.sheets}
    late = [one for one in experts_in_force() if one.user_id not in known]
    _demand_none([] if late else [guards.EVERYBODY_INVITED])
    sheets = [PracticeSheet(person=one.user, invited_at=now()) for one in late]
    calibration.sheets += sheets
    db.session.flush()
    return CalibrationOpened(**_about(calibration, by), **_where(calibration), person_ids=_invited(sheets))


def begin_discussion(calibration: Calibration, *, by: User) -> CalibrationDiscussed:
    """Lay the closed answers open, under letters drawn by lot."""
    demand(may_begin_discussion, by, calibration)
    _demand_none(guards.hinders_discussion(calibration))
    calibration.discussed_at = now()
    answering = [sheet for sheet in calibration.sheets if not sheet.is_reference]
    letters = [_letters(place) for place in range(len(answering))]
    # the closed ones get the first letters: A to F read better than B, Q and Z
    closed = [sheet for sheet in answering if sheet.is_closed]
    others = [sheet for sheet in answering if not sheet.is_closed]
    for some in (closed, others):
        CHANCE.shuffle(some)
    for sheet, letter in zip([*closed, *others], letters, strict=True):
        sheet.letter = letter
    return CalibrationDiscussed(**_about(calibration, by), person_ids=_invited(closed))


def record_attendance(calibration: Calibration, *, by: User, attended: Collection[int]) -> None:
    """Who was there (ids of sheets); everybody else was not."""
    demand(may_record_attendance, by, calibration)
    _demand_none(guards.hinders_attendance(calibration))
    for sheet in calibration.sheets:
        sheet.attended = sheet.id in attended


def close(calibration: Calibration, *, by: User) -> CalibrationClosed:
    """Attendance is final: for whoever was there and scored it is method training; an earlier day never replaces a
    later one."""
    demand(may_close_calibration, by, calibration)
    _demand_none(guards.hinders_attendance(calibration))
    calibration.closed_at = now()
    trained = {sheet.user_id for sheet in calibration.sheets if sheet.counts}
    for profile in db.session.scalars(select(ExpertProfile).where(ExpertProfile.user_id.in_(trained))):
        if profile.trained_on < calibration.held_on:
            profile.trained_on, profile.trained_at = calibration.held_on, calibration
    return CalibrationClosed(
        **_about(calibration, by),
        held_on=calibration.held_on.isoformat(),
        trained_until_on=months_later(calibration.held_on, TRAINING_MONTHS).isoformat(),
        person_ids=sorted(trained),
    )


def experts_in_force() -> Sequence[ExpertProfile]:
    """Whoever may be invited: appointed today, not removed.  Who is paused may come, too.  A head of office may not:
    they read the answers by name.  One query."""
    day = today()
    heads = select(Appointment.user_id).where(
        Appointment.role == Role.HEAD_OF_OFFICE,
        Appointment.from_on <= day,
        or_(Appointment.to_on.is_(None), Appointment.to_on >= day),
    )
    return db.session.scalars(
        select(ExpertProfile)
        .join(ExpertProfile.user)
        .where(
            ExpertProfile.appointed_from <= day,
            ExpertProfile.appointed_to >= day,
            or_(ExpertProfile.removed_on.is_(None), ExpertProfile.removed_on > day),
            User.active,
            User.id.not_in(heads),
        )
        .order_by(ExpertProfile.id)
    ).all()


def _invited(sheets: Iterable[PracticeSheet]) -> list[int]:
    return [sheet.user_id for sheet in sheets if not sheet.is_reference]


def _about(calibration: Calibration, by: User) -> dict[str, Any]:
    return {
        "case_id": None,
        "by_id": by.id,
        "title": calibration.title,
        "case_number": None,
        "calibration_id": calibration.id,
    }


def _where(calibration: Calibration) -> dict[str, Any]:
    return {"held_on": calibration.held_on.isoformat(), "place": calibration.place}


def _demand_none(refusals: Iterable[Refusal]) -> None:
    if found := list(refusals):
        raise Refused(found)


def _letters(place: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    rounds, rest = divmod(place, len(ascii_uppercase))
    return (_letters(rounds - 1) if rounds else "") + ascii_uppercase[rest]

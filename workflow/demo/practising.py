"""Two calibration days: one that is over, with its answers side by side, and one that the experts score just now."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from models.calibration import Calibration, PracticeSheet
from models.expert import ExpertProfile
from workflow.acts import calibrating, composing, practising
from workflow.acts.reviewing import Judgement
from workflow.demo.stage import Stage
from workflow.demo.texts import reason, task
from workflow.events import Event
from workflow.guards.practice import rubric_of_day

Deed = Callable[[], Event | list[Event] | None]
#: Working days from today: when the last day was held, and when the next one is.
LAST, NEXT = -20, 15
REFERENCE = "444344434"
#: Who scored on the last day, and how.
ANSWERS = {
    "vera": "544444444",
    "barna": "434344434",
    "cecilia": "443344343",
    "denes": "444354434",
    "emma": "343233333",
    "ferenc": "454454445",
    "gizella": "433344434",
    "hajnal": "444244424",
}
#: Who scored from home, and did not come.
STAYED_AWAY = "hajnal"


def deeds(stage: Stage) -> Iterator[tuple[datetime, Deed]]:
    """Every deed of both days with its time."""
    last, coming = _Day(stage, LAST, "Közös pontozási nap, ősz"), _Day(stage, NEXT, "Következő közös pontozási nap")
    yield stage.moment(LAST - 12, 9), last.prepare
    yield stage.moment(LAST - 10, 9), last.invite
    yield stage.moment(LAST - 6, 9), last.give_reference
    for place, (key, grades) in enumerate(ANSWERS.items()):
        yield stage.moment(LAST - 5, 10, 5 * place), partial(last.score, stage.company.experts[key], grades)
    yield stage.moment(LAST, 10), last.discuss
    yield stage.moment(LAST, 15), last.end
    yield stage.moment(-3, 9), coming.prepare
    yield stage.moment(-2, 9), coming.invite
    yield stage.moment(-1, 9), partial(coming.score, stage.company.experts["barna"], "4443", closes=False)


class _Day:
    def __init__(self, stage: Stage, offset: int, title: str) -> None:
        self.stage, self.offset, self.title = stage, offset, title
        self.head = stage.company.people["head"]
        self.calibration = Calibration()

    def prepare(self) -> None:
        day, place = self.stage.day(self.offset), "Budapest, Corvin tér 8."
        self.calibration = calibrating.plan(by=self.head, title=self.title, held_on=day, place=place, leader=self.head)
        composing.take_sample(self.calibration, by=self.head)

    def invite(self) -> Event:
        return calibrating.open_scoring(self.calibration, by=self.head)

    def give_reference(self) -> None:
        self._write(next(sheet for sheet in self.calibration.sheets if sheet.is_reference), REFERENCE, closes=True)

    def score(self, expert: ExpertProfile, grades: str, *, closes: bool = True) -> None:
        self._write(
            next(one for one in self.calibration.sheets if one.user_id == expert.user_id), grades, closes=closes
        )

    def discuss(self) -> Event:
        return calibrating.begin_discussion(self.calibration, by=self.head)

    def end(self) -> Event:
        away = self.stage.company.people[STAYED_AWAY].id
        there = [sheet.id for sheet in self.calibration.sheets if sheet.is_closed and sheet.user_id != away]
        calibrating.record_attendance(self.calibration, by=self.head, attended=there)
        return calibrating.close(self.calibration, by=self.head)

    def _write(self, sheet: PracticeSheet, grades: str, *, closes: bool) -> None:
        codes = rubric_of_day(self.calibration).codes
        parts = {
            code: Judgement(int(grade), reason(code, int(grade), "Zalaszentgrót"), "F1, G3", task(code))
            for code, grade in zip(codes, grades, strict=False)
        }
        practising.write_practice(sheet, by=sheet.person, parts=parts)
        if closes:
            practising.close_practice(sheet, by=sheet.person)

"""All cases as tables: a ZIP with one row a case in one file, one row a step in the other."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from models.db import db, only_reading
from models.user import User, full_name
from workflow.clock import BUDAPEST, now, today
from workflow.counties import COUNTIES
from workflow.errands.kinds import Made, Report, Task
from workflow.labels import label
from workflow.queries.export import count_of_cases, count_of_steps, lines_of_cases, lines_of_steps
from workflow.spreadsheets import csv_of
from workflow.text import Text
from workflow.transitions import TRANSITIONS

CASES = Text("Írjuk az ügyek sorait.", "The rows of the cases are being written.")
STEPS = Text("Írjuk a lépések sorait.", "The rows of the steps are being written.")
ARCHIVE = Text("ugyek-{day}.zip", "cases-{day}.zip")
CASES_FILE, STEPS_FILE = Text("ugyek.csv", "cases.csv"), Text("lepesek.csv", "steps.csv")
PORTION = 100
#: The archive is kept in memory up to this size (bytes), then in a file that vanishes.
IN_MEMORY = 8 * 1024 * 1024
#: Why an expert stepped back or was relieved is for the case's own page.
UNTOLD = frozenset({"decline_invitation", "reopen_review", "release_expert", "release_control"})
CASE_HEADINGS = (
    Text("Ügyszám", "Case number"),
    Text("Programazonosító", "Programme number"),
    Text("Program", "Programme"),
    Text("Szervezet", "Organisation"),
    Text("Megye", "County"),
    Text("Állapot", "State"),
    Text("Benyújtás módja", "How it arrived"),
    Text("Érkezett", "Arrived"),
    Text("Ügyintéző", "Case officer"),
    Text("Szempontrendszer", "Criteria set"),
    Text("Értékelési kör", "Round of review"),
    Text("Döntés", "Decision"),
    Text("Határozat", "Resolution"),
    Text("Döntés napja", "Decided on"),
    Text("Akkreditációs szám", "Accreditation number"),
    Text("Akkreditáció állapota", "Status of the accreditation"),
    Text("Érvényes ettől", "Valid from"),
    Text("Érvényes eddig", "Valid until"),
)
STEP_HEADINGS = (
    Text("Ügyszám", "Case number"),
    Text("Sorszám", "Ordinal"),
    Text("Lépés", "Step"),
    Text("Miből", "From"),
    Text("Mibe", "To"),
    Text("Mikor", "When"),
    Text("Ki", "By whom"),
    Text("Indok", "Reason"),
)


def export_cases(task: Task, report: Report) -> Made:
    """Argument: `language` ("hu", "en").  Counts rows of both files.  What whoever asked may open is in it: no draft,
    no name of an expert, no score, no decision before it is issued."""
    language = task.arguments["language"]
    writing = _Writing(task.asked_by_id, language, report)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as place:
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive, CASES_FILE.in_(language), _said(CASE_HEADINGS, language), writing.cases())
            _write(archive, STEPS_FILE.in_(language), _said(STEP_HEADINGS, language), writing.steps())
        place.seek(0)
        content = place.read()
    return Made(ARCHIVE.in_(language).format(day=today().isoformat()), "application/zip", content)


class _Writing:
    """The rows of both files in turn, each portion read by itself and reported when it is written."""

    def __init__(self, asked_by_id: int, language: str, report: Report) -> None:
        self.asked_by_id, self.language, self.report = asked_by_id, language, report
        self.numbers: dict[int, str | None] = {}
        self.done = 0
        with only_reading():
            self.total = count_of_cases(self._person()) + count_of_steps(self._person())

    def cases(self) -> Iterator[Sequence[Any]]:
        """A row for each case, by growing id: a case that comes in meanwhile stands at the end."""
        last = 0
        self.report(self.done, self.total, CASES)
        while True:
            with only_reading():
                lines = lines_of_cases(self._person(), after=last, most=PORTION)
            if not lines:
                return
            self.numbers |= {line.id: line.number for line in lines}
            last = lines[-1].id
            yield from (_case(line, self.language) for line in lines)
            self._written(len(lines), CASES)

    def steps(self) -> Iterator[Sequence[Any]]:
        """A row for each step of these very cases."""
        ids = list(self.numbers)
        for start in range(0, len(ids), PORTION):
            with only_reading():
                lines = lines_of_steps(ids[start : start + PORTION])
            yield from (_step(line, self.numbers[line.case_id], self.language) for line in lines)
            self._written(len(lines), STEPS)

    def _person(self) -> User:
        return db.session.get_one(User, self.asked_by_id)

    def _written(self, rows: int, doing: Text) -> None:
        self.done += rows
        # what came in since it was counted
        self.total = max(self.total, self.done)
        self.report(self.done, self.total, doing)


def _write(archive: zipfile.ZipFile, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    entry = zipfile.ZipInfo(name, date_time=now().astimezone(BUDAPEST).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    file: IO[bytes]
    with archive.open(entry, "w") as file:
        for piece in csv_of(headings, rows):
            file.write(piece.encode())


def _said(texts: Sequence[Text], language: str) -> list[str]:
    return [text.in_(language) for text in texts]


def _case(line: Any, language: str) -> list[Any]:
    return [
        line.number,
        line.programme_number,
        line.title,
        line.organisation,
        COUNTIES[line.county_code].name if line.county_code in COUNTIES else None,
        label(line.state).in_(language),
        label(line.arrival).in_(language),
        line.arrived_on,
        full_name(line) if line.family_name else None,
        line.criteria_version,
        line.review_round,
        label(line.outcome).in_(language) if line.outcome else None,
        line.resolution_number,
        line.decided_on if line.outcome else None,
        line.accreditation_number,
        label(line.status).in_(language) if line.status else None,
        line.valid_from,
        line.valid_to,
    ]


def _step(line: Any, number: str | None, language: str) -> list[Any]:
    row = TRANSITIONS.get(line.name)
    return [
        number,
        line.ordinal,
        row.label.in_(language) if row else line.name,
        label(line.from_state).in_(language) if line.from_state else None,
        label(line.to_state).in_(language),
        line.at.astimezone(BUDAPEST).replace(microsecond=0, tzinfo=None),
        row.who.label.in_(language) if row else None,
        None if line.name in UNTOLD else line.reason,
    ]

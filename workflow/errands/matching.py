"""A proposal of experts for every case that waits, however many: a table to read before anybody is asked."""

from typing import Any

from models.db import only_reading
from workflow.clock import today
from workflow.counties import COUNTIES
from workflow.errands.kinds import CannotBeDone, Made, Report, Task
from workflow.matching import SEATS, Candidate, File, NotSolved, Problem, Proposal, solve_apart
from workflow.queries.matching import Batch, batch_of, waiting_ids
from workflow.spreadsheets import csv_of
from workflow.text import Text

SCREENING = Text("Megnézzük, kit mi zár ki melyik ügyből.", "Who is kept off which case is being looked up.")
SOLVING = Text("Keressük a legjobb elosztást.", "The best choice is being looked for.")
FILE_NAME = Text("szakertok-{day}.csv", "experts-{day}.csv")
FAILED = Text("A számítás nem ért véget. Válasszon kézzel.", "The sums came to no end. Please choose by hand.")
HEADINGS = (
    Text("Ügyszám", "Case number"),
    Text("Program", "Programme"),
    Text("Megye", "County"),
    Text("Első szakértő", "First expert"),
    Text("Második szakértő", "Second expert"),
    Text("Tartalék", "Reserve"),
    Text("Hiányzó hely", "Missing places"),
)
#: As long as the solver may take: 5,000 cases and 500 experts take six.
MOST_SECONDS = 300.0
#: Cases that are screened together.
PORTION = 100


def propose_experts(task: Task, report: Report) -> Made:
    """Argument: `language`.  Counts the cases that were screened; while it is solved nobody knows how much is left."""
    language = task.arguments["language"]
    screened = _Screened()
    with only_reading():
        ids = waiting_ids(None)
    report(0, len(ids), SCREENING)
    for start in range(0, len(ids), PORTION):
        with only_reading():
            screened.add(batch_of(ids[start : start + PORTION]))
        report(len(screened.files), len(ids), SCREENING)
    problem = Problem(tuple(screened.files), screened.candidates)
    try:
        solution = solve_apart(problem, breathe=lambda: report(len(ids), None, SOLVING), most_seconds=MOST_SECONDS)
    except NotSolved as fault:
        raise CannotBeDone(FAILED) from fault
    headings = [heading.in_(language) for heading in HEADINGS]
    content = "".join(csv_of(headings, (screened.row(proposal) for proposal in solution.proposals))).encode()
    return Made(FILE_NAME.in_(language).format(day=today().isoformat()), "text/csv", content)


class _Screened:
    """The cases as the sums take them, and the words of cases and experts: what was read ends with its portion."""

    def __init__(self) -> None:
        self.files: list[File] = []
        self.candidates: tuple[Candidate, ...] = ()
        self.names: dict[int, str] = {}
        self.cases: dict[int, tuple[str | None, str, str | None]] = {}

    def add(self, batch: Batch) -> None:
        """One more portion."""
        self.files += batch.problem.files
        self.candidates = batch.problem.candidates
        self.names |= {id: expert.user.display_name for id, expert in batch.experts.items()}
        for case in batch.cases:
            county = COUNTIES.get(case.programme.county_code or "")
            self.cases[case.id] = (case.number, case.title, county.name if county else None)

    def row(self, proposal: Proposal) -> list[Any]:
        """A line of the table: two experts and the reserve where all three were found, else how many are missing."""
        experts = [self.names[id] for id in proposal.experts] if proposal.is_whole else [None] * SEATS
        return [*self.cases[proposal.file], *experts, proposal.missing]

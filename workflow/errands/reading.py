"""Reading a document: what it says is laid against the questions of the application and kept for whoever asked."""

from functools import partial

from models.db import only_reading
from workflow.acts.importing import enter
from workflow.errands.kinds import CannotBeDone, Entered, Report, Task
from workflow.importing.alone import lay_alone
from workflow.importing.blocks import Unreadable
from workflow.queries.readings import original_of
from workflow.text import Text

READING = Text(
    "Olvassuk a dokumentumot, és keressük, melyik rész melyik kérdésre felel.",
    "The document is being read and laid against the questions.",
)
GONE = Text("A tervezetet közben elvetették.", "The draft was discarded meanwhile.")


def read_document(task: Task, report: Report) -> Entered:
    """Argument: `reading` (id).  Nobody can say how long a document takes, but no longer than `alone.SECONDS`.

    Raises CannotBeDone with the sentence of `REASONS` when it cannot be read.
    """
    reading_id = int(task.arguments["reading"])
    with only_reading():
        sha256 = original_of(reading_id)
    if sha256 is None or task.files is None:
        raise CannotBeDone(GONE)
    report(0, None, READING)
    try:
        laid = lay_alone(task.files.read(sha256))
    except Unreadable as why:
        raise CannotBeDone(why.text) from why
    return Entered(partial(enter, reading_id, laid))

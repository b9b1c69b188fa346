"""How long does it take to read a document of 30 pages and lay it against the form, and how much memory does it need?

    python -m bench.imports               30 pages as DOCX, ODT, PDF and TXT
    python -m bench.imports --pages 3     the same in small, for the tests

Each document goes the way of the product in a process of its own: kept in the store, entered, read by the errand as
the worker does it (which starts the process that reads), its answers stored.  Exit status 1 when the DOCX takes more
than 5 seconds, or the worker and the process that reads together more than 300 MB.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from sqlalchemy import select

from app import create_app
from bench.processes import ROOT
from models.db import db
from models.reading import Reading
from tests.cast import the_people
from tests.workflow.importing.damage import pdf_of
from tests.workflow.importing.making import docx_of, odt_of, txt_of
from workflow.acts import drafting, importing
from workflow.importing.formats import MEDIA_TYPES, kind_of
from workflow.notices.errands import do_errands, entrust
from workflow.storage import Store

MOST_SECONDS, MOST_MEGABYTES = 5.0, 300.0
#: Headings that ask a question of the form, and one that asks none.
HEADINGS = (
    *("A program célja", "Kiinduló helyzet", "Célcsoport", "Szakmai alapelvek", "Főbb témakörök", "Módszertan"),
    *("Részletes tematika", "Kockázatok", "Tanulságok", "Fenntarthatóság", "Utánkövetés", "Köszönetnyilvánítás"),
)
SENTENCE = "A szomszédok közös kertet művelnek három utcában, és maguk döntenek arról, hogy mit ültetnek."
PARAGRAPH = " ".join([SENTENCE] * 5)
#: A small process that starts another and says how much memory that took (KB): a large one would be counted with it.
LAUNCHER = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"
)
Programme = list[tuple[str, str]]


def main() -> int:
    """Measure, print.  Returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--one", metavar="FILE", help="read this document in this very process; figures as JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(figures_of(Path(asked.one))))
        return 0
    with tempfile.TemporaryDirectory() as place:
        found = dict(measured(Path(place), a_programme(asked.pages)))
    print(f"{'':6}{'KB':>8}{'seconds':>9}{'reads, MB':>11}{'worker, MB':>12}{'answers':>9}{'left over':>11}")
    for kind, one in found.items():
        print(
            f"{kind:6}{one['size'] / 1024:8.0f}{one['seconds']:9.2f}{one['reader']:11.0f}{one['worker']:12.0f}"
            f"{one['answers']:9.0f}{one['left']:11.0f}"
        )
    word = found["docx"]
    return int(word["seconds"] > MOST_SECONDS or word["reader"] + word["worker"] > MOST_MEGABYTES)


def a_programme(pages: int) -> Programme:
    """Headings, paragraphs and lists on at least so many pages, as Typst sets them."""
    paragraphs = pages
    while True:
        programme = [("heading", "Kertek alatt")]
        for number, heading in enumerate(HEADINGS):
            more = paragraphs // len(HEADINGS) + (number < paragraphs % len(HEADINGS))
            programme += [("heading", heading), *[("text", PARAGRAPH)] * more, *[("item", SENTENCE)] * 3]
        counted = len(PdfReader(io.BytesIO(pdf_of(marked(programme)))).pages)
        if counted >= pages:
            print(f"{counted} pages, {sum(len(text) for _, text in programme)} characters")
            return programme
        paragraphs += pages


def marked(programme: Programme) -> str:
    """The programme as Typst reads it."""
    signs = {"heading": "= ", "item": "- ", "text": ""}
    return "\n\n".join(signs[kind] + text for kind, text in programme)


def measured(place: Path, programme: Programme) -> Iterator[tuple[str, dict[str, float]]]:
    """The figures of each format, from a process of its own: memory is counted from its birth."""
    contents = {
        "docx": docx_of(programme),
        "odt": odt_of(programme),
        "pdf": pdf_of(marked(programme)),
        "txt": txt_of(programme),
    }
    for kind, content in contents.items():
        document = place / f"program.{kind}"
        document.write_bytes(content)
        command = [sys.executable, "-m", "bench.imports", "--one", str(document)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        yield kind, {**json.loads(done.stdout.splitlines()[-1]), "reader": peak_of_reader(document)}


def peak_of_reader(document: Path) -> float:
    """The most memory (MB) that the process that reads takes for this document."""
    command = [sys.executable, "-c", LAUNCHER, sys.executable, "-m", "workflow.importing.reading"]
    with document.open("rb") as content:
        done = subprocess.run(
            command, cwd=ROOT, stdin=content, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=True
        )
    return int(done.stderr) / 1024


def own_peak() -> float:
    """The most memory (MB) that this process has taken since it began; getrusage would count who started it, too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def figures_of(document: Path) -> dict[str, float]:
    """Bring it, let the worker's thread of errands do its work here, and look at what came of it."""
    content = document.read_bytes()
    with tempfile.TemporaryDirectory() as place:
        app = create_app({"MERCE_MODE": "development", "DATA_DIR": place})
        with app.app_context():
            db.create_all()
            people = the_people()
            case, _ = drafting.open_draft("Kertek alatt", people.organisation, by=people.staff, token="one")  # noqa: S106
            kept = Store(app.config["STORAGE_URL"]).keep(
                document.name, content, media_type=MEDIA_TYPES[kind_of(content)]
            )
            reading = importing.bring(case, by=people.staff, file=vars(kept))
            wanted = {"language": "hu", "reading": str(reading.id)}
            entrust("document_reading", by=people.staff, arguments=wanted, token="one")  # noqa: S106
            began = time.monotonic()
            do_errands()
            seconds = time.monotonic() - began
            found = db.session.scalars(select(Reading)).one()
            answers, left = len(found.placements), len(found.passages)
    return {
        "size": len(content),
        "seconds": seconds,
        "worker": own_peak(),
        "answers": answers,
        "left": left,
    }


if __name__ == "__main__":
    sys.exit(main())

"""Whether an answer tells what the experts need: steps, figures, roles, enough words, in Hungarian (J4, J11; 6.3)."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from workflow.application import Answers, Form, amount
from workflow.foresight.concern import Annex, Concern, number, rows, said
from workflow.text import Text

#: Words that make up about a twelfth of any Hungarian text.
SMALL_WORDS = frozenset(
    ("az", "és", "hogy", "nem", "egy", "van", "volt", "vagy", "mint", "csak", "akik", "amely", "amelyek", "minden")
    + ("már", "még", "mert", "után", "között", "ezt", "azt", "meg", "ha")
)
WORD = re.compile(r"[^\W\d_]+")
#: Below so many words nobody can tell a language; below this share it is hardly Hungarian.
LONG, HUNGARIAN = 40, 0.02
ACCENTED = re.compile("[áéíóöőúüű]", re.IGNORECASE)
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
#: When the developer leaves: a figure, or a word of time.
TIME = re.compile(r"\d|hónap|hét\b|hetes|félév|év\b|éves|alkalom|alkalm|végén|szakasz", re.IGNORECASE)
#: Titles that say nothing: what cameras and scanners call a file.
NAMELESS = re.compile(
    r"(?:scan|img|dsc|image|kép|dokumentum|document|új|nevtelen|névtelen)?[\s_()-]*\d*", re.IGNORECASE
)

#: By field: fewer characters than these are hardly an answer, and what to write.
THIN: dict[str, tuple[int, Text]] = {
    code: (least, Text(hu, en))
    for code, (least, hu, en) in json.loads(Path(__file__).with_name("thin.json").read_text(encoding="utf-8")).items()
}
G8_CELLS = (
    (1, Text("téma", "topic")),
    (2, Text("cél", "aim")),
    (3, Text("módszer", "method")),
    (5, Text("felelős", "who")),
)
E3_CELLS = (
    (1, Text("mutató", "indicator")),
    (2, Text("kiinduló érték", "baseline")),
    (3, Text("célérték", "target")),
    (4, Text("adatforrás", "source")),
)


def thin(answers: Answers) -> Iterator[Concern]:
    """A long answer of a few words; a starting situation without a figure; an exit without a time."""
    for code, (least, advice) in THIN.items():
        if 0 < len(said(answers, code)) < least:
            yield Concern("J11" if code == "F6t" else "J4", code, advice)
    exit_plan = said(answers, "G11")
    if len(exit_plan) >= THIN["G11"][0] and not TIME.search(exit_plan):
        yield Concern(
            "J4", "G11", Text("Írja le azt is, mikor lép ki a szakember.", "Say also when the developer leaves.")
        )
    situation = said(answers, "D1")
    if situation and not any(sign.isdigit() for sign in situation):
        advice = Text(
            "Írjon legalább egy helyi adatot, a forrásával.", "Give at least one local figure, with its source."
        )
        yield Concern("J4", "D1", advice)


def schedule(answers: Answers) -> Iterator[Concern]:
    """Completion item 5: sessions that the schedule does not have, and rows that leave something open."""
    given, sessions = rows(answers, "G8", 7), number(answers, "G6")
    if given and sessions and len(given) < sessions:
        yield Concern(
            "J4",
            "G8",
            Text(
                "A G6 mezőben {sessions} alkalom áll, a tematikában {rows} sor. Írjon minden alkalomhoz sort.",
                "Field G6 says {sessions} sessions, the schedule has {rows} rows. Write a row for every session.",
            ).filled(sessions=amount(sessions), rows=amount(len(given))),
        )
    yield from _open_cells("G8", given, G8_CELLS)


def indicators(answers: Answers) -> Iterator[Concern]:
    """Completion item 7: a change without an indicator, a value or a source."""
    yield from _open_cells("E3", rows(answers, "E3", 5), E3_CELLS)


def partners(answers: Answers) -> Iterator[Concern]:
    """Completion item 9: a partner without a role."""
    yield from _open_cells("I1", rows(answers, "I1", 4), ((2, Text("szerep", "role")),))


def residents(answers: Answers) -> Iterator[Concern]:
    """J2: nobody who lives there takes part."""
    if number(answers, "F3a") == 0:
        advice = Text(
            "A programnak a lakosok részvételére kell épülnie. Írja be, hány lakos vett részt.",
            "The programme must be built on residents taking part. Write how many residents took part.",
        )
        yield Concern("J2", "F3a", advice)


def hungarian(answers: Answers, form: Form) -> Iterator[Concern]:
    """J4: a long text that is not in Hungarian, or that has lost its accents."""
    for field in form.fields.values():
        text = said(answers, field.code) if field.kind == "long_text" else ""
        words = [word.lower() for word in WORD.findall(text)]
        if len(words) < LONG:
            continue
        if sum(word in SMALL_WORDS for word in words) < HUNGARIAN * len(words):
            yield Concern(
                "J4",
                field.code,
                Text(
                    "Ez nem magyarnak látszik. A kérelem nyelve a magyar.",
                    "This does not look like Hungarian. The application is written in Hungarian.",
                ),
            )
        elif not ACCENTED.search(text):
            yield Concern(
                "J4",
                field.code,
                Text(
                    "Ebben nincs ékezetes betű. Írja ékezettel, hogy olvasható legyen.",
                    "This has no accented letter. Write it with accents, to be legible.",
                ),
            )


def annexes_are_named(answers: Answers, annexes: Sequence[Annex]) -> Iterator[Concern]:
    """A material that is listed and nowhere to be found; a file whose name does not say what it is."""
    listed = [row for row in rows(answers, "L3", 3) if any(row) and not LINK.search(row[1])]
    if listed and not any(annex.kind == "M6" for annex in annexes):
        yield Concern(
            "J4",
            "L3",
            Text(
                "Felsorolt segédanyag nincs csatolva. Csatolja (M6), vagy írjon hivatkozást.",
                "A listed material is not attached. Attach it (M6), or give a link.",
            ),
        )
    for annex in annexes:
        if annex.kind != "source" and NAMELESS.fullmatch(annex.title.rsplit(".", 1)[0].strip()):
            yield Concern(
                "J4",
                annex.kind,
                Text(
                    "A melléklet címe nem mondja meg, mi ez: „{title}”. Adjon beszédes címet.",
                    "The title does not say what it is: “{title}”. Give it a telling title.",
                ).filled(title=annex.title),
            )


def _open_cells(code: str, given: list[list[str]], wanted: Sequence[tuple[int, Text]]) -> Iterator[Concern]:
    """One concern for the rows that leave a wanted cell empty: which row, which column."""
    gaps = [(place, name) for place, row in enumerate(given, start=1) for at, name in wanted if not row[at]]
    if not gaps:
        return
    place, name = gaps[0]
    more = Text(" Ugyanígy még {count} helyen.", " The same in {count} more places.").filled(count=len(gaps) - 1)
    yield Concern(
        "J4",
        code,
        Text(
            "A {place}. sorban üres: {name}.{more} Töltse ki.",
            "Row {place} leaves this empty: {name}.{more} Fill it in.",
        ).filled(place=place, name=name, more=more if len(gaps) > 1 else ""),
    )

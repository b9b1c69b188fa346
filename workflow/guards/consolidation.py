"""Conditions of the consolidated assessment and of the remarks on it (T21, T22)."""

from collections.abc import Iterator

from models.case import Case
from workflow.parties import SYSTEM
from workflow.refusals import Given, Refusal, required, unless

REMARKS_LIMIT = 5000
#: The shortest and the longest term of a condition, in days (H20).
TERMS = range(30, 181)

summary_is_given = required(
    "strengths",
    "Foglalja össze az erősségeket legalább 20 karakterben.",
    "Sum up the strengths in at least 20 characters.",
    least=20,
    most=5000,
)
weaknesses_are_given = required(
    "weaknesses",
    "Foglalja össze a fejlesztendőket legalább 20 karakterben.",
    "Sum up what to improve in at least 20 characters.",
    least=20,
    most=5000,
)


def points_answer_the_scores(case: Case, given: Given) -> Iterator[Refusal]:
    """T21, 5.5: in R2 a condition, in R3 a task for every criterion below 3; each whole, at its own field.

    `points` are the rows as they were written (empty ones do not count), `result` and `weak` come of the sums.
    """
    points, result = given.facts.get("points") or [], given.facts.get("result")
    for place, point in enumerate(points):
        if any(point.get(name) for name in ("criterion", "text", "proof")):
            yield from _whole(place, point, is_condition=result == "R2")
    if result not in ("R2", "R3"):
        return
    covered = {point["criterion"] for point in points if point.get("text")}
    for code in given.facts.get("weak") or ():
        yield from unless(
            code in covered,
            "criterion_uncovered",
            f"{code} átlaga 3 alatti: adjon hozzá {'feltételt' if result == 'R2' else 'átdolgozási feladatot'}.",
            f"The mean of {code} is below 3: give {'a condition' if result == 'R2' else 'a revision task'} for it.",
            field="points",
        )


def _whole(place: int, point: dict[str, object], *, is_condition: bool) -> Iterator[Refusal]:
    number, days = place + 1, point.get("due_days")
    yield from unless(
        bool(point.get("text")),
        "point_empty",
        f"{number}. sor: írja le a teendőt, vagy vegye ki a sort.",
        f"Row {number}: say what has to be done, or take the row out.",
        field=f"points-{place}-text",
    )
    yield from unless(
        not is_condition or bool(point.get("proof")),
        "proof_missing",
        f"{number}. sor: írja be, mi igazolja majd.",
        f"Row {number}: say what will prove it.",
        field=f"points-{place}-proof",
    )
    yield from unless(
        days in TERMS if is_condition else days is None or days in TERMS,
        "term_wrong",
        f"{number}. sor: a határidő 30 és 180 nap között legyen.",
        f"Row {number}: the term is between 30 and 180 days.",
        field=f"points-{place}-due_days",
    )


def remarks_are_in_order(case: Case, given: Given) -> Iterator[Refusal]:
    """T22: remarks of at most 5,000 characters, or a waiver; from the system only after the deadline."""
    text = str(given.facts.get("remarks") or "").strip()
    deadline = case.deadline("H12")
    late = deadline is not None and deadline.is_past(given.today)
    if given.by is SYSTEM:
        yield from unless(late, "remarks_not_late", "A határidő még nem járt le.", "The deadline has not passed yet.")
        return
    yield from unless(
        not late, "remarks_late", "Az észrevételek határideje lejárt.", "The deadline for remarks has passed."
    )
    yield from unless(
        bool(text) or bool(given.facts.get("waived")),
        "remarks_missing",
        "Írja le észrevételét, vagy jelölje, hogy nem él vele.",
        "Write your remarks, or tick that you have none.",
        field="remarks",
    )
    yield from unless(
        len(text) <= REMARKS_LIMIT,
        "remarks_too_long",
        f"Legfeljebb {REMARKS_LIMIT} karakter lehet, most {len(text)}.",
        f"At most {REMARKS_LIMIT} characters; it has {len(text)}.",
        field="remarks",
    )

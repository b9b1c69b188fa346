"""Of the applicant: legal form (J1), declarations (J5, J6), the professional lead (J9), other cases (J10)."""

from collections.abc import Iterator

from models.states import Finding
from workflow.application import is_empty, is_required, problems
from workflow.application.completeness import INFORMAL_GROUP
from workflow.checklist.seen import Fact, Material, Seen
from workflow.deadlines import months_later
from workflow.hungarian import long_date
from workflow.text import Text

#: What everybody declares; N8 where minors take part.
DECLARATIONS = tuple(f"N{number}" for number in range(1, 8))
LEAST_YEARS = 2
MONTHS_AFTER_REFUSAL = 12


def j1(material: Material) -> Seen:
    """A legal entity with its number, or an informal group with its host."""
    asked = material.field("A2")
    form = asked.chosen(material.answers.get("A2")) if asked else None
    if form is None:
        return Seen("J1", None, (Fact("A2", Text("nincs megadva", "is not given"), True),))
    facts = [Fact("A2", form)]
    if material.answers.get("A2") == INFORMAL_GROUP:
        facts += [_given(material, "A9")]
    else:
        facts += [_given(material, "A5"), _given(material, "A4")]
    facts += [_annex(material, "M1")]
    met = not any(fact.is_gap for fact in facts[1:2])
    return Seen("J1", Finding.MET if met else Finding.NOT_MET, tuple(facts))


def j5(material: Material) -> Seen:
    """The declarations, by name and with a day."""
    facts = [*_signature(material), *_undeclared(material, DECLARATIONS)]
    minors = material.field("N8")
    if minors is not None and is_required(minors, material.answers):
        facts += _undeclared(material, ("N8",))
    if not any(fact.is_gap for fact in facts):
        facts.append(Fact("N1", Text("N1–N7 megtéve", "N1–N7 are made")))
    return _met_unless_gap("J5", facts)


def j6(material: Material) -> Seen:
    """Independence and equal treatment are declared; whether it is so, a person reads in the text."""
    if material.answers.get("N4") is not True:
        return Seen("J6", None, tuple(_undeclared(material, ("N4",))))
    said = Text("a nyilatkozat megvan; a szöveget el kell olvasni", "is declared; the text has to be read")
    return Seen("J6", Finding.MET, (Fact("N4", said), *_signature(material)))


def j9(material: Material) -> Seen:
    """A named lead with at least two years of practice; a qualification instead is for a person to weigh."""
    facts = [_given(material, "H1"), _given(material, "H1v"), _annex(material, "M3")]
    years = material.answers.get("H1y")
    if not isinstance(years, int) or isinstance(years, bool):
        facts.append(Fact("H1y", Text("nincs megadva", "is not given"), True))
        return Seen("J9", Finding.NOT_MET, tuple(facts))
    enough = years >= LEAST_YEARS
    facts.append(Fact("H1y", Text(f"{years} év gyakorlat", f"{years} years of practice"), not enough))
    if not material.said("H1"):
        return Seen("J9", Finding.NOT_MET, tuple(facts))
    qualified = bool(material.said("H1v"))
    return Seen("J9", Finding.MET if enough else None if qualified else Finding.NOT_MET, tuple(facts))


def j10(material: Material) -> Seen:
    """No other open case, and no refusal within twelve months unless the programme has changed since."""
    facts, finding = [], Finding.MET
    weighed = False
    for other in material.others:
        if other.how == "open":
            said = Text("folyamatban: {number}, {title}", "under way: {number}, {title}")
            finding = Finding.NOT_MET
        elif other.on is not None and material.today < months_later(other.on, MONTHS_AFTER_REFUSAL):
            said = Text(f"elutasítva ({long_date(other.on)}): {{number}}, {{title}}",
                        f"refused ({other.on.isoformat()}): {{number}}, {{title}}")  # fmt: skip
            weighed = True
        else:
            continue
        facts.append(Fact("", said.filled(number=other.number, title=other.title), True))
    if not facts:
        none = Text(
            "a nyilvántartásban nincs párhuzamos ügy, sem elutasítás 12 hónapon belül",
            "the register has no parallel case, and no refusal within 12 months",
        )
        return Seen("J10", Finding.MET, (Fact("", none),))
    return Seen("J10", None if weighed and finding == Finding.MET else finding, tuple(facts))


def _signature(material: Material) -> Iterator[Fact]:
    if not material.signatory or material.declared_on is None:
        yield Fact(
            "N1", Text("nincs név és dátum a nyilatkozatok alatt", "no name and day under the declarations"), True
        )
        return
    yield Fact(
        "",
        Text(
            f"aláírta: {material.signatory}, {long_date(material.declared_on)}",
            f"signed by {material.signatory} on {material.declared_on.isoformat()}",
        ),
    )


def _undeclared(material: Material, codes: tuple[str, ...]) -> list[Fact]:
    missing = Text("nincs megtéve", "is not made")
    return [Fact(code, missing, True) for code in codes if material.answers.get(code) is not True]


def _given(material: Material, code: str) -> Fact:
    if is_empty(material.answers.get(code)):
        return Fact(code, Text("nincs megadva", "is not given"), True)
    asked = material.field(code)
    wrong = problems(asked, material.answers[code]) if asked else None
    said = material.said(code)
    return Fact(code, wrong, True) if wrong else Fact(code, Text(said, said))


def _annex(material: Material, kind: str) -> Fact:
    titles = ", ".join(material.annexes.get(kind, ()))
    if not titles:
        return Fact(kind, Text("nincs csatolva", "is not attached"), True)
    return Fact(kind, Text(f"csatolva: {titles}", f"attached: {titles}"))


def _met_unless_gap(code: str, facts: list[Fact]) -> Seen:
    return Seen(code, Finding.NOT_MET if any(fact.is_gap for fact in facts) else Finding.MET, tuple(facts))

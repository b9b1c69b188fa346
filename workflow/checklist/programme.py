"""Of the programme: participation (J2), implementation (J3), completeness (J4), privacy (J7), place (J8), minors."""

from datetime import date

from models.states import Finding
from workflow.application import is_empty, place_name
from workflow.application.days import first_day, last_day
from workflow.checklist.gaps import WORDS, Kind, gaps, names_a_place
from workflow.checklist.seen import Fact, Material, Seen
from workflow.checklist.texts import personal_data
from workflow.counties import COUNTIES
from workflow.deadlines import months_later, years_later
from workflow.text import Text

ABSENT = WORDS["missing"]
WITHIN_YEARS, LEAST_MONTHS = 5, 6
#: The columns of J-1: place, beginning, end.
PLACE, BEGIN, END = 0, 1, 2


def j2(material: Material) -> Seen:
    """Residents take part, by phase and in number; whether it is community development, a person reads."""
    facts = [_present(material, code) for code in ("F1a", "F1b", "F1c", "F1d", "F2")]
    residents = material.answers.get("F3a")
    if not isinstance(residents, int) or isinstance(residents, bool):
        facts.append(Fact("F3a", ABSENT, True))
    else:
        said = Text(f"{residents} lakos vesz részt", f"{residents} residents take part")
        facts.append(Fact("F3a", said, residents == 0))
    return Seen("J2", None if any(fact.is_gap for fact in facts) else Finding.MET, tuple(facts))


def j3(material: Material) -> Seen:
    """An implementation that ended within five years, half a year of practice, and a document of it."""
    rows = [row for row in material.answers.get("J-1") or [] if isinstance(row, list) and len(row) > END]
    if not rows:
        facts = [Fact("J-1", Text("nincs megvalósítás", "no implementation is named"), True)]
        return Seen("J3", Finding.NOT_MET, (*facts, _document(material)))
    told = [_implementation(row, material.today) for row in rows]
    facts = [fact for fact, _ in told]
    months = sum(counted or 0 for _, counted in told)
    facts.append(_document(material))
    if not months and any(counted is None for _, counted in told):
        return Seen("J3", None, tuple(facts))
    met = months >= LEAST_MONTHS and not facts[-1].is_gap
    return Seen("J3", Finding.MET if met else Finding.NOT_MET, tuple(facts))


def j4(material: Material) -> Seen:
    """Every required field and annex is there, within its limits, in Hungarian; declarations belong to J5."""
    attached = {kind for kind, titles in material.annexes.items() if titles}
    found = {code: kinds for code, kinds in gaps(material.answers, attached, material.form).items() if code[0] != "N"}
    facts = tuple(Fact(code, _said(kinds), True) for code, kinds in found.items() if kinds - {"personal"})
    if facts:
        return Seen("J4", Finding.NOT_MET, facts)
    whole = Text(
        "minden kötelező mező és melléklet megvan, a hosszabb szövegek magyar nyelvűek",
        "every required field and annex is there, the longer texts are in Hungarian",
    )
    return Seen("J4", Finding.MET, (Fact("", whole),))


def j7(material: Material) -> Seen:
    """Nobody can be recognised: no address or number in the texts, and N6 for what is attached."""
    facts = [
        Fact(code, Text(f"„{words}”", f"“{words}”"), True)
        for code, words in personal_data(material.answers, material.form)
    ]
    if material.answers.get("N6") is not True:
        facts.append(Fact("N6", Text("nincs megtéve", "is not made"), True))
    if pictures := ", ".join(material.annexes.get("M7", ())):
        facts.append(Fact("M7", Text(f"fénykép: {pictures}; hozzájárulás?", f"photograph: {pictures}; consent?")))
    if any(fact.is_gap for fact in facts):
        return Seen("J7", Finding.NOT_MET, tuple(facts))
    none = Text(
        "a szövegekben nincs e-mail-cím és telefonszám; a neveket és a mellékleteket el kell olvasni",
        "no e-mail address or telephone number in the texts; names and annexes have to be read",
    )
    return Seen("J7", Finding.MET, (Fact("", none), *facts))


def j8(material: Material) -> Seen:
    """A county and at least one settlement by its name."""
    counties = [COUNTIES[code].name for code in material.answers.get("C1") or [] if code in COUNTIES]
    named = [place_name(each) for each in material.answers.get("C2") or [] if names_a_place(str(each))]
    facts = [
        Fact("C1", Text(*[", ".join(counties)] * 2)) if counties else Fact("C1", ABSENT, True),
        Fact("C2", Text(*[", ".join(named)] * 2)) if named else Fact("C2", WORDS["unnamed"], True),
    ]
    return Seen("J8", Finding.NOT_MET if any(fact.is_gap for fact in facts) else Finding.MET, tuple(facts))


def j11(material: Material) -> Seen:
    """Where minors take part, the rules of safeguarding and the declaration."""
    minors = material.answers.get("F6")
    if minors is False:
        return Seen("J11", Finding.NOT_APPLICABLE, (Fact("F6", Text("nem vesznek részt", "they do not take part")),))
    if minors is not True:
        return Seen("J11", Finding.NOT_MET, (Fact("F6", ABSENT, True),))
    facts = [Fact("F6", Text("kiskorúak is részt vesznek", "minors take part")), _present(material, "F6t")]
    if material.answers.get("N8") is not True:
        facts.append(Fact("N8", Text("nincs megtéve", "is not made"), True))
    return Seen("J11", Finding.NOT_MET if any(fact.is_gap for fact in facts) else Finding.MET, tuple(facts))


def _implementation(row: list[str], today: date) -> tuple[Fact, int | None]:
    """What one row of J-1 says, and its full months: 0 if it does not count, None if its days cannot be read."""
    where = f"{row[PLACE]} ({row[BEGIN]} – {row[END]})"
    begin, end = first_day(str(row[BEGIN])), last_day(str(row[END]))
    if begin is None or end is None or begin > end:
        return Fact("J-1", Text(f"{where}: az időpont nem olvasható", f"{where}: the days cannot be read"), True), None
    if end > today:
        return Fact("J-1", Text(f"{where}: még nem zárult le", f"{where}: is not finished"), True), 0
    if end < years_later(today, -WITHIN_YEARS):
        return Fact("J-1", Text(f"{where}: öt évnél régebbi", f"{where}: more than five years ago"), True), 0
    months = _full_months(begin, end)
    said = Text(f"{where}: lezárult, {months} hónap", f"{where}: finished, {months} months")
    return Fact("J-1", said, months < LEAST_MONTHS), months or 1


def _full_months(begin: date, end: date) -> int:
    months = 0
    while months_later(begin, months + 1) <= date.fromordinal(end.toordinal() + 1):
        months += 1
    return months


def _document(material: Material) -> Fact:
    titles = ", ".join(material.annexes.get("M4", ()))
    if not titles:
        return Fact("M4", Text("nincs csatolva", "is not attached"), True)
    return Fact("M4", Text(f"csatolva: {titles}", f"attached: {titles}"))


def _present(material: Material, code: str) -> Fact:
    if is_empty(material.answers.get(code)):
        return Fact(code, ABSENT, True)
    count = len(material.said(code))
    return Fact(code, Text(f"{count} karakter", f"{count} characters"))


def _said(kinds: set[Kind]) -> Text:
    words = [WORDS[kind] for kind in sorted(kinds)]
    return Text(*(", ".join(word.in_(locale) for word in words) for locale in ("hu", "en")))

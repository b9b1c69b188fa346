"""Why a field must be filled in, in one sentence that says what to do (procedure rules, 6.1: K and F)."""

from workflow.application.fields import Condition, Field, Kind
from workflow.text import Text

WRITE = Text("Írja be: ez a mező kötelező.", "Fill this in: it is required.")
NUMBER = Text("Írjon ide egy számot: ez kötelező.", "Write a number here: it is required.")
TICK = Text("Jelöljön meg legalább egyet.", "Tick at least one.")
ROW = Text("Írjon be legalább egy sort.", "Write at least one row.")
ROW_OR_NONE = Text(
    "Írjon be legalább egy sort, vagy jelölje be, hogy nincs ilyen.",
    "Write at least one row, or tick that there is none.",
)
BY_KIND: dict[Kind, Text] = {
    "text": WRITE,
    "long_text": WRITE,
    "choice": Text("Válasszon egyet: ez kötelező.", "Choose one: it is required."),
    "multi": TICK,
    "county": TICK,
    "integer": NUMBER,
    "decimal": NUMBER,
    "yes_no": Text("Válasszon: igen vagy nem.", "Choose yes or no."),
    "lines": ROW,
    "rows": ROW,
    "annex": Text("Csatolja ezt a mellékletet.", "Attach this annex."),
    "declaration": Text("Ezt a nyilatkozatot meg kell tennie.", "You must make this declaration."),
}
BY_CONDITION: dict[Condition, Text] = {
    "legal_entity": Text(
        "Nem informális csoport nyújtja be (A2), ezért ezt is írja be.",
        "The applicant is no informal group (A2), so fill this in, too.",
    ),
    "informal_group": Text(
        "Informális csoport (A2) esetén nevezze meg a fogadó szervezetet is.",
        "For an informal group (A2) name the host organisation, too.",
    ),
    "quarter": Text(
        "Városrészi vagy lakótelepi szint (B4) esetén nevezze meg a városrészt.",
        "At the level of a quarter or housing estate (B4) name the quarter.",
    ),
    "minors": Text(
        "Kiskorúak is részt vesznek (F6), ezért ez kötelező.", "Minors take part (F6), so this is required."
    ),
    "agreement": Text(
        "Az I1 mezőben megállapodás szerepel, ezért csatolja.", "Field I1 names an agreement, so attach it."
    ),
    "no_reason": Text(
        "Írjon be legalább egy partnert, vagy az I1r mezőben azt, miért nincs.",
        "Write at least one partner, or say in field I1r why there is none.",
    ),
}


def why_lacking(field: Field) -> Text:
    """What to do about an answer that must be there and is not."""
    if field.required_if is not None and not field.required:
        return BY_CONDITION[field.required_if]
    return ROW_OR_NONE if field.kind == "rows" and field.minimum == 0 else BY_KIND[field.kind]

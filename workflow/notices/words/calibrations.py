"""Notices of calibration days, and of method training that lapses (4.8 rule 12; ERT-38 of 4.6)."""

from workflow.notices.wording import Wording
from workflow.text import Text

DAY = "/calibrations/{calibration_id}"
OPEN_DAY = Text("A nap oldala", "The page of the day")
DUE = Text("Módszertani felkészítés esedékes", "Method training is due")
LAPSES = Text(
    "Módszertani felkészítése eddig érvényes: {due_on} Utána új értékelésre nem kérhetjük fel.",
    "Your method training is valid until {due_on}. After that we cannot ask you for another review.",
)

CALIBRATIONS: dict[str, Wording] = {
    "CALIBRATION": Wording(
        subject=Text("Közös pontozási nap: {title} ({held_on})", "Calibration day: {title} ({held_on})"),
        said=(
            Text(
                "Meghívjuk a szakértők közös pontozási napjára: {title}. Ideje: {held_on} Helye: {place}.",
                "We invite you to the experts' calibration day: {title}. Day: {held_on}. Place: {place}.",
            ),
            Text(
                "Aki pontoz és részt vesz, annak ez módszertani felkészítésnek számít.",
                "For whoever scores and takes part it counts as method training.",
            ),
        ),
        todo=Text(
            "Kérjük, a nap előtt pontozza a gyakorlóprogramot, és zárja le a lapját.",
            "Please score the practice programme before the day, and close your sheet.",
        ),
        path=DAY,
        link=OPEN_DAY,
    ),
    "CALIBRATION moved": Wording(
        subject=Text("Változott a közös pontozási nap: {title}", "The calibration day has changed: {title}"),
        said=(
            Text(
                "Megváltozott a közös pontozási nap: {title}. Új ideje: {held_on} Helye: {place}.",
                "The calibration day has changed: {title}. Day: {held_on}. Place: {place}.",
            ),
        ),
        path=DAY,
        link=OPEN_DAY,
    ),
    "CALIBRATION discussed": Wording(
        subject=Text("Megnézheti a többiek válaszait: {title}", "You can read the others' answers: {title}"),
        said=(
            Text(
                "A közös pontozási napon minden lezárt válasz látható, nevek nélkül: {title}.",
                "All closed answers of the calibration day can be read, without names: {title}.",
            ),
        ),
        path=DAY + "/answers",
        link=Text("A válaszok egymás mellett", "The answers side by side"),
    ),
    "CALIBRATION trained": Wording(
        subject=Text("Módszertani felkészítése: {held_on}", "Your method training: {held_on}"),
        said=(
            Text(
                "Részt vett a közös pontozási napon: {title}. Ez módszertani felkészítésnek számít.",
                "You took part in the calibration day: {title}. It counts as method training.",
            ),
            Text("Eddig érvényes: {trained_until_on}", "It is valid until {trained_until_on}."),
        ),
        path=DAY + "/answers",
        link=Text("A válaszok egymás mellett", "The answers side by side"),
    ),
    "ERT-38": Wording(
        subject=DUE,
        said=(LAPSES,),
        todo=Text(
            "Kérjük, jöjjön el a következő közös pontozási napra: {next_on} Helye: {place}.",
            "Please come to the next calibration day: {next_on}. Place: {place}.",
        ),
        path="/calibrations/",
        link=Text("Közös pontozási napok", "Calibration days"),
    ),
    "ERT-38 no day": Wording(
        subject=DUE,
        said=(LAPSES,),
        todo=Text(
            "Még nincs kitűzve a következő közös pontozási nap: amint lesz, meghívjuk.",
            "The next calibration day is not set yet: we invite you as soon as it is.",
        ),
        path="/calibrations/",
        link=Text("Közös pontozási napok", "Calibration days"),
    ),
}

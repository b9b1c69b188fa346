"""Notices to the office: its head, the officers, the county developers and the editor."""

from workflow.notices.wording import Wording
from workflow.text import Text

CASE = "/cases/{case_id}"
OPEN_CASE = Text("Az ügy megnyitása", "Open the case")


def _about_case(subject: Text, said: Text, todo: Text | None = None) -> Wording:
    return Wording(subject=subject, said=(said,), todo=todo, path=CASE, link=OPEN_CASE)


def _about_errand(subject: Text, said: Text, link: Text) -> Wording:
    return Wording(subject=subject, said=(said,), path="/errands/{errand_id}", link=link)


OFFICE: dict[str, Wording] = {
    "JOIN": Wording(
        subject=Text("Csatlakozási kérés: {title}", "Request to join: {title}"),
        said=(
            Text(
                "{person} szeretne írni ennek a szervezetnek a nevében: {title}.",
                "{person} would like to write for this organisation: {title}.",
            ),
        ),
        todo=Text("Kérjük, nézze meg, és fogadja el vagy utasítsa el.", "Please look at it, and accept or refuse it."),
        path="/join/requests/{request_id}",
        link=Text("A kérés megnyitása", "Open the request"),
    ),
    "ERT-02": _about_case(
        Text("Új kérelem érkezett: {title}", "New application: {title}"),
        Text(
            "Új akkreditációs kérelem érkezett: {title}.", "A new application for accreditation has arrived: {title}."
        ),
        Text("Kérjük, 1 munkanapon belül jelöljön ki ügyintézőt.", "Please name an officer within 1 working day."),
    ),
    "ERT-03": _about_case(
        Text("Önre szignált ügy: {case_number}", "Case assigned to you: {case_number}"),
        Text(
            "Ön lett {title:az} című program (ügyszám: {case_number}) ügyintézője.",
            "You are now the officer of “{title}” (case {case_number}).",
        ),
        Text("A következő lépés a formai ellenőrzés.", "The next step is the formal check."),
    ),
    "ERT-04 county": _about_case(
        Text("Értesítés befogadásról", "Notice of acceptance"),
        Text(
            "Az egyesület befogadta {title:az} című program kérelmét az Ön megyéjéből.",
            "The association has accepted an application from your county for review: “{title}”.",
        ),
    ),
    "ERT-12 office": _about_case(
        Text("Lejárt határidő: szakértői értékelés", "Deadline passed: expert review"),
        Text(
            "Egy szakértő nem zárta le {title:az} című program (ügyszám: {case_number}) értékelését. "
            "A határidő napja: {due_on}",
            "An expert has not closed the review of “{title}” (case {case_number}), due on {due_on}.",
        ),
        Text(
            "5 munkanap késedelem után a szakértő felmenthető.",
            "After 5 working days of delay the expert can be relieved.",
        ),
    ),
    "ERT-15": _about_case(
        Text("Értékelési eltérés: kontrollszakértő szükséges", "Reviews diverge: a control expert is needed"),
        Text(
            "A két értékelés eltér {title:az} című program (ügyszám: {case_number}) ügyében.",
            "The two reviews of “{title}” (case {case_number}) diverge.",
        ),
        Text("Kérjük, kérjen fel kontrollszakértőt. Határidő: {due_on}", "Please invite a control expert by {due_on}."),
    ),
    "ERT-22": Wording(
        subject=Text("Új akkreditált referenciaprogram", "New accredited reference programme"),
        said=(
            Text(
                "Az egyesület referenciaprogramként akkreditálta ezt a programot: {title}.",
                "The association has accredited this programme as a reference programme: {title}.",
            ),
            Text("Akkreditációs szám: {accreditation_number}.", "Accreditation number: {accreditation_number}."),
        ),
        path="/registry/{accreditation_number}",
        link=Text("Megnyitás a nyilvántartásban", "Open in the register"),
    ),
    "ERRAND": _about_errand(
        Text("Elkészült: {errand_kind}", "It is ready: {errand_kind}"),
        Text(
            "Az eredményt a munka oldalán találja. A kész fájlokat egy hétig őrizzük.",
            "What came of it is on its page. Finished files are kept for a week.",
        ),
        Text("Az eredmény megnyitása", "Open what came of it"),
    ),
    "ERRAND failed": _about_errand(
        Text("Nem sikerült: {errand_kind}", "It could not be done: {errand_kind}"),
        Text("Az okát a munka oldala írja le.", "Its page says why."),
        Text("A munka oldala", "The page of the errand"),
    ),
    "T05": _about_case(
        Text("Ellenjegyzésre vár: {case_number}", "Waiting for your countersignature: {case_number}"),
        Text(
            "Az ügyintéző befogadásra javasolja {title:az} című programot (ügyszám: {case_number}).",
            "The officer proposes to accept “{title}” (case {case_number}) for review.",
        ),
        Text("Kérjük, ellenőrizze, és jegyezze ellen.", "Please check it and countersign."),
    ),
    "T08": _about_case(
        Text("Határidő-hosszabbítási kérelem: {case_number}", "Extension asked for: {case_number}"),
        Text(
            "A benyújtó a hiánypótlási határidő meghosszabbítását kéri (ügyszám: {case_number}). Ok: {reason}",
            "The applicant asks for more time for the completion (case {case_number}). Reason: {reason}",
        ),
        Text("Kérjük, a határidő lejárta előtt döntsön.", "Please decide before the deadline passes."),
    ),
    "T09": _about_case(
        Text("Hiánypótlás érkezett: {case_number}", "Completion received: {case_number}"),
        Text(
            "Megérkezett {title:az} című program (ügyszám: {case_number}) hiánypótlása.",
            "The completion of “{title}” (case {case_number}) has arrived.",
        ),
        Text("Kérjük, 5 munkanapon belül ellenőrizze.", "Please check it within 5 working days."),
    ),
    "T14": _about_case(
        Text("Szakértőt kell pótolni: {case_number}", "An expert has to be replaced: {case_number}"),
        Text(
            "Egy felkért szakértő nem vállalja {title:az} című program értékelését, vagy nem válaszolt.",
            "An invited expert does not take on the review of “{title}”, or has not answered.",
        ),
        Text("Kérjük, nézze meg, kit kell még felkérni.", "Please see who else has to be invited."),
    ),
    "T17 reported": Wording(
        subject=Text(
            "Szakértő összeférhetetlenséget jelzett: {case_number}", "An expert reports a conflict: {case_number}"
        ),
        said=(
            Text(
                "Egy szakértő összeférhetetlenséget vagy elfogultságra utaló körülményt jelzett {title:az} című "
                "program ügyében.",
                "An expert has reported a conflict of interest, or a circumstance that may bias, in the case of "
                "“{title}”.",
            ),
        ),
        todo=Text(
            "Kérjük, nézze meg az ügy összeférhetetlenségi nyilvántartását.",
            "Please look at the conflict register of the case.",
        ),
        path="/cases/{case_id}/conflicts",
        link=Text("A nyilvántartás megnyitása", "Open the register"),
    ),
    "T15": _about_case(
        Text("Megkezdődött az értékelés: {case_number}", "The review has begun: {case_number}"),
        Text(
            "Mindkét szakértő elfogadta {title:az} című program értékelését. A határidő: {due_on}",
            "Both experts have accepted the review of “{title}”. It is due on {due_on}.",
        ),
    ),
    "T16": Wording(
        subject=Text("Tisztázó kérdés továbbításra: {case_number}", "Question to pass on: {case_number}"),
        said=(
            Text(
                "Egy szakértő kérdést tett fel {title:az} című program benyújtójának.",
                "An expert has a question for the applicant of “{title}”.",
            ),
        ),
        todo=Text("Kérjük, nézze át, és továbbítsa.", "Please read it and pass it on."),
        path="/clarifications/{clarification_id}/sending",
        link=Text("A kérdés megnyitása", "Open the question"),
    ),
    "T19": _about_case(
        Text("Összesítésre vár: {case_number}", "Ready for consolidation: {case_number}"),
        Text(
            "Lezárult {title:az} című program (ügyszám: {case_number}) minden értékelése.",
            "All reviews of “{title}” (case {case_number}) are closed.",
        ),
        Text(
            "Kérjük, készítse el az összesítő értékelést. Határidő: {due_on}",
            "Please write the consolidated assessment. Deadline: {due_on}.",
        ),
    ),
    "T22": _about_case(
        Text("Napirendre vehető: {case_number}", "Ready for a meeting: {case_number}"),
        Text(
            "Lezárult {title:az} című program (ügyszám: {case_number}) észrevételezése.",
            "The time for remarks on “{title}” (case {case_number}) is over.",
        ),
    ),
    "T31": _about_case(
        Text("Átdolgozott program érkezett: {case_number}", "Revised programme received: {case_number}"),
        Text(
            "Megérkezett {title:az} című program (ügyszám: {case_number}) átdolgozott változata.",
            "The revised version of “{title}” (case {case_number}) has arrived.",
        ),
        Text("A következő lépés a formai ellenőrzés.", "The next step is the formal check."),
    ),
    "LATE": _about_case(
        Text("Lejárt határidő: {case_number}, {code}", "Deadline passed: {case_number}, {code}"),
        Text(
            "Lejárt egy határidő {title:az} című program (ügyszám: {case_number}) ügyében: {code}. "
            "A határidő napja: {due_on}",
            "A deadline of “{title}” (case {case_number}) has passed: {code}, due on {due_on}.",
        ),
        Text("Kérjük, nézze meg, mi akadályozza az ügyet.", "Please see what holds the case up."),
    ),
}

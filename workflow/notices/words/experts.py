"""Notices to the experts.  The Hungarian subjects are those of the procedure rules, 4.6."""

from workflow.notices.wording import Wording
from workflow.text import Text

REVIEW = "/reviews/{review_id}"

EXPERTS: dict[str, Wording] = {
    "ERT-10": Wording(
        subject=Text("Felkérés szakértői értékelésre – válasz: {due_on}", "Invitation to review – answer by {due_on}"),
        said=(
            Text(
                "Felkérjük {title:az} című referenciaprogram szakértői értékelésére.",
                "We invite you to review the reference programme “{title}”.",
            ),
            Text(
                "Az anyag az összeférhetetlenségi és titoktartási nyilatkozat után nyílik meg.",
                "The papers open once you have signed the declarations of conflict of interest and confidentiality.",
            ),
        ),
        todo=Text(
            "Kérjük, jelezze, elfogadja-e. Határidő: {due_on} Ha eddig nem válaszol, elutasításnak tekintjük.",
            "Please say whether you accept. Deadline: {due_on}. No answer until then counts as a refusal.",
        ),
        path="/assignments/{assignment_id}",
        link=Text("Válasz a felkérésre", "Answer the invitation"),
    ),
    "ERT-11": Wording(
        subject=Text("Értékelési megbízás, határidő: {due_on}", "Your review is due on {due_on}"),
        said=(
            Text(
                "Megkezdheti {title:az} című program (ügyszám: {case_number}) értékelését.",
                "You can start the review of “{title}” (case {case_number}).",
            ),
        ),
        todo=Text(
            "Kérjük, pontozza a kilenc szempontot, és indokolja a pontokat. Határidő: {due_on}",
            "Please score the nine criteria and give your reasons. Deadline: {due_on}.",
        ),
        path=REVIEW,
        link=Text("Az értékelőlap megnyitása", "Open the review"),
    ),
    "ERT-12": Wording(
        subject=Text("Emlékeztető: szakértői értékelés", "Reminder: expert review"),
        said=(
            Text(
                "Közeleg {title:az} című program (ügyszám: {case_number}) értékelésének határideje.",
                "The review of “{title}” (case {case_number}) is due soon.",
            ),
        ),
        todo=Text(
            "Kérjük, zárja le az értékelést. Határidő: {due_on}", "Please close your review. Deadline: {due_on}."
        ),
        path=REVIEW,
        link=Text("Az értékelőlap megnyitása", "Open the review"),
    ),
    "ERT-12 overdue": Wording(
        subject=Text("Lejárt határidő: szakértői értékelés", "Deadline passed: expert review"),
        said=(
            Text(
                "Lejárt {title:az} című program (ügyszám: {case_number}) értékelésének határideje. "
                "A határidő napja: {due_on}",
                "The review of “{title}” (case {case_number}) was due on {due_on}.",
            ),
        ),
        todo=Text(
            "Kérjük, zárja le az értékelést, vagy szóljon az irodának. Tartós késedelemnél más szakértőt kérünk fel.",
            "Please close the review or talk to the office. After a longer delay we ask another expert.",
        ),
        path=REVIEW,
        link=Text("Az értékelőlap megnyitása", "Open the review"),
    ),
    "T16b": Wording(
        subject=Text("Értékelését újranyitottuk, határidő: {due_on}", "Your review is open again until {due_on}"),
        said=(
            Text(
                "Újranyitottuk {title:az} című program (ügyszám: {case_number}) lezárt értékelését. Indok: {reason}",
                "We have opened your closed review of “{title}” (case {case_number}) again. Reason: {reason}",
            ),
        ),
        todo=Text(
            "Kérjük, javítsa, és zárja le újra. Határidő: {due_on}",
            "Please correct it and close it again. Deadline: {due_on}.",
        ),
        path=REVIEW,
        link=Text("Az értékelőlap megnyitása", "Open the review"),
    ),
    "ERT-13": Wording(
        subject=Text("Felmentés az értékelés alól", "Relieved of the review"),
        said=(
            Text(
                "Felmentettük {title:az} című program (ügyszám: {case_number}) értékelése alól.",
                "You have been relieved of the review of “{title}” (case {case_number}).",
            ),
        ),
        todo=Text(
            "Nincs további teendője. Az ügy anyagait kérjük, törölje.",
            "There is nothing more to do. Please delete the papers of the case.",
        ),
        path="/inbox/",
        link=Text("A saját oldal megnyitása", "Open your page"),
    ),
    "T16 answered": Wording(
        subject=Text("Válasz érkezett a tisztázó kérdésre", "The question for clarification was answered"),
        said=(
            Text(
                "A benyújtó válaszolt {title:az} című program (ügyszám: {case_number}) tisztázó kérdésére.",
                "The applicant of “{title}” (case {case_number}) has answered the question for clarification.",
            ),
        ),
        todo=Text(
            "Kérjük, vegye figyelembe a választ. Az értékelés határideje nem változott.",
            "Please take the answer into account. The deadline of the review has not changed.",
        ),
        path=REVIEW,
        link=Text("A válasz megnyitása", "Open the answer"),
    ),
    "ERT-21": Wording(
        subject=Text("Tájékoztatás a döntésről", "Information on the decision"),
        said=(
            Text(
                "Döntés született {title:az} című programról (ügyszám: {case_number}), amelyet Ön értékelt.",
                "“{title}” (case {case_number}), which you reviewed, has been decided.",
            ),
            Text("A határozat: {outcome}.", "The decision: {outcome}."),
        ),
        todo=Text(
            "Nincs további teendője. Köszönjük a munkáját.", "There is nothing more to do. Thank you for your work."
        ),
        path="/inbox/",
        link=Text("A saját oldal megnyitása", "Open your page"),
    ),
    "T33 assigned": Wording(
        subject=Text("A benyújtó visszalépett: {title}", "The applicant withdrew: {title}"),
        said=(
            Text(
                "A benyújtó visszavonta {title:az} című program (ügyszám: {case_number}) kérelmét.",
                "The applicant has withdrawn the application of “{title}” (case {case_number}).",
            ),
        ),
        todo=Text("Az üggyel nincs további teendője.", "There is nothing more to do in this case."),
        path="/inbox/",
        link=Text("A saját oldal megnyitása", "Open your page"),
    ),
}

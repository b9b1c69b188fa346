"""Notices to the applicant's side.  The Hungarian subjects are those of the procedure rules, 4.6."""

from workflow.notices.wording import Wording
from workflow.text import Text

CASE = "/cases/{case_id}"
#: The letter itself: opening it is its communication.
LETTER = "/letters/{document_id}"
OPEN_CASE = Text("Az ügy megnyitása", "Open the case")

APPLICANTS: dict[str, Wording] = {
    "ERT-01": Wording(
        subject=Text(
            "Átvételi elismervény: {title} ({case_number})", "Acknowledgement of receipt: {title} ({case_number})"
        ),
        said=(
            Text(
                "{title:Az} című program akkreditációs kérelmét átvettük.",
                "We have received the application for the accreditation of “{title}”.",
            ),
            Text("Az ügy száma: {case_number}.", "The number of the case is {case_number}."),
            Text(
                "Az elismervényben benne van, mit vettünk át, mi következik, és meddig.",
                "The receipt says what we received, and what happens next by when.",
            ),
        ),
        todo=Text(
            "Most nincs teendője. A formai ellenőrzés után értesítjük.",
            "There is nothing to do now. We will write to you after the formal check.",
        ),
        path="/cases/{case_id}/receipt",
        link=Text("Az elismervény megnyitása", "Open the receipt"),
    ),
    "ERT-40": Wording(
        subject=Text("Elhagyott piszkozat: törlés {discarded_on}", "Abandoned draft: deletion on {discarded_on}"),
        said=(
            Text(
                "{title:Az} című program piszkozatán tizenkét hónapja nem dolgozott senki.",
                "Nobody has worked on the draft of “{title}” for twelve months.",
            ),
        ),
        todo=Text(
            "Ha meg akarja tartani, nyissa meg, és mentse el újra. Különben töröljük ezen a napon: {discarded_on}",
            "To keep it, open it and save it again. Otherwise it is deleted on {discarded_on}.",
        ),
        path="/cases/{case_id}/draft",
        link=Text("A piszkozat megnyitása", "Open the draft"),
    ),
    "T03": Wording(
        subject=Text("A piszkozat törölve: {title}", "Draft deleted: {title}"),
        said=(Text("{title:Az} című program piszkozatát töröltük.", "The draft of “{title}” has been deleted."),),
        path="/inbox/",
        link=Text("A saját oldal megnyitása", "Open your page"),
    ),
    "ERT-04": Wording(
        subject=Text("Értesítés befogadásról", "Notice of acceptance"),
        said=(
            Text(
                "{title:Az} című program kérelmét befogadtuk. Az ügy száma: {case_number}.",
                "The application of “{title}” has been accepted for review. The number of the case is {case_number}.",
            ),
            Text(
                "A programot két, egymástól független megyei szakértő értékeli. Az összesítő értékelést "
                "észrevételezésre megküldjük.",
                "Two county experts, independent of each other, review the programme. You will get the "
                "consolidated assessment for your remarks.",
            ),
        ),
        todo=Text(
            "Most nincs teendője. Az eljárás tervezett befejezése: {target_on}",
            "There is nothing to do now. The procedure is planned to end on {target_on}.",
        ),
        path=CASE,
        link=OPEN_CASE,
    ),
    "ERT-05": Wording(
        subject=Text("Hiánypótlási felhívás – határidő: {due_on}", "Completion request – deadline: {due_on}"),
        said=(
            Text(
                "{title:Az} című program kérelme (ügyszám: {case_number}) {items} pontban hiányos.",
                "The application of “{title}” (case {case_number}) is incomplete in {items} points.",
            ),
        ),
        todo=Text(
            "Kérjük, tételenként pótolja a hiányokat. Határidő: {due_on} Ha a határidőig nem válaszol, az eljárást "
            "megszüntetjük.",
            "Please answer item by item. Deadline: {due_on}. If there is no answer until then, the procedure ends.",
        ),
        path=LETTER,
        link=Text("A felhívás megnyitása", "Open the request"),
    ),
    "ERT-06": Wording(
        subject=Text("Emlékeztető: a hiánypótlás határideje {due_on}", "Reminder: completion is due on {due_on}"),
        said=(
            Text(
                "{title:Az} című program (ügyszám: {case_number}) hiánypótlása még nem érkezett meg.",
                "The completion of “{title}” (case {case_number}) has not arrived yet.",
            ),
        ),
        todo=Text(
            "Kérjük, válaszoljon a határidőig: {due_on} A határidő lejárta előtt, indokolt kérelemre egyszer "
            "meghosszabbítható.",
            "Please answer by {due_on}. Before it passes, the deadline can be extended once, for a good reason.",
        ),
        path="/cases/{case_id}/completion",
        link=Text("A hiánypótlás megnyitása", "Open the completion request"),
    ),
    "ERT-07": Wording(
        subject=Text(
            "A hiánypótlási határidő meghosszabbítása {due_on:until}", "Completion deadline extended to {due_on}"
        ),
        said=(
            Text(
                "{title:Az} című program (ügyszám: {case_number}) hiánypótlási határidejét meghosszabbítottuk.",
                "The completion deadline of “{title}” (case {case_number}) has been extended.",
            ),
        ),
        todo=Text("Az új határidő: {due_on}", "The new deadline is {due_on}."),
        path=LETTER,
        link=Text("A levél megnyitása", "Open the letter"),
    ),
    "ERT-08": Wording(
        subject=Text("Az eljárás megszüntetése", "End of the procedure"),
        said=(
            Text(
                "{title:Az} című program (ügyszám: {case_number}) eljárását megszüntettük, mert a határidőig nem "
                "érkezett válasz.",
                "The procedure of “{title}” (case {case_number}) has ended, because no answer came in time.",
            ),
        ),
        todo=Text(
            "Új kérelmet bármikor benyújthat. A részletek és a jogorvoslat a levélben olvashatók.",
            "You may apply again at any time. The letter gives the details and how to appeal.",
        ),
        path=LETTER,
        link=Text("A levél megnyitása", "Open the letter"),
    ),
    "ERT-09": Wording(
        subject=Text("Döntés formai okból történő elutasításról", "Decision: rejected on formal grounds"),
        said=(
            Text(
                "{title:Az} című program (ügyszám: {case_number}) kérelmét formai okból elutasítottuk.",
                "The application of “{title}” (case {case_number}) has been rejected on formal grounds.",
            ),
        ),
        todo=Text(
            "A döntés indokát és a jogorvoslat módját a levélben olvashatja.",
            "The letter gives the reasons and how to appeal.",
        ),
        path=LETTER,
        link=Text("A döntés megnyitása", "Open the decision"),
    ),
    "ERT-14": Wording(
        subject=Text("Tisztázó kérdés – válaszadás: {due_on}", "Question for clarification – answer by {due_on}"),
        said=(
            Text(
                "{title:Az} című programról (ügyszám: {case_number}) egy szakértő kérdést tett fel.",
                "An expert has asked a question about “{title}” (case {case_number}).",
            ),
        ),
        todo=Text("Kérjük, válaszoljon. Határidő: {due_on}", "Please answer. Deadline: {due_on}."),
        path="/clarifications/{clarification_id}/answer",
        link=Text("A kérdés megnyitása", "Open the question"),
    ),
    "ERT-16": Wording(
        subject=Text("Az összesítő értékelés megküldése észrevételre", "Consolidated assessment for your remarks"),
        said=(
            Text(
                "Elkészült {title:az} című program (ügyszám: {case_number}) összesítő értékelése.",
                "The consolidated assessment of “{title}” (case {case_number}) is ready.",
            ),
        ),
        todo=Text(
            "Észrevételt tehet, vagy lemondhat róla. Határidő: {due_on} Ha nem válaszol, az eljárás folytatódik.",
            "You may send remarks or waive them. Deadline: {due_on}. Without an answer the procedure goes on.",
        ),
        path=LETTER,
        link=Text("Az értékelés megnyitása", "Open the assessment"),
    ),
    "T17 applicant": Wording(
        subject=Text("Új összesítő értékelés készül", "A new consolidated assessment follows"),
        said=(
            Text(
                "Nem használható fel {title:az} című program (ügyszám: {case_number}) megküldött összesítő értékelése.",
                "The assessment of “{title}” (case {case_number}) that we sent you no longer counts.",
            ),
        ),
        todo=Text(
            "Az új értékelést elküldjük, és arra ismét észrevételt tehet. Addig nincs teendője.",
            "We send you the new one, and you may make remarks on it. There is nothing to do until then.",
        ),
        path=LETTER,
        link=Text("A levél megnyitása", "Open the letter"),
    ),
    "ERT-18": Wording(
        subject=Text(
            "Értesítés napirendre tűzésről, meghallgatás lehetősége",
            "Your programme is on the agenda: you may be heard",
        ),
        said=(
            Text(
                "{title:Az} című programot (ügyszám: {case_number}) az Országos Fejlesztési Műhely tárgyalja. "
                "Az ülés: {meeting_number}. Napja: {meeting_on}",
                "The National Development Workshop discusses “{title}” (case {case_number}) at its meeting "
                "{meeting_number}, on {meeting_on}.",
            ),
        ),
        todo=Text(
            "Ha szeretné, hogy a Műhely meghallgassa, jelezze az ülés előtt az ügyintézőnek.",
            "If you would like to be heard, please tell the case officer before the meeting.",
        ),
        path=CASE,
        link=OPEN_CASE,
    ),
    "ERT-19": Wording(
        subject=Text("A napirendi pont elnapolása", "Agenda item adjourned"),
        said=(
            Text(
                "A Műhely {title:az} című programot (ügyszám: {case_number}) nem tárgyalja a kitűzött ülésen "
                "({meeting_number}.). Ok: {reason}",
                "The workshop does not discuss “{title}” (case {case_number}) at its meeting {meeting_number}. "
                "Reason: {reason}",
            ),
        ),
        todo=Text(
            "Most nincs teendője. Az új ülésről külön értesítjük.",
            "There is nothing to do now. We will write to you about the new meeting.",
        ),
        path=CASE,
        link=OPEN_CASE,
    ),
    "ERT-20": Wording(
        subject=Text("Határozat: {outcome} – {title}", "Decision: {outcome} – {title}"),
        said=(
            Text(
                "Megszületett a határozat {title:az} című programról (ügyszám: {case_number}).",
                "The decision on “{title}” (case {case_number}) has been made.",
            ),
            Text(
                "A határozat: {outcome}. Száma: {resolution_number}.",
                "The decision: {outcome}. Its number: {resolution_number}.",
            ),
        ),
        todo=Text(
            "A teendőket, a határidőket és a jogorvoslat módját a határozatban olvashatja.",
            "The decision says what to do, until when, and how to appeal.",
        ),
        path=LETTER,
        link=Text("A határozat megnyitása", "Open the decision"),
    ),
}

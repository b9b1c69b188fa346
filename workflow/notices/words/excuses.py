"""Notices on a request to be excused for a missed deadline: to the office, and of its decision to the applicant."""

from workflow.notices.wording import Wording
from workflow.text import Text

#: The letter itself: opening it is its communication.
LETTER = "/letters/{document_id}"

EXCUSES: dict[str, Wording] = {
    "T10b": Wording(
        subject=Text("Igazolási kérelem: {case_number}", "Request to be excused: {case_number}"),
        said=(
            Text(
                "A benyújtó elmulasztotta a hiánypótlás határidejét, és igazolást kér (ügyszám: {case_number}). "
                "Ok: {reason}",
                "The applicant missed the completion deadline and asks to be excused (case {case_number}). "
                "Reason: {reason}",
            ),
        ),
        todo=Text(
            "Kérjük, döntsön róla; addig az eljárás nem szüntethető meg. Ha már megszűnt, a kérelemmel folytatódhat.",
            "Please decide on it; until then the procedure cannot be terminated. If it was, it may go on.",
        ),
        path="/cases/{case_id}",
        link=Text("Az ügy megnyitása", "Open the case"),
    ),
    "T10c": Wording(
        subject=Text("Igazolás: új hiánypótlási határidő: {due_on}", "Excused: new completion deadline: {due_on}"),
        said=(
            Text(
                "Igazolási kérelmének helyt adtunk (ügyszám: {case_number}).",
                "Your request to be excused is granted (case {case_number}).",
            ),
        ),
        todo=Text("Kérjük, pótolja a hiányokat. Határidő: {due_on}", "Please supply what is missing by {due_on}."),
        path=LETTER,
        link=Text("A levél megnyitása", "Open the letter"),
    ),
    "T10d": Wording(
        subject=Text("Igazolási kérelem elutasítása: {case_number}", "Request to be excused refused: {case_number}"),
        said=(
            Text(
                "Igazolási kérelmét elutasítottuk (ügyszám: {case_number}). Ok: {reason}",
                "Your request to be excused is refused (case {case_number}). Reason: {reason}",
            ),
        ),
        path=LETTER,
        link=Text("A levél megnyitása", "Open the letter"),
    ),
}

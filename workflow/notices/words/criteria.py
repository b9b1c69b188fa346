"""Notices about the criteria by which programmes are judged."""

from workflow.notices.wording import Wording
from workflow.text import Text

_OPEN = Text("A szempontrendszer megnyitása", "Open the criteria set")
_PATH = "/criteria/drafts/{set_id}"

CRITERIA: dict[str, Wording] = {
    "CRITERIA consultation": Wording(
        subject=Text("Véleményezhető: {title} számú szempontrendszer", "For comments: criteria set {title}"),
        said=(
            Text(
                "Elkészült a {title} számú szempontrendszer tervezete. Minden szempontjához várjuk a véleményét.",
                "The draft of criteria set {title} is ready. Your comments on every criterion are welcome.",
            ),
        ),
        todo=Text("Véleményét megírhatja: {until_on:until}.", "You may comment until {until_on}."),
        path=_PATH,
        link=_OPEN,
    ),
    "CRITERIA returned": Wording(
        subject=Text("Átdolgozandó: {title} számú szempontrendszer", "To be written anew: criteria set {title}"),
        said=(
            Text(
                "A {title} számú szempontrendszer újra tervezet. Ok: {reason}",
                "Criteria set {title} is a draft again. Reason: {reason}",
            ),
        ),
        path=_PATH,
        link=_OPEN,
    ),
    "CRITERIA dropped": Wording(
        subject=Text("Elvetett tervezet: {title} számú szempontrendszer", "Draft dropped: criteria set {title}"),
        said=(
            Text(
                "A {title} számú szempontrendszer tervezetét elvetettük, a véleményezés véget ért. Ok: {reason}",
                "The draft of criteria set {title} was dropped, and its consultation is over. Reason: {reason}",
            ),
        ),
        path="/criteria/drafts/",
        link=Text("A szempontrendszerek megnyitása", "Open the criteria sets"),
    ),
    "CRITERIA adopted": Wording(
        subject=Text("Elfogadott szempontrendszer: {title}", "Criteria set adopted: {title}"),
        said=(
            Text(
                "Az Országos Fejlesztési Műhely elfogadta a {title} számú szempontrendszert: {resolution_number}.",
                "The National Development Workshop adopted criteria set {title}: {resolution_number}.",
            ),
        ),
        todo=Text(
            "Az emlékeztető hitelesítése után kitűzheti a hatálybalépés napját.",
            "Once the minutes are certified you may set its first day in force.",
        ),
        path=_PATH,
        link=_OPEN,
    ),
    "CRITERIA dated": Wording(
        subject=Text("Új szempontrendszer lép hatályba: {title}", "New criteria come into force: {title}"),
        said=(
            Text(
                "Hatályba lép a {title} számú szempontrendszer. Első napja: {in_force_on}",
                "Criteria set {title} comes into force. Its first day: {in_force_on}.",
            ),
            Text(
                "Az addig benyújtott programokat végig a korábbi szempontok szerint értékeljük.",
                "Programmes that were submitted before are judged to their end by the earlier criteria.",
            ),
        ),
        path=_PATH,
        link=_OPEN,
    ),
    "CRITERIA in force": Wording(
        subject=Text("Hatályba lépett: {title} számú szempontrendszer", "In force: criteria set {title}"),
        said=(
            Text(
                "Ma hatályba lépett a {title} számú szempontrendszer.",
                "Criteria set {title} has come into force today.",
            ),
        ),
        path=_PATH,
        link=_OPEN,
    ),
}

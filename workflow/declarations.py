"""What an expert signs before a programme is opened to them, word for word (procedure rules, 10.4), and the grounds
of conflict of interest that it names (4.7)."""

import re

from workflow.text import Text

GROUND = re.compile(r"\bKO\d{1,2}\b")

NONE_KNOWN = Text(hu="nincs", en="none")
#: How the place of the circumstance reads before anybody has filled it.
TO_BE_FILLED = Text(hu="nincs / leírás", en="none / description")

#: By the kind under which a signed declaration is stored.
EXPERT_DECLARATIONS: dict[str, Text] = {
    "conflict_of_interest": Text(
        hu="Kijelentem, hogy a(z) {case_number} számú ügyben velem szemben az eljárási szabályzat szerinti kizáró ok "
        "(KO1–KO8) nem áll fenn; az alábbi bejelentendő körülményről tudok: {circumstance}. Tudomásul veszem, hogy "
        "később felmerülő okot haladéktalanul be kell jelentenem.",
        en="I declare that in case {case_number} no ground for exclusion under the procedure rules (KO1–KO8) applies "
        "to me; I know of the following circumstance to be reported: {circumstance}. I understand that I must report "
        "at once any ground that arises later.",
    ),
    "confidentiality": Text(
        hu="Vállalom, hogy az ügyben megismert adatokat, értékeléseket és a tanácskozás tartalmát bizalmasan kezelem, "
        "a benyújtóval az ügyben nem lépek kapcsolatba, az anyagokat az ügy lezárása után törlöm.",
        en="I undertake to treat the data and reviews that I learn of in the case, and what is said in the "
        "deliberation, as confidential, not to contact the applicant in the case, and to delete the material once "
        "the case is closed.",
    ),
}

#: What the kinds of signed declarations are called.
DECLARATION_NAMES: dict[str, Text] = {
    "conflict_of_interest": Text(hu="Összeférhetetlenségi nyilatkozat", en="Declaration on conflict of interest"),
    "conflict_of_interest_at_closing": Text(
        hu="Összeférhetetlenségi nyilatkozat az értékelés lezárásakor",
        en="Declaration on conflict of interest, on closing the review",
    ),
    "confidentiality": Text(hu="Titoktartási nyilatkozat", en="Declaration of confidentiality"),
}

#: Grounds that exclude without discretion, as far as an expert can have them.
ABSOLUTE_GROUNDS: dict[str, Text] = {
    "KO1": Text(
        hu="A benyújtó, a fogadó szervezet vagy egy megnevezett partner tisztségviselője, munkavállalója, megbízottja, "
        "tagja vagy önkéntese vagyok, vagy az elmúlt 3 évben az voltam.",
        en="I am, or was in the past 3 years, an officer, employee, contractor, member or volunteer of the applicant, "
        "the host or a named partner.",
    ),
    "KO2": Text(
        hu="A program szerzője, képzője, moderátora vagy szakmai vezetője vagyok.",
        en="I am an author, trainer, moderator or professional lead of the programme.",
    ),
    "KO3": Text(
        hu="Az elmúlt 24 hónapban tanácsot adtam ehhez a programhoz vagy a kezdeményezéséhez.",
        en="I gave advice on this programme or its initiative in the past 24 months.",
    ),
    "KO4": Text(
        hu="A KO1–KO2 szerinti személy hozzátartozója vagyok.",
        en="I am a close relative of somebody under KO1–KO2.",
    ),
    "KO5": Text(
        hu="Saját programom ugyanazon ülés napirendjére kerül.",
        en="A programme of my own is on the agenda of the same meeting.",
    ),
    "KO6": Text(hu="Anyagi érdekem fűződik az eredményhez.", en="I have a financial interest in the result."),
    "KO7": Text(
        hu="Részt vettem a megtámadott korábbi döntésben.",
        en="I took part in the earlier decision that is under appeal.",
    ),
    "KO8": Text(
        hu="Az ügy előadója vagyok, és ugyanazt az ügyet értékelném.",
        en="I am the rapporteur of the case that I would review.",
    ),
}
#: Circumstances that are reported, and that the head of office judges.
RELATIVE_GROUNDS: dict[str, Text] = {
    "KO9": Text(hu="A benyújtó településén élek vagy dolgozom.", en="I live or work in the applicant's settlement."),
    "KO10": Text(
        hu="Szakmai versengés vagy személyes viszony miatt elfogult lehetek.",
        en="Professional rivalry or a personal relation may bias me.",
    ),
    "KO11": Text(
        hu="Tapasztalatcsere résztvevőjeként jártam a programnál.",
        en="I visited the programme as a participant of an exchange visit.",
    ),
    "KO12": Text(hu="A benyújtó indokolt kifogást tett ellenem.", en="The applicant objects to me with reasons."),
}
GROUNDS = ABSOLUTE_GROUNDS | RELATIVE_GROUNDS

#: What the grounds are called when they are said of somebody else.
GROUND_NAMES: dict[str, Text] = {
    "KO1": Text("kapcsolat a benyújtóval, a fogadó szervezettel vagy megnevezett partnerrel",
                "a tie to the applicant, the host or a named partner"),
    "KO2": Text("a program szerzője, képzője, vezetője", "author, trainer or leader of the programme"),
    "KO3": Text("tanácsot adott ehhez a programhoz", "gave advice on this programme"),
    "KO4": Text("közeli hozzátartozó", "a close relative"),
    "KO5": Text("saját programja van ugyanezen az ülésen", "has a programme of their own before this meeting"),
    "KO6": Text("anyagi érdekeltség", "a financial interest"),
    "KO7": Text("részt vett a megtámadott döntésben", "took part in the decision under appeal"),
    "KO8": Text("az ügy szakértője volt", "was an expert of the case"),
    "KO9": Text("a benyújtó településén él vagy dolgozik", "lives or works in the applicant's settlement"),
    "KO10": Text("szakmai versengés vagy személyes viszony", "professional rivalry or a personal relation"),
    "KO11": Text("csereprogramban járt a programnál", "visited the programme on an exchange"),
    "KO12": Text("a benyújtó elfogultsági kifogása", "the applicant's objection"),
}  # fmt: skip

#: Where a conflict was found and its ground was not written down.
GROUND_NAMES["KO"] = Text("összeférhetetlenség", "a conflict of interest")
#: A circumstance that was reported in words, without its ground.
REPORTED = Text("bejelentett körülmény", "a reported circumstance")


def ground_in(reason: str) -> str:
    """The ground that a stored reason names ("KO4: …"), or "KO" where it names none."""
    found = GROUND.search(reason)
    return found[0] if found and found[0] in GROUNDS else "KO"


def declared(case_number: str, circumstance: str) -> dict[str, Text]:
    """Both declarations as they are signed: with the number of the case and the reported circumstance, or "none"."""
    known: object = circumstance.strip().rstrip(".") or NONE_KNOWN
    return {
        kind: words.filled(case_number=case_number, circumstance=known) for kind, words in EXPERT_DECLARATIONS.items()
    }


def to_sign(case_number: str) -> dict[str, Text]:
    """Both declarations as they are read before signing."""
    return {
        kind: words.filled(case_number=case_number, circumstance=TO_BE_FILLED)
        for kind, words in EXPERT_DECLARATIONS.items()
    }

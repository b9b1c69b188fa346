"""Ten plain questions that tell a visitor whether a programme can qualify (eligibility J1-J11, procedure rules 5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflow.text import Text


class Reply(StrEnum):
    """What may be answered; NOT_CONCERNED only where the question says when it does not arise."""

    YES = "yes"
    NO = "no"
    NOT_CONCERNED = "not_concerned"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.  `wanted` is the reply that qualifies; without it `advice` says what to do.

    `decides`: a wrong reply cannot be put right within the procedure.  `not_concerned` is the wording of that reply.
    """

    code: str
    item: str
    text: Text
    help: Text
    advice: Text
    decides: bool = False
    wanted: Reply = Reply.YES
    not_concerned: Text | None = None

    @property
    def replies(self) -> tuple[Reply, ...]:
        """The replies that are offered, in their order."""
        return tuple(reply for reply in Reply if reply != Reply.NOT_CONCERNED or self.not_concerned)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the replies come to: what stands in the way, what is still to be done, what to ask the office."""

    in_the_way: tuple[Question, ...]
    to_do: tuple[Question, ...]
    to_ask: tuple[Question, ...]

    @property
    def can_qualify(self) -> bool:
        """Whether nothing stands in the way that cannot be put right."""
        return not self.in_the_way

    @property
    def is_ready(self) -> bool:
        """Whether the application can be written today."""
        return not (self.in_the_way or self.to_do or self.to_ask)


def judge(replies: Mapping[str, Reply]) -> Finding:
    """Weigh one reply for each question.  Raises ValueError when one is missing or is not offered."""
    for question in QUESTIONS:
        if replies.get(question.code) not in question.replies:
            raise ValueError(f"no reply to {question.code}")
    wrong = [q for q in QUESTIONS if replies[q.code] not in (q.wanted, Reply.NOT_CONCERNED, Reply.UNSURE)]
    return Finding(
        in_the_way=tuple(question for question in wrong if question.decides),
        to_do=tuple(question for question in wrong if not question.decides),
        to_ask=tuple(question for question in QUESTIONS if replies[question.code] == Reply.UNSURE),
    )


QUESTIONS = (
    Question(
        "organisation",
        "J1",
        Text("Szervezet nyújtja be a programot?", "Is it an organisation that applies?"),
        Text(
            "Informális csoport is pályázhat, ha egy szervezet befogadja.",
            "An informal group may apply, too, if an organisation hosts it.",
        ),
        Text(
            "Keressenek egy szervezetet, amely befogadja a csoportot. Lehet egyesület, alapítvány vagy önkormányzat.",
            "Find an organisation that hosts the group: an association, a foundation or a local government.",
        ),
        decides=True,
    ),
    Question(
        "participation",
        "J2",
        Text("A helyi lakosok maguk is alakítják a programot?", "Do local residents shape the programme themselves?"),
        Text(
            "Nem elég, hogy eljönnek: részt vesznek a tervezésben és a döntésben is.",
            "Coming along is not enough: they take part in planning and deciding.",
        ),
        Text(
            "Szolgáltatást vagy rendezvényt nem akkreditálunk. Előbb vonják be a lakosokat a döntésekbe.",
            "We do not accredit services or events. Let residents take part in the decisions first.",
        ),
        decides=True,
    ),
    Question(
        "implementation",
        "J3",
        Text(
            "Véget ért már legalább egy megvalósítás az elmúlt öt évben?",
            "Has it been carried out to its end at least once in the last five years?",
        ),
        Text("És legalább fél éve dolgoznak így.", "And you have worked like this for at least half a year."),
        Text(
            "Vigyenek végig legalább egy megvalósítást, és gyűjtsenek hozzá fél év gyakorlatot.",
            "Carry it out to its end at least once, and gather half a year of practice.",
        ),
    ),
    Question(
        "document",
        "J3",
        Text("Van irat a megvalósításról?", "Is there a document about it?"),
        Text(
            "Például beszámoló, összesített jelenlét vagy a csoport tagjainak nyilatkozata.",
            "For example a report, a summary of attendance, or a statement of the group's members.",
        ),
        Text(
            "Írjanak rövid beszámolót, vagy kérjék a csoport tagjainak nyilatkozatát.",
            "Write a short report, or ask the members of the group for a statement.",
        ),
    ),
    Question(
        "place",
        "J8",
        Text("Meg tudja nevezni a települést és a vármegyét?", "Can you name the settlement and the county?"),
        Text("„A térség” önmagában nem elég.", "“The region” is not enough."),
        Text("Nevezzenek meg legalább egy települést.", "Name at least one settlement."),
    ),
    Question(
        "lead",
        "J9",
        Text("Van a programnak szakmai felelőse?", "Does the programme have a professional lead?"),
        Text(
            "Megfelelő végzettséggel, vagy legalább kétéves közösségfejlesztői gyakorlattal.",
            "With a suitable qualification, or at least two years of practice in community development.",
        ),
        Text(
            "Kérjenek fel valakit, akinek van ilyen végzettsége vagy kétéves gyakorlata.",
            "Ask somebody who has such a qualification or two years of practice.",
        ),
    ),
    Question(
        "independence",
        "J6",
        Text(
            "Független a program a pártoktól, és nem zár ki senkit?",
            "Is it independent of political parties, and open to everybody?",
        ),
        Text("És jogszerű.", "And lawful."),
        Text("Ilyen programot nem akkreditálhatunk.", "We cannot accredit such a programme."),
        decides=True,
    ),
    Question(
        "privacy",
        "J7",
        Text(
            "Le tudja írni úgy, hogy senkit ne lehessen felismerni?",
            "Can you describe it so that nobody can be recognised?",
        ),
        Text(
            "Vagy akik felismerhetők, írásban hozzájárultak.", "Or those who can be recognised have agreed in writing."
        ),
        Text(
            "Hagyják el a neveket és a képeket, vagy kérjenek írásos hozzájárulást.",
            "Leave out names and pictures, or ask for consent in writing.",
        ),
    ),
    Question(
        "minors",
        "J11",
        Text(
            "Ha gyerekek is részt vesznek: leírták a védelmük szabályait?",
            "If children take part: are there rules to protect them?",
        ),
        Text(
            "Például ki lehet velük, és kinek szólhatnak.", "For example who may be with them, and whom they can tell."
        ),
        Text("Írják le a gyermekvédelmi szabályokat.", "Write down the rules that protect children."),
        not_concerned=Text("Nem vesznek részt gyerekek", "No children take part"),
    ),
    Question(
        "parallel",
        "J10",
        Text(
            "Folyik most másik ügy erre a programra, vagy elutasították egy éven belül?",
            "Is there another case about it now, or was it refused within a year?",
        ),
        Text(
            "Elutasítás után 12 hónappal, vagy lényeges átdolgozás után lehet újra benyújtani.",
            "After a refusal it may be submitted again in 12 months, or once it has changed in substance.",
        ),
        Text(
            "Várják meg a folyó ügy végét, vagy a 12 hónap leteltét.",
            "Wait until that case ends, or until the 12 months are over.",
        ),
        decides=True,
        wanted=Reply.NO,
    ),
)

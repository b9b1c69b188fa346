"""What a letter is written from: parts in both languages, with places for the facts.

A place is `{due}`.  In Hungarian it may ask for a form: `{title:az}` is the article that fits the title ("a", "az";
`Az` at the head of a sentence), `{day:on}` "18-án", `{day:until}` "18-áig", `{day:weekday}` "csütörtök".
`**so**` is set strong; only our own texts can do that, never a fact.
"""

from dataclasses import dataclass

from workflow.text import Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the letter."""

    text: Text


@dataclass(frozen=True, slots=True)
class When:
    """A part that stands only when the fact is there and not empty."""

    fact: str
    text: "Text | Heading | Numbered"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list: one line for each record of the fact, which must be a list."""

    fact: str
    line: Text


Part = Text | Heading | When | Numbered


@dataclass(frozen=True, slots=True)
class Table:
    """An annex: numbered rows, one for each record of the fact; the columns name places in the record."""

    fact: str
    title: Text
    columns: tuple[tuple[str, Text], ...]


TO_ADDRESSEE = Text("Tisztelt {address_as}!", "Dear {address_as},")
TO_EXPERT = Text("Tisztelt Szakértő!", "Dear Expert,")
RESPECTFULLY = Text("Tisztelettel:", "Yours sincerely,")
ADDRESSEE = Text("Címzett", "Addressee")
EXPERTS = Text("Szakértők", "Experts")
FILE = Text("Irattár", "File")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of letter."""

    subject: Text
    parts: tuple[Part, ...]
    salutation: Text = TO_ADDRESSEE
    closing: Text = RESPECTFULLY
    enclosures: Text | None = None
    annex: Table | None = None
    copies_to: tuple[Text, ...] = (ADDRESSEE, FILE)


QUESTIONS = Text(
    "Kérdés esetén az ügyintéző készséggel áll rendelkezésére.",
    "The case officer will gladly answer any questions.",
)
REMEDY = (
    Heading(Text("Jogorvoslat", "Appeal")),
    Text(
        "A határozat ellen a közléstől számított 15 napon belül jogorvoslati kérelem nyújtható be a jogorvoslati "
        "bizottsághoz eljárási szabálysértésre, összeférhetetlenségre, nyilvánvaló ténybeli vagy számítási hibára, "
        "illetve az indokolás hiányára hivatkozva. A kérelemben új szakmai tény nem hozható fel.",
        "An appeal against this decision may be made to the appeal committee within 15 days of its communication, "
        "on the ground of a breach of procedure, a conflict of interest, a manifest error of fact or arithmetic, "
        "or the lack of stated reasons. The appeal may not bring forward new professional facts.",
    ),
)

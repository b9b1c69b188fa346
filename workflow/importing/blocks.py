"""What a document is made of once it has been read, and why one cannot be read."""

from dataclasses import dataclass
from typing import Literal

from workflow.text import Text

Kind = Literal["heading", "text", "item", "row"]

#: What stands in the way, and what to do about it.
REASONS = {
    "empty": Text(
        hu="A fájlban nincs szöveg. Válasszon másikat, vagy illessze be a szöveget.",
        en="There is no text in the file. Choose another one, or paste the text.",
    ),
    "encrypted": Text(
        hu="A fájl jelszóval védett. Mentse el jelszó nélkül, és töltse fel újra.",
        en="The file is protected by a password. Save it without one and upload it again.",
    ),
    "scanned": Text(
        hu="Ez beolvasott kép, nincs benne szöveg. Töltse fel a szerkeszthető változatát, vagy gépelje be.",
        en="This is a scanned picture without text. Upload the version that can be edited, or type it in.",
    ),
    "broken": Text(
        hu="A fájl sérült, nem lehet megnyitni. Nyissa meg a saját gépén, mentse el újra, és azt töltse fel.",
        en="The file is damaged and cannot be opened. Open it on your computer, save it again, and upload that.",
    ),
    "too_large": Text(
        hu="A fájl kibontva túl nagy. Vegye ki belőle a képeket, vagy mentse több kisebb fájlba.",
        en="The file is too large once unpacked. Take the pictures out, or save it as several smaller files.",
    ),
    "macros": Text(
        hu="A fájlban makró van, ezt nem fogadjuk el. Mentse makró nélküli DOCX vagy ODT formátumban.",
        en="The file has macros in it, which we do not accept. Save it as DOCX or ODT without macros.",
    ),
    "old_word": Text(
        hu="Ez régi Word-fájl, vagy jelszó védi. Mentse DOCX formátumban, jelszó nélkül.",
        en="This is an old Word file, or one with a password. Save it as DOCX, without a password.",
    ),
    "kind": Text(
        hu="Ezt a fájltípust nem tudjuk beolvasni. DOCX, ODT, PDF vagy TXT fájlt töltsön fel.",
        en="We cannot read this kind of file. Upload a DOCX, ODT, PDF or TXT file.",
    ),
    "too_much": Text(
        hu="A dokumentum túl hosszú: legfeljebb egymillió karakter lehet. Mentse több kisebb fájlba.",
        en="The document is too long: it may have at most a million characters. Save it as several smaller files.",
    ),
    "too_long": Text(
        hu="A fájl beolvasása túl sokáig tartott. Mentse egyszerűbb formában, vagy illessze be a szöveget.",
        en="Reading the file took too long. Save it in a simpler form, or paste the text.",
    ),
}


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, item of a list, or row of a table (its `cells`; `text` joins them)."""

    kind: Kind
    text: str
    cells: tuple[str, ...] = ()


class Unreadable(ValueError):
    """The file cannot be read; `code` is a key of REASONS."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)

    @property
    def text(self) -> Text:
        """What to tell the person."""
        return REASONS[self.code]

"""Text that was pasted from a word processor: paragraphs and lists stay, everything else goes.

A text area is handed plain text, in which Word leaves its bullets ("·" and a tab, "o" and a tab, signs of its own
fonts), soft hyphens, blanks that do not break, tabs and signs without width.
"""

import re
from unicodedata import category

#: Every way to end a line; Word's own line break within a paragraph is a vertical tab.
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: The dash of a list, as all its lines have it in the end.
DASH = "– "
#: What stands for a dot before a line of a list: a sign for nothing else, or one that needs a blank or a tab after it.
#: Signs of Word's own fonts (Symbol, Wingdings) lie in the private area.
BULLET = re.compile("^ *(?:[•▪●○◦■□►\ue000-\uf8ff][ \t]*|·[ \t]+|[o§*–—-]\t[ \t]*)", re.MULTILINE)
PRIVATE = re.compile("(?<=[^\n ])( *)[\ue000-\uf8ff]+")
TABS = re.compile(" *\t[ \t]*")
#: More than two empty lines in a row; one that holds blanks alone is empty.
GAP = re.compile("\n(?: *\n){3,}")


def tidy(text: str) -> str:
    """The text as it is kept.  Tidying it again changes nothing."""
    text = "".join(map(_plain, LINE_END.sub("\n", text)))
    while (without := PRIVATE.sub(r"\1", text)) != text:
        text = without
    text = TABS.sub(" ", BULLET.sub(DASH, text))
    return GAP.sub("\n\n\n", text)


def _plain(sign: str) -> str:
    """The sign; a plain blank for every other blank, nothing for what only steers how a text is set."""
    kind = category(sign)
    return " " if kind == "Zs" else "" if kind == "Cf" else sign

"""What each document needs to be told.

Days may be `date` or "2027-02-18", moments aware `datetime` or their ISO text.
"""

from workflow.documents.shapes.application import Answer, Application, Declared, Enclosure, Grid, Part
from workflow.documents.shapes.booklet import Booklet, Entry, OpenCondition
from workflow.documents.shapes.certificate import Certificate
from workflow.documents.shapes.frame import Frame
from workflow.documents.shapes.letter import Annex, Block, Letter, Officer, Run, Sender, Signature
from workflow.documents.shapes.minutes import Excluded, Heading, Item, Minutes, Resolution, Task, Votes

__all__ = [
    "Annex",
    "Answer",
    "Application",
    "Block",
    "Booklet",
    "Certificate",
    "Declared",
    "Enclosure",
    "Entry",
    "Excluded",
    "Frame",
    "Grid",
    "Heading",
    "Item",
    "Letter",
    "Minutes",
    "Officer",
    "OpenCondition",
    "Part",
    "Resolution",
    "Run",
    "Sender",
    "Signature",
    "Task",
    "Votes",
]

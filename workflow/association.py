"""Who runs the procedure, as its letters name it."""

from workflow.text import Text

NAME = "Közösségfejlesztők Egyesülete"
ENGLISH_NAME = "Hungarian Association for Community Development"
PLACE = "Budapest"
HEAD_OF_OFFICE = Text(hu="irodavezető", en="head of office")
OFFICE = Text(hu="az egyesület irodája", en="the office of the association")
PRESIDENT = Text(hu="elnök", en="president")
EXPERT_LETTER = Text(hu="Szakértő", en="Expert")

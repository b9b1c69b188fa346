"""What tests of errands share: kinds of their own, entered in the table as any other, and a look at the row."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from models.db import db
from models.errand import Errand
from models.user import User
from workflow.errands import KINDS, Kind
from workflow.errands.kinds import Made, Report, Task
from workflow.notices.errands import entrust
from workflow.permissions import May
from workflow.text import Text

TITLE = Text("Próba", "Trial")
COUNTING = Text("Számolunk.", "Counting.")
PAPER = Made("proba.txt", "text/plain", b"kesz")
EVERYBODY = May(lambda person, record: True)
Work = Callable[[Task, Report], Made]


def a_kind(monkeypatch: pytest.MonkeyPatch, work: Work, may: May = EVERYBODY) -> None:
    """From now on there is a kind "trial" that does this."""
    monkeypatch.setitem(KINDS, "trial", Kind(TITLE, may, work))  # type: ignore[arg-type]


def a_trial(by: User, token: str = "one") -> int:  # noqa: S107 - the mark of a form
    """Somebody asks for a trial; its id."""
    return entrust("trial", by=by, arguments={"language": "hu"}, token=token).id


def the_errand() -> Errand:
    """The only one there is, as it stands now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Errand)).one()

"""Entries of the public register, written straight into it: an accreditation needs a case, and the case a version."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from models.case import Case
from models.db import db
from models.programme import Accreditation, Certificate, Programme, StatusChange, Version
from models.states import AccreditationStatus, CaseState
from models.user import User
from tests.cast import a_person, an_organisation
from workflow.clock import now, today
from workflow.hungarian import fold, sort_key
from workflow.numbering import accreditation_number, verification_code

_number = count(1)


def an_entry(title: str = "", *, by: User | None = None, **columns: Any) -> Accreditation:
    """An accreditation in force since yesterday with one line of history and one certificate; added and flushed."""
    nth = next(_number)
    title = title or f"Közös kert {nth}"
    by = by or a_person()
    programme = Programme(title=title, organisation=an_organisation(), created_at=now())
    version = Version(programme=programme, number="1.0", form="1.0", answers={}, created_at=now())
    db.session.add(version)
    db.session.flush()
    case = Case(programme=programme, version=version, state=CaseState.ACCREDITED, created_at=now(), created_by_id=by.id)
    db.session.add(case)
    db.session.flush()
    yesterday = today() - timedelta(days=1)
    facts = {
        "number": accreditation_number(2026, nth),
        "status": AccreditationStatus.IN_FORCE,
        "valid_from": yesterday,
        "valid_to": yesterday + timedelta(days=5 * 365),
        "holder": programme.organisation.name,
        "places": "Zalabér",
        "county_codes": ["20"],
        "programme_types": ["club"],
        "level": "settlement",
        "summary": "",
        **columns,
    }
    entry = Accreditation(programme=programme, case_id=case.id, title=title, sort_key=sort_key(title), **facts)
    entry.searched = fold(" ".join((title, entry.summary, entry.holder, entry.places, entry.number)))
    entry.changes.append(
        StatusChange(status=entry.status, on=date(2026, 9, 14), ground="OFM 1/2026. (IX. 14.) sz. határozat")
    )
    code = verification_code(nth.to_bytes(10, "big"))
    entry.certificates.append(
        Certificate(number=entry.number, code=code, facts={}, issued_at=now(), issued_by_id=by.id)
    )
    db.session.add(entry)
    db.session.flush()
    return entry

"""Whether a gap was made by the completion itself: only then may the office ask again (T06b; T12, BR-04)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.attachment import Attachment
from models.case import Case
from models.programme import Version
from models.states import CaseState
from workflow.application import expand, form_of
from workflow.checklist import Gaps, gaps, made_between
from workflow.refusals import Given, Refusal
from workflow.text import Text

MADE_BEFORE = Text(
    hu="Ezt nem a hiánypótlás okozta: {code}. Új felhívás csak a hiánypótlásban keletkezett hiányra küldhető.",
    en="The completion did not make this gap: {code}. A new request is only for a gap that the completion itself made.",
)
ASKED_BEFORE = Text(
    hu="Ugyanabban a kérdésben csak egyszer kérünk hiánypótlást: {code}.",
    en="We ask for completion on the same question only once: {code}.",
)


def items_name_new_gaps(case: Case, given: Given) -> Iterator[Refusal]:
    """T06b: every field that an item names was in order before the completion, and is not now."""
    request = case.request_in_preparation
    for item in request.items if request else []:
        yield from not_new(case, item.fields, given.session)


def not_new(case: Case, fields: str, session: Session, *, field: str | None = None) -> Iterator[Refusal]:
    """A refusal for each field of 6.1 among `fields` whose gap the completion did not make."""
    form, made = form_of(case.version), new_gaps(case, session)
    asked = {code for row in case.requests if row.sent_at for each in row.items for code in expand(each.fields, form)}
    for base in dict.fromkeys(form.fields[code].base for code in expand(fields, form)):
        codes = form.codes_of(base)
        if not made.keys() & codes:
            sentence = ASKED_BEFORE if asked.intersection(codes) else MADE_BEFORE
            yield Refusal("gap_not_new", sentence.filled(code=base), field)


def new_gaps(case: Case, session: Session) -> Gaps:
    """The gaps of the completed version that the version before it had not; none before the completion came."""
    if case.state != CaseState.COMPLETION_RECEIVED or case.request is None:
        return {}
    versions = list(case.programme.versions)
    before = next(version for version in versions if version.id == case.request.version_id)
    return made_between(_gaps(case, before, versions, session), _gaps(case, case.version, versions, session))


def _gaps(case: Case, version: Version, versions: list[Version], session: Session) -> Gaps:
    """Of one version: its answers, and whatever was attached to it or to an earlier one."""
    numbers = [each.number for each in versions if each.id <= version.id]
    kinds = session.scalars(
        select(Attachment.kind).where(Attachment.case_id == case.id, Attachment.version_number.in_(numbers))
    )
    return gaps(version.answers, set(kinds), form_of(version))

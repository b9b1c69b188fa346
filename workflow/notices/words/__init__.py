"""Every wording, by its key: the notice's code, or the code and whom it is for."""

from workflow.notices.wording import Wording
from workflow.notices.words.accounts import ACCOUNTS
from workflow.notices.words.applicants import APPLICANTS
from workflow.notices.words.calibrations import CALIBRATIONS
from workflow.notices.words.co_writers import CO_WRITERS
from workflow.notices.words.criteria import CRITERIA
from workflow.notices.words.excuses import EXCUSES
from workflow.notices.words.experts import EXPERTS
from workflow.notices.words.office import OFFICE
from workflow.notices.words.workshop import WORKSHOP

WORDINGS: dict[str, Wording] = {
    **APPLICANTS,
    **EXCUSES,
    **EXPERTS,
    **OFFICE,
    **WORKSHOP,
    **CO_WRITERS,
    **CALIBRATIONS,
    **CRITERIA,
    **ACCOUNTS,
}

__all__ = ["WORDINGS"]

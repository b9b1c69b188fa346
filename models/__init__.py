"""What is stored: one module a noun.  Importing this package registers every table."""

from models import (
    attachment,
    case,
    completion,
    deadline,
    decision,
    document,
    errand,
    expert,
    meeting,
    organisation,
    outbox,
    programme,
    reading,
    review,
    setting,
    user,
)

__all__ = [
    "attachment",
    "case",
    "completion",
    "deadline",
    "decision",
    "document",
    "errand",
    "expert",
    "meeting",
    "organisation",
    "outbox",
    "programme",
    "reading",
    "review",
    "setting",
    "user",
]

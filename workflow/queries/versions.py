"""The versions of an application."""

from models.case import Case
from models.programme import Version


def frozen_versions(case: Case) -> list[Version]:
    """Those that were submitted, recorded, completed or revised, the oldest first; a draft is none of them."""
    return [version for version in case.programme.versions if version.frozen_at is not None]

"""The versions of an application."""

from dataclasses import dataclass

from models.case import Case
from models.programme import Version
from workflow.application import form_of
from workflow.comparison import changed_fields


@dataclass(frozen=True, slots=True)
class Entry:
    """A version that was frozen, the one before it (None for the first), and which fields differ between them."""

    version: Version
    before: Version | None
    changed: list[str]


def frozen_versions(case: Case) -> list[Version]:
    """Those that were submitted, recorded, completed or revised, the oldest first; a draft is none of them."""
    return [version for version in case.programme.versions if version.frozen_at is not None]


def version_numbered(case: Case, number: str) -> Version | None:
    """The version with this number, a draft as well, or None."""
    return next((version for version in case.programme.versions if version.number == number), None)


def history_of_versions(case: Case) -> list[Entry]:
    """The frozen versions with what each of them changed, the latest first."""
    frozen = frozen_versions(case)
    before = [None, *frozen][: len(frozen)]
    return [
        Entry(version, earlier, _changed(earlier, version) if earlier else [])
        for version, earlier in reversed(list(zip(frozen, before, strict=True)))
    ]


def _changed(old: Version, new: Version) -> list[str]:
    return changed_fields(old.answers, new.answers, (form_of(old), form_of(new)))

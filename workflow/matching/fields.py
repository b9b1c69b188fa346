"""Which competence groups of experts (procedure rules, 4.13: K-A to K-F) a programme of each type asks for.

The rules name the groups and the types but do not join them: this table is a proposal to be adopted by the workshop.
"""

from collections.abc import Iterable, Mapping

WANTED: Mapping[str, tuple[str, ...]] = {
    "club": ("K-C",),
    "self_help_group": ("K-C", "K-E"),
    "volunteering": ("K-B", "K-C"),
    "neighbourhood_programme": ("K-B",),
    "local_action_programme": ("K-B", "K-D"),
    "workshop": ("K-E",),
    "founding_organisation": ("K-F",),
    "model_programme": ("K-D",),
}


def wanted_fields(types: Iterable[str]) -> tuple[str, ...]:
    """The groups for these types (field B3), each once; none for types that ask for none."""
    return tuple(sorted({group for kind in types for group in WANTED.get(kind, ())}))

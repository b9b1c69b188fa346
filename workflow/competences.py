"""The fields in which experts are versed: six groups of competences (procedure rules, 4.13), two at most (4.3)."""

from collections.abc import Mapping

from workflow.text import Text

MOST_FIELDS = 2
COMPETENCES: Mapping[str, Text] = {
    "K-A": Text("közösségfejlesztési alapelvek és etika", "principles and ethics of community development"),
    "K-B": Text("a közösség megismerése és bevonása", "knowing and involving the community"),
    "K-C": Text("csoportmunka, közös cselekvés", "group work, acting together"),
    "K-D": Text("együttműködés, ágazatközi munka", "cooperation, work across sectors"),
    "K-E": Text("közösségi tanulás, képessé tétel", "learning in community, enabling"),
    "K-F": Text("szervezetfejlesztés, dokumentálás, értékelés", "developing organisations, documenting, evaluating"),
}

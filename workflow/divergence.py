"""The tests of divergence in words (procedure rules, 4.8 rule 5); the sums themselves are in scoring.py."""

from workflow.text import Text

DIVERGENCE: dict[str, Text] = {
    "ELT1": Text(hu="A két összpontszám legalább 20 ponttal eltér.", en="The two totals are at least 20 points apart."),
    "ELT2": Text(
        hu="Az egyik összpontszám eléri a 60-at, a másik nem, és legalább 10 pont van köztük.",
        en="One total reaches 60, the other does not, and they are at least 10 points apart.",
    ),
    "ELT3": Text(
        hu="Az alapszempontok egyikénél (K1, K2) legalább 3 fokozat az eltérés.",
        en="On a core criterion (K1, K2) they are at least 3 grades apart.",
    ),
}

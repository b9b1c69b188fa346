"""Letters on a request to be excused for a missed deadline of the completion (T10c, T10d, T10f, T10g)."""

from workflow.letters.pattern import QUESTIONS, Heading, Pattern
from workflow.text import Text

REFUSED = (
    Text(
        "{title:Az} „{title}” című program ügyében ({case_number}) a hiánypótlás határidejét {missed_on} "
        "napján elmulasztotta. Igazolási kérelmét **elutasítjuk**.",
        "In the case of the programme “{title}” ({case_number}) you missed the completion deadline of "
        "{missed_on}. Your request to be excused is **refused**.",
    ),
    Heading(Text("Indokolás", "Reasons")),
    Text("{reason}", "{reason}"),
)
SUBJECT = Text("Döntés igazolási kérelemről – „{title}”", "Decision on your request to be excused – “{title}”")
EXCUSE = {
    "excuse_granted": Pattern(
        SUBJECT,
        (
            Text(
                "{title:Az} „{title}” című program ügyében ({case_number}) a hiánypótlás határidejét {missed_on} "
                "napján elmulasztotta. Igazolási kérelmének **helyt adunk**.",
                "In the case of the programme “{title}” ({case_number}) you missed the completion deadline of "
                "{missed_on}. Your request to be excused is **granted**.",
            ),
            Text(
                "A hiányokat **{due}** napjáig pótolhatja. A hiánypótlási felhívás tételei nem változtak.",
                "You may supply what is missing by **{due}**. The items of the completion request are the same.",
            ),
            QUESTIONS,
        ),
    ),
    "excuse_refused": Pattern(
        SUBJECT,
        (
            *REFUSED,
            Text(
                "Az eljárást külön döntéssel megszüntetjük. Ez nem akadálya új kérelem benyújtásának.",
                "The procedure is terminated by a separate decision. This does not prevent a new application.",
            ),
        ),
    ),
    "excuse_refused_after": Pattern(
        SUBJECT,
        (
            *REFUSED,
            Text(
                "Az eljárás megszüntetése változatlan. Ez nem akadálya új kérelem benyújtásának.",
                "The termination of the procedure stands. This does not prevent a new application.",
            ),
        ),
    ),
}

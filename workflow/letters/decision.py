"""The four decisions of the workshop as the president issues them, and the certificate's cover (T26-T29; text 10.5)."""

from workflow.letters.pattern import (
    ADDRESSEE,
    EXPERTS,
    FILE,
    REMEDY,
    Heading,
    Numbered,
    Part,
    Pattern,
    When,
)
from workflow.text import Text

SUBJECT = Text("{resolution} sz. határozat – „{title}”", "Resolution {resolution} – “{title}”")
COPIES = (ADDRESSEE, EXPERTS, FILE)
VALIDITY = Text(
    "Az akkreditáció {valid_from} napjától {valid_until} napjáig érvényes. Akkreditációs szám: {accreditation_number}.",
    "The accreditation is valid from {valid_from} to {valid_until}. Accreditation number: {accreditation_number}.",
)
REASONS: tuple[Part, ...] = (
    Heading(Text("Indokolás", "Reasons")),
    Text(
        "A döntés {criteria_version:az} {criteria_version} számú szempontrendszeren alapul. "
        "A szakértői értékelés összesített eredménye {total} pont: {result}.",
        "The decision rests on criteria set {criteria_version}. "
        "The overall result of the expert review is {total} points: {result}.",
    ),
    When(
        "departure",
        Text(
            "A Műhely a szakértői értékelés eredményétől ({total} pont, {result}) egy fokozattal eltért, "
            "mert {departure}",
            "The Workshop departed from the result of the expert review ({total} points, {result}) by one step, "
            "because {departure}",
        ),
    ),
    Numbered("reasons", Text("{criterion} (átlag: {mean}): {reason}", "{criterion} (mean: {mean}): {reason}")),
)
DECISION = {
    "decision_accredited": Pattern(
        SUBJECT,
        (
            Text(
                "Az Országos Fejlesztési Műhely {organisation:az} {organisation} „{title}” című programját "
                "({programme_id}, {version} verzió) **referenciaprogramként akkreditálja**. "
                "Az akkreditáció {valid_from} napjától {valid_until} napjáig érvényes. "
                "Akkreditációs szám: {accreditation_number}.",
                "The National Development Workshop **accredits as a reference programme** the programme “{title}” "
                "of {organisation} ({programme_id}, version {version}). "
                "The accreditation is valid from {valid_from} to {valid_until}. "
                "Accreditation number: {accreditation_number}.",
            ),
            *REASONS,
            *REMEDY,
        ),
        copies_to=COPIES,
    ),
    "decision_with_conditions": Pattern(
        SUBJECT,
        (
            Text(
                "Az Országos Fejlesztési Műhely {organisation:az} {organisation} „{title}” című programját "
                "({programme_id}, {version} verzió) **az alábbi feltételekkel akkreditálja**:",
                "The National Development Workshop **accredits, on the conditions below,** the programme “{title}” "
                "of {organisation} ({programme_id}, version {version}):",
            ),
            Numbered(
                "conditions",
                Text(
                    "{condition}; igazolása: {proof}; határideje: {due}",
                    "{condition}; proof: {proof}; deadline: {due}.",
                ),
            ),
            VALIDITY,
            Text(
                "A feltételek elmulasztása az akkreditáció felfüggesztését vonja maga után.",
                "If the conditions are not met, the accreditation is suspended.",
            ),
            *REASONS,
            *REMEDY,
        ),
        copies_to=COPIES,
    ),
    "decision_revision": Pattern(
        SUBJECT,
        (
            Text(
                "Az Országos Fejlesztési Műhely {organisation:az} {organisation} „{title}” című programját "
                "({programme_id}, {version} verzió) **átdolgozásra visszaadja**. Az átdolgozás szempontjai:",
                "The National Development Workshop **returns for revision** the programme “{title}” of "
                "{organisation} ({programme_id}, version {version}). Points of the revision:",
            ),
            Numbered("tasks", Text("{criterion}: {task}", "{criterion}: {task}")),
            Text(
                "Az átdolgozott program {due} napjáig nyújtható be.",
                "The revised programme may be submitted until {due}.",
            ),
            *REASONS,
            *REMEDY,
        ),
        copies_to=COPIES,
    ),
    "decision_refused": Pattern(
        SUBJECT,
        (
            Text(
                "Az Országos Fejlesztési Műhely {organisation:az} {organisation} „{title}” című programjára "
                "({programme_id}, {version} verzió) vonatkozó, akkreditáció iránti kérelmét **elutasítja**.",
                "The National Development Workshop **refuses** the application of {organisation} for the "
                "accreditation of the programme “{title}” ({programme_id}, version {version}).",
            ),
            *REASONS,
            *REMEDY,
        ),
        copies_to=COPIES,
    ),
    "certificate_cover": Pattern(
        Text("Tanúsítvány megküldése – „{title}”", "Your certificate – “{title}”"),
        (
            Text(
                "Mellékelten megküldjük {title:az} „{title}” című referenciaprogram tanúsítványát. "
                "Akkreditációs szám: **{accreditation_number}**. "
                "Az akkreditáció {valid_from} napjától {valid_until} napjáig érvényes.",
                "We enclose the certificate of the reference programme “{title}”. "
                "Accreditation number: **{accreditation_number}**. "
                "The accreditation is valid from {valid_from} to {valid_until}.",
            ),
            Text(
                "A tanúsítvány a nyilvántartással együtt érvényes, és a következő címen ellenőrizhető: "
                "{verification_url}",
                "The certificate is valid together with the register and can be verified at {verification_url}",
            ),
            Text(
                "Az akkreditáció idején minden év március 31-éig éves beszámolót kérünk. A szervezet fogadja a "
                "monitoringlátogatást, és évente legalább egy szakmai segítséget nyújt másoknak. "
                "A program változását 15 napon belül be kell jelenteni.",
                "While accredited, please send an annual report by 31 March of each year. Your organisation "
                "receives the monitoring visit and helps others professionally at least once a year. "
                "Changes of the programme must be reported within 15 days.",
            ),
        ),
        enclosures=Text("1 db tanúsítvány", "1 certificate"),
    ),
}

"""Letters around the expert review and the meeting (T13-T24; texts 10.3, 10.8)."""

from workflow.letters.pattern import FILE, TO_EXPERT, Heading, Numbered, Pattern, Table, When
from workflow.text import Text

ASSESSMENT = Table(
    "criteria",
    Text("Összesítő értékelés", "Consolidated assessment"),
    (
        ("criterion", Text("Szempont", "Criterion")),
        ("mean", Text("Átlag", "Mean")),
        ("opinion", Text("Vélemény", "Opinion")),
    ),
)

LINE = Text("{line}", "{line}")

REVIEW = {
    "expert_request": Pattern(
        Text("Felkérés szakértői értékelésre – „{title}”", "Request for an expert review – “{title}”"),
        (
            Text(
                "Felkérem {title:az} „{title}” című referenciaprogram ({county}, {type}) szakértői értékelésére. "
                "A program anyaga az összeférhetetlenségi és titoktartási nyilatkozat megtétele után válik "
                "hozzáférhetővé. Kérem, hogy {due} napjáig jelezze, elfogadja-e a felkérést. "
                "Elfogadás esetén az értékelés határideje az elfogadástól számított 15 munkanap. "
                "Ha eddig nem válaszol, a felkérést elutasítottnak tekintjük.",
                "I ask you to review the reference programme “{title}” ({county}, {type}). "
                "Its papers become available once you have made the declarations on conflict of interest and "
                "confidentiality. Please say by {due} whether you accept. "
                "If you do, the review is due 15 working days after your acceptance. "
                "If you do not answer by then, we take the request as declined.",
            ),
            When(
                "revised",
                Text(
                    "A program átdolgozva érkezett vissza: most a {revised} változatot kell értékelni.",
                    "The programme has come back revised: version {revised} is to be reviewed now.",
                ),
            ),
            When(
                "again",
                Text(
                    "A programot korábban Ön is értékelte, ezért elsőként Önt kérem fel. Korábbi pontjait a "
                    "változásokkal együtt az értékelőlapon találja. Mindegyiket megerősítheti, vagy újat adhat.",
                    "You reviewed the programme before, so I ask you first. The sheet shows your earlier scores with "
                    "what has changed: you confirm or score anew, criterion by criterion.",
                ),
            ),
        ),
        salutation=TO_EXPERT,
    ),
    # The words of every request but for the days: whoever is asked as the third is not to know of two others (4.8).
    "control_request": Pattern(
        Text("Felkérés szakértői értékelésre – „{title}”", "Request for an expert review – “{title}”"),
        (
            Text(
                "Felkérem {title:az} „{title}” című referenciaprogram ({county}, {type}) szakértői értékelésére. "
                "A program anyaga az összeférhetetlenségi és titoktartási nyilatkozat megtétele után válik "
                "hozzáférhetővé. Kérem, hogy {due} napjáig jelezze, elfogadja-e a felkérést. "
                "Elfogadás esetén az értékelés határideje az elfogadástól számított 10 munkanap. "
                "Ha eddig nem válaszol, a felkérést elutasítottnak tekintjük.",
                "I ask you to review the reference programme “{title}” ({county}, {type}). "
                "Its papers become available once you have made the declarations on conflict of interest and "
                "confidentiality. Please say by {due} whether you accept. "
                "If you do, the review is due 10 working days after your acceptance. "
                "If you do not answer by then, we take the request as declined.",
            ),
        ),
        salutation=TO_EXPERT,
    ),
    "expert_release": Pattern(
        Text("Felmentés az értékelés alól – „{title}”", "Release from the review – “{title}”"),
        (
            Text(
                "{title:Az} „{title}” című referenciaprogram ({case_number}) értékelése alól **felmentem**. "
                "A felmentés oka: {reason}",
                "I **release** you from the review of the reference programme “{title}” ({case_number}). "
                "Reason for the release: {reason}",
            ),
            Text(
                "Kérem, hogy az ügy Önnél lévő anyagait törölje. A titoktartási kötelezettség továbbra is fennáll.",
                "Please delete the papers of the case that you hold. The duty of confidentiality continues.",
            ),
        ),
        salutation=TO_EXPERT,
    ),
    "clarification_question": Pattern(
        Text("Tisztázó kérdés – „{title}”", "Clarification question – “{title}”"),
        (
            Text(
                "Az értékelés során {title:az} „{title}” című programmal ({case_number}) kapcsolatban "
                "a következő kérdés merült fel:",
                "During the review of the programme “{title}” ({case_number}) the following question arose:",
            ),
            Text("{question}", "{question}"),
            Text(
                "Kérjük, hogy **{due}** napjáig válaszoljon. Válaszát mindkét szakértő megkapja. "
                "A szakértőkkel közvetlen kapcsolat nem vehető fel.",
                "Please answer by **{due}**. Both experts receive your answer. "
                "The experts may not be contacted directly.",
            ),
        ),
    ),
    "assessment_for_remarks": Pattern(
        Text(
            "Az összesítő értékelés megküldése észrevételre – „{title}”",
            "Consolidated assessment for your remarks – “{title}”",
        ),
        (
            Text(
                "Megküldjük {title:az} „{title}” című program ({case_number}) összesítő értékelését, "
                "a szakértői véleményekkel, a szakértők megnevezése nélkül. "
                "Az összesített eredmény {total} pont: {result}.",
                "We send you the consolidated assessment of the programme “{title}” ({case_number}) with the "
                "experts’ opinions, without naming the experts. The overall result is {total} points: {result}.",
            ),
            When("reckoned", Heading(Text("Mi adta ki az eredményt", "How the result came about"))),
            When("reckoned", Numbered("reckoned", LINE)),
            When(
                "differences",
                Heading(Text("Nagy eltérések a vélemények között", "Large differences between the opinions")),
            ),
            When("differences", Numbered("differences", LINE)),
            When("strengths", Heading(Text("Erősségek", "Strengths"))),
            When("strengths", Text("{strengths}", "{strengths}")),
            When("weaknesses", Heading(Text("Fejlesztendő", "What to improve"))),
            When("weaknesses", Text("{weaknesses}", "{weaknesses}")),
            When("points", Heading(Text("Javasolt feltételek és feladatok", "Proposed conditions and tasks"))),
            When("points", Numbered("points", LINE)),
            When("reckoned", Heading(Text("Az Ön észrevétele", "Your remarks"))),
            Text(
                "Az értékelésre **{due}** napjáig tehet észrevételt, legfeljebb 5000 karakter terjedelemben. "
                "Az észrevételről le is mondhat. Ha eddig nem érkezik észrevétel, az eljárás enélkül folytatódik.",
                "You may make remarks by **{due}**, in at most 5,000 characters. You may also waive this right. "
                "If no remarks arrive by then, the procedure goes on without them.",
            ),
            Text(
                "Az észrevételt az Országos Fejlesztési Műhely az értékeléssel együtt tárgyalja.",
                "The National Development Workshop discusses your remarks together with the assessment.",
            ),
        ),
        enclosures=Text("1 db összesítő értékelés", "1 consolidated assessment"),
        annex=ASSESSMENT,
    ),
    "assessment_void": Pattern(
        Text("Új összesítő értékelés készül – „{title}”", "A new consolidated assessment follows – “{title}”"),
        (
            Text(
                "{title:Az} „{title}” című program ({case_number}) megküldött összesítő értékelése **nem használható "
                "fel**: az egyik szakértői értékelést eljárási okból új értékelés váltja fel.",
                "The consolidated assessment of the programme “{title}” ({case_number}) that we sent you **no longer "
                "counts**: for a procedural reason one of the expert reviews is replaced by a new one.",
            ),
            Text(
                "Az új összesítő értékelést elkészülte után megküldjük, és arra ismét észrevételt tehet. "
                "Önnek addig nincs teendője.",
                "We send you the new assessment once it is ready, and you may make remarks on it again. "
                "There is nothing for you to do until then.",
            ),
        ),
    ),
    "agenda_notice": Pattern(
        Text("Értesítés napirendre tűzésről – „{title}”", "On the agenda of a meeting – “{title}”"),
        (
            Text(
                "Értesítem, hogy {title:az} „{title}” című programot ({case_number}) az Országos Fejlesztési Műhely "
                "{meeting}. ülése tárgyalja. Az ülés ideje: **{held_on:on} ({held_on:weekday}), {starts} óra**; "
                "helye: {place}.",
                "Meeting {meeting} of the National Development Workshop will discuss the programme “{title}” "
                "({case_number}). Time: **{held_on:weekday}, {held_on}, {starts}**; place: {place}.",
            ),
            Text(
                "A szervezet képviselőjét a Műhely kérésre legfeljebb 15 percben meghallgatja. "
                "A meghallgatás lehetőség, nem kötelezettség. "
                "Kérem, hogy részvételi szándékát {reply_due} napjáig jelezze.",
                "On request the Workshop hears your representative for at most 15 minutes. "
                "The hearing is an opportunity, not a duty. Please say by {reply_due} whether you will attend.",
            ),
        ),
    ),
    "adjournment": Pattern(
        Text("A napirendi pont elnapolása – „{title}”", "Agenda item adjourned – “{title}”"),
        (
            Text(
                "Értesítem, hogy {title:az} „{title}” című program ({case_number}) tárgyalását az Országos "
                "Fejlesztési Műhely {meeting}. üléséről későbbi ülésre **elnapoltuk**. Az elnapolás oka: {reason}",
                "The discussion of the programme “{title}” ({case_number}) at meeting {meeting} of the National "
                "Development Workshop has been **adjourned**. Reason: {reason}",
            ),
            Text(
                "A program új időpontban kerül napirendre; erről külön értesítést küldünk. "
                "Ugyanabból az okból a tárgyalás csak egyszer napolható el.",
                "The programme will be put on the agenda again; we will write to you about the date. "
                "The discussion can be adjourned only once for the same reason.",
            ),
        ),
    ),
    "meeting_invitation": Pattern(
        Text(
            "Meghívó az Országos Fejlesztési Műhely {meeting}. ülésére",
            "Invitation to meeting {meeting} of the National Development Workshop",
        ),
        (
            Text(
                "Az Országos Fejlesztési Műhely {meeting}. ülésére {held_on:on} ({held_on:weekday}) {starts} órára "
                "tisztelettel meghívom. Kérem, hogy részvételét és az esetleges összeférhetetlenséget napirendi "
                "pontonként jelezze.",
                "I respectfully invite you to meeting {meeting} of the National Development Workshop on "
                "{held_on:weekday}, {held_on} at {starts}. Please say for each agenda item whether you attend "
                "and whether you have a conflict of interest.",
            ),
            Text("Az ülés helye: {place}.", "Place of the meeting: {place}."),
            Heading(Text("Napirend", "Agenda")),
            Numbered("agenda", Text("{title}", "{title}")),
            When("note", Text("{note}", "{note}")),
        ),
        copies_to=(Text("Műhelytagok", "Members of the Workshop"), FILE),
    ),
}

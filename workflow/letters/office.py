"""Letters of the office from arrival to acceptance, and at an early end (T02-T12, T31-T33; texts 10.1, 10.2)."""

from workflow.letters.pattern import QUESTIONS, REMEDY, Heading, Numbered, Pattern, Table, When
from workflow.text import Text

ITEMS = Table(
    "items",
    Text("Tételjegyzék", "Schedule of items"),
    (
        ("field", Text("Mező", "Field")),
        ("missing", Text("Hiány", "What is missing")),
        ("supply", Text("Pótlás módja", "How to supply it")),
        ("point", Text("Jogosultsági pont", "Eligibility point")),
    ),
)

WHAT_CAME = (
    Text(
        "Az ügy száma: {case_number}. A kérelem változata: {version}. Ellenőrző lenyomata (SHA-256): {fingerprint}",
        "Number of the case: {case_number}. Version of the application: {version}. Its fingerprint (SHA-256): "
        "{fingerprint}",
    ),
    When("hour", Text("Az átvétel időpontja: {received_on} {hour}.", "Time of receipt: {received_on}, {hour}.")),
    When("annexes", Text("Vele együtt ezeket a mellékleteket vettük át:", "With it we received these annexes:")),
    Numbered(
        "annexes",
        Text("{kind}: {title} ({size}; lenyomata: {sha256}…)", "{kind}: {title} ({size}; fingerprint: {sha256}…)"),
    ),
)
NEXT = Heading(Text("Mi következik?", "What happens next?"))

OFFICE = {
    "receipt": Pattern(
        Text("Átvételi elismervény – „{title}”", "Acknowledgement of receipt – “{title}”"),
        (
            Text(
                "Igazoljuk, hogy {organisation:az} {organisation} „{title}” című referenciaprogramjának "
                "akkreditációja iránti kérelmét **{received_on}** napján átvettük. "
                "A kérelem iktatószáma: {registered_as}. A beérkezés módja: {arrival}.",
                "We confirm that on **{received_on}** we received the application of {organisation} for the "
                "accreditation of the reference programme “{title}”. "
                "The application is registered as {registered_as}. Way of arrival: {arrival}.",
            ),
            *WHAT_CAME,
            NEXT,
            Text(
                "Az iroda {officer_due} napjáig ügyintézőt jelöl ki. "
                "A kérelmet legkésőbb {check_due} napjáig formai szempontból megvizsgáljuk. "
                "Az eredményről levélben értesítjük.",
                "The office names a case officer by {officer_due}. "
                "We will check the application formally by {check_due} at the latest. "
                "We will tell you the result by letter.",
            ),
            QUESTIONS,
        ),
    ),
    "completion_receipt": Pattern(
        Text("A hiánypótlás átvétele – „{title}”", "Completion received – “{title}”"),
        (
            Text(
                "Igazoljuk, hogy {title:az} „{title}” című program ügyében ({case_number}) küldött hiánypótlását "
                "**{received_on}** napján átvettük.",
                "We confirm that on **{received_on}** we received your completion in the case of the programme "
                "“{title}” ({case_number}).",
            ),
            *WHAT_CAME,
            NEXT,
            Text(
                "A beadványt legkésőbb {check_due} napjáig megvizsgáljuk. Az eredményről levélben értesítjük.",
                "We will check it by {check_due} at the latest. We will tell you the result by letter.",
            ),
        ),
    ),
    "revision_receipt": Pattern(
        Text("Az átdolgozott program átvétele – „{title}”", "Revised programme received – “{title}”"),
        (
            Text(
                "Igazoljuk, hogy {title:az} „{title}” című program ({case_number}) átdolgozott változatát "
                "**{received_on}** napján átvettük.",
                "We confirm that on **{received_on}** we received the revised programme “{title}” ({case_number}).",
            ),
            *WHAT_CAME,
            NEXT,
            Text(
                "A beadványt legkésőbb {check_due} napjáig formai szempontból megvizsgáljuk. "
                "Ezután elsőként a korábbi szakértőket kérjük fel az értékelésre.",
                "We will check it formally by {check_due} at the latest. "
                "The experts of the earlier review are then the first to be invited.",
            ),
        ),
    ),
    "completion_request": Pattern(
        Text("Hiánypótlási felhívás – „{title}”", "Completion request – “{title}”"),
        (
            Text(
                "{title:Az} „{title}” című referenciaprogram akkreditációja iránt {received_on} napján érkezett "
                "kérelmét megvizsgáltuk. A kérelem a mellékelt jegyzékben felsorolt {items_count} pontban hiányos.",
                "We have examined your application, received on {received_on}, for the accreditation of the "
                "reference programme “{title}”. "
                "It is incomplete; the attached schedule lists what is missing (number of items: {items_count}).",
            ),
            Text(
                "Kérjük, hogy a hiányokat **{due}** napjáig pótolja. Válaszát tételenként adja meg; "
                "a kérelem többi részét nem kell újra benyújtani.",
                "Please supply what is missing by **{due}**. Answer item by item; "
                "the rest of the application need not be submitted again.",
            ),
            Text(
                "A határidő lejárta előtt, indokolt kérelemre egy alkalommal, 5 munkanappal meghosszabbítható. "
                "Ha a hiányokat a határidőig nem pótolja, az eljárást megszüntetjük; ez nem akadálya új kérelem "
                "benyújtásának. Hiánypótlásra ugyanabban a kérdésben csak egyszer hívjuk fel.",
                "The deadline can be extended once, by 5 working days, on a reasoned request made before it "
                "expires. If what is missing is not supplied in time, we terminate the procedure; this does not "
                "prevent a new application. We ask for completion on the same question only once.",
            ),
            QUESTIONS,
        ),
        enclosures=Text("1 db tételjegyzék", "1 schedule of items"),
        annex=ITEMS,
    ),
    "extension": Pattern(
        Text(
            "A hiánypótlási határidő meghosszabbítása – „{title}”",
            "Extension of the completion deadline – “{title}”",
        ),
        (
            Text(
                "{title:Az} „{title}” című program ügyében ({case_number}) a határidő meghosszabbítását kérte. "
                "A kérelemnek helyt adunk: a hiánypótlás határidejét **{due:until}** meghosszabbítjuk.",
                "You asked for more time in the case of the programme “{title}” ({case_number}). "
                "We grant the request: the completion deadline is extended to **{due}**.",
            ),
            Text("A meghosszabbítás indoka: {reason}", "Reason for the extension: {reason}"),
            Text(
                "A határidő többször nem hosszabbítható meg. Ha a hiányokat eddig nem pótolja, az eljárást "
                "megszüntetjük; ez nem akadálya új kérelem benyújtásának.",
                "The deadline cannot be extended again. If what is missing is not supplied by then, we terminate "
                "the procedure; this does not prevent a new application.",
            ),
        ),
    ),
    "acceptance": Pattern(
        Text("Értesítés befogadásról – „{title}”", "Notice of acceptance – “{title}”"),
        (
            Text(
                "Értesítem, hogy „{title}” című programjának kérelmét {accepted_on} napján befogadtuk; "
                "az ügy száma: {case_number}. A programot két, egymástól független megyei szakértő értékeli, "
                "ezt követően az összesítő értékelést észrevételezésre megküldjük, majd a programot az Országos "
                "Fejlesztési Műhely tárgyalja. Az eljárás tervezett befejezése: {planned_end}",
                "On {accepted_on} we accepted the application for your programme “{title}”; "
                "the case number is {case_number}. Two county experts, independent of each other, review the "
                "programme; then we send you the consolidated assessment for your remarks, and the National "
                "Development Workshop discusses the programme. Planned end of the procedure: {planned_end}.",
            ),
            QUESTIONS,
        ),
    ),
    "formal_rejection": Pattern(
        Text("Döntés formai okból történő elutasításról – „{title}”", "Rejection on formal grounds – “{title}”"),
        (
            Text(
                "{organisation:Az} {organisation} „{title}” című programjának akkreditációja iránti kérelmét "
                "({case_number}) **formai okból elutasítjuk**.",
                "The application of {organisation} for the accreditation of the programme “{title}” "
                "({case_number}) is **rejected on formal grounds**.",
            ),
            Heading(Text("Indokolás", "Reasons")),
            Text(
                "A kérelem a következő jogosultsági és formai feltételeknek nem felel meg:",
                "The application does not meet the following conditions of eligibility and form:",
            ),
            Numbered("grounds", Text("{point} – {condition}: {reason}", "{point} – {condition}: {reason}")),
            *REMEDY,
        ),
    ),
    "termination_no_completion": Pattern(
        Text("Az eljárás megszüntetése – „{title}”", "Termination of the procedure – “{title}”"),
        (
            Text(
                "{title:Az} „{title}” című referenciaprogram akkreditációja iránti eljárást ({case_number}) "
                "**megszüntetjük**.",
                "The procedure for the accreditation of the reference programme “{title}” ({case_number}) "
                "is **terminated**.",
            ),
            Text(
                "A hiánypótlás határideje {due} napján lejárt. A kért hiánypótlás eddig nem érkezett meg.",
                "The completion deadline expired on {due}. The completion that we asked for has not arrived.",
            ),
            Text(
                "Ha a határidőt menthető okból mulasztotta el, igazolási kérelmet nyújthat be az akadály "
                "megszűnésétől számított 8 munkanapon belül. Az elmulasztott naptól számított 30 nap után "
                "igazolási kérelem nem terjeszthető elő. A megszüntetés nem akadálya új kérelem benyújtásának.",
                "If you missed the deadline for an excusable reason, you may ask to be excused within 8 working "
                "days of the end of the obstacle, and at most 30 days after the missed day. "
                "The termination does not prevent a new application.",
            ),
            *REMEDY,
        ),
    ),
    "termination_no_revision": Pattern(
        Text("Az eljárás megszüntetése – „{title}”", "Termination of the procedure – “{title}”"),
        (
            Text(
                "{title:Az} „{title}” című referenciaprogram akkreditációja iránti eljárást ({case_number}) "
                "**megszüntetjük**.",
                "The procedure for the accreditation of the reference programme “{title}” ({case_number}) "
                "is **terminated**.",
            ),
            Text(
                "Az átdolgozott program benyújtásának határideje {due} napján lejárt. "
                "Az átdolgozott program eddig nem érkezett meg. "
                "A megszüntetés nem akadálya új kérelem benyújtásának.",
                "The deadline for the revised programme expired on {due}. "
                "The revised programme has not arrived. "
                "The termination does not prevent a new application.",
            ),
            *REMEDY,
        ),
    ),
    "withdrawal_receipt": Pattern(
        Text("A visszalépés tudomásulvétele – „{title}”", "Withdrawal acknowledged – “{title}”"),
        (
            Text(
                "Igazoljuk, hogy {title:az} „{title}” című program akkreditációja iránti kérelem visszavonásáról "
                "szóló nyilatkozatát **{received_on}** napján átvettük.",
                "We confirm that on **{received_on}** we received your statement that you withdraw the "
                "application for the accreditation of the programme “{title}”.",
            ),
            Text(
                "Az eljárást ({case_number}) ezzel lezárjuk. A visszalépés nem akadálya új kérelem benyújtásának.",
                "The procedure ({case_number}) is hereby closed. The withdrawal does not prevent a new application.",
            ),
        ),
    ),
}

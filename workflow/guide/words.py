"""What stands in no other table: the stages, what each step needs."""

from workflow.text import Text

STAGES: tuple[tuple[str, Text, Text, frozenset[str]], ...] = (
    (
        "arrival",
        Text("1. A kérelem megérkezik", "1. The application arrives"),
        Text(
            "A szervezet a Mércében írja meg a programot, és a törvényes képviselő nyújtja be. "
            "Papíron és e-mailben is érkezhet.",
            "The organisation writes the programme in Mérce, and its legal representative submits "
            "it. It may also come on paper or by e-mail.",
        ),
        frozenset({"T01", "T02", "T02b", "T03", "T04"}),
    ),
    (
        "check",
        Text("2. Formai ellenőrzés és hiánypótlás", "2. Formal check and completion"),
        Text(
            "Az iroda megnézi, hogy minden megvan-e. Ami hiányzik, azt egyszer, pontokba szedve kéri be.",
            "The office looks whether everything is there. What is missing it asks for once, point by point.",
        ),
        frozenset(
            {
                "T05",
                "T06",
                "T06b",
                "T07",
                "T08",
                "T09",
                "T10",
                "T10b",
                "T10c",
                "T10d",
                "T10e",
                "T10f",
                "T10g",
                "T11",
                "T12",
            }
        ),
    ),
    (
        "review",
        Text("3. Szakértői értékelés", "3. Expert review"),
        Text(
            "Két szakértő egymástól függetlenül pontozza a programot. Ha nagyon eltérnek, harmadik "
            "szakértő is értékel.",
            "Two experts score the programme independently. If they differ much, a third expert reviews it too.",
        ),
        frozenset({"T13", "T14", "T15", "T16", "T16b", "T17", "T17b", "T18", "T19", "T20", "T21", "T22"}),
    ),
    (
        "decision",
        Text("4. Műhelyülés és döntés", "4. Meeting and decision"),
        Text(
            "Az Országos Fejlesztési Műhely megtárgyalja a programot és szavaz. A határozatot az "
            "egyesület elnöke adja ki.",
            "The National Development Workshop discusses the programme and votes. The president of "
            "the association issues the decision.",
        ),
        frozenset({"T23", "T24", "T25", "T26", "T27", "T28", "T29", "T30"}),
    ),
    (
        "ending",
        Text("5. Átdolgozás, megszüntetés, visszalépés", "5. Revision, termination, withdrawal"),
        Text(
            "Az átdolgozásra visszaadott program újra benyújtható. A benyújtó a döntés kiadásáig "
            "bármikor visszaléphet.",
            "A programme returned for revision may be submitted again. The applicant may withdraw at "
            "any time until the decision is being issued.",
        ),
        frozenset({"T31", "T32", "T33"}),
    ),
)

NEEDED: dict[str, Text] = {
    "T01": Text("A program címe.", "The programme's title."),
    "T02": Text(
        "Minden kötelező mező és melléklet, valamint az N1–N8 nyilatkozatok névvel.",
        "Every required field and annex, and the declarations N1–N8 with a name.",
    ),
    "T02b": Text(
        "A küldő, az érkezés napja és módja, az irat másolata. Az iroda semmit sem tesz hozzá.",
        "The sender, the day and way of arrival, a copy of the paper. The office adds nothing.",
    ),
    "T04": Text("Az ügy ügyintézője.", "The officer of the case."),
    "T05": Text(
        "A J1–J11 ellenőrzőlista minden pontja megfelel; az irodavezető is aláírja.",
        "Every point of the check-list J1–J11 is met; the head of office signs too.",
    ),
    "T06": Text(
        "Legalább egy pont: mi hiányzik, és mit kell pótolni. Egy változatra csak egyszer.",
        "At least one point: what is missing and what to supply. Only once for a version.",
    ),
    "T06b": Text(
        "Csak olyan hiányra, amely a hiánypótlásban keletkezett. Minden korábbi pont pótolva van.",
        "Only for a gap that the completion itself made. Every earlier point is supplied.",
    ),
    "T07": Text(
        "Olyan feltétel nem teljesül, amely nem pótolható (J1, J2, J6, J10), indokolással.",
        "A requirement that cannot be completed is not met (J1, J2, J6, J10), with reasons.",
    ),
    "T08": Text(
        "A képviselő a határidő lejárta előtt kérte. Csak egyszer, 5 munkanappal.",
        "The representative asked before the deadline. Only once, by 5 working days.",
    ),
    "T09": Text(
        "Válasz minden pontra, határidőn belül. A papírról rögzített adatokat a képviselő megerősíti.",
        "An answer to every point, in time. The representative confirms what was recorded from paper.",
    ),
    "T10": Text(
        "A határidő letelt, nem jött válasz, és nincs elbírálatlan igazolási kérelem.",
        "The deadline has passed without an answer, and no request to be excused is open.",
    ),
    "T10b": Text(
        "Az akadály leírása és igazolása: 8 munkanapon belül attól, hogy megszűnt, és 30 napon belül a határidőtől.",
        "The obstacle and its proof: within 8 working days of its end, and within 30 days of the deadline.",
    ),
    "T10c": Text(
        "Elbírálatlan igazolási kérelem. A határidő újra indul.", "An open request. The deadline begins anew."
    ),
    "T10d": Text("Elbírálatlan igazolási kérelem; indokolással.", "An open request; with reasons."),
    "T10e": Text(
        "Mint a megszüntetés előtt; a programnak nincs új ügye.",
        "As before the termination; the programme has no new case.",
    ),
    "T10f": Text(
        "Elbírálatlan igazolási kérelem. Az eljárás ott folytatódik, ahol megszűnt.",
        "An open request. The procedure goes on where it ended.",
    ),
    "T10g": Text("Elbírálatlan igazolási kérelem; indokolással.", "An open request; with reasons."),
    "T11": Text(
        "Minden pont pótolva, az ellenőrzőlista megfelel.", "Every point is supplied and the check-list is met."
    ),
    "T12": Text("Valamelyik pontot nem pótolták; indokolással.", "Some point was not supplied; with reasons."),
    "T13": Text(
        "Két szakértő és egy tartalék, akik nem összeférhetetlenek.",
        "Two experts and a reserve without a conflict of interest.",
    ),
    "T15": Text(
        "Mindkét szakértő aláírta az összeférhetetlenségi és a titoktartási nyilatkozatot.",
        "Both experts have signed the declarations on conflict of interest and confidentiality.",
    ),
    "T16": Text(
        "A kérdés szövege. A válaszra 5 munkanap van, az óra közben nem áll meg.",
        "The text of the question. 5 working days for the answer; the clock does not stop.",
    ),
    "T16b": Text(
        "Az egyik értékelés lezárult. Az irodavezető indokolással újranyitja, hogy a szerzője az összesítés előtt "
        "kijavíthassa.",
        "One of the reviews is closed. The head of office opens it again with a reason, so that its author can correct "
        "it before the consolidation.",
    ),
    "T17": Text(
        "A szakértő több mint 5 munkanapot késik, vagy összeférhetetlensége utóbb derült ki.",
        "The expert is more than 5 working days late, or a conflict came to light later.",
    ),
    "T17b": Text(
        "A kontrollszakértő több mint 5 munkanapot késik, vagy összeférhetetlensége utóbb derült ki. Az irodavezető "
        "másik kontrollszakértőt kér fel.",
        "The control expert is more than 5 working days late, or a conflict came to light later. The head of office "
        "asks another control expert.",
    ),
    "T18": Text(
        "A két lezárt értékelés az ELT1–ELT3 szabály szerint eltér.",
        "The two closed reviews differ by the rules ELT1–ELT3.",
    ),
    "T19": Text("Két lezárt értékelés, jelentős eltérés nélkül.", "Two closed reviews without a large difference."),
    "T20": Text("A kontrollértékelés is lezárult.", "The control review is closed too."),
    "T21": Text(
        "Az összesítő értékelés és a szakértői vélemények, név nélkül.",
        "The consolidated assessment and the experts' opinions, without names.",
    ),
    "T22": Text(
        "Észrevétel legfeljebb 5000 karakterben, lemondás róla, vagy a határidő letelte.",
        "Remarks of at most 5,000 characters, a waiver, or the end of the deadline.",
    ),
    "T23": Text(
        "Olyan ülés, amelynek napirendje még nyitott, és előadó, aki az ügyben nem volt szakértő.",
        "A meeting whose agenda is still open, and a rapporteur who was no expert of the case.",
    ),
    "T24": Text("Indok; ugyanazért az okért csak egyszer.", "A reason; only once for the same one."),
    "T25": Text(
        "Határozatképes ülés, az érintettek nélkül. A szakértői eredménytől csak indokolással és egy "
        "fokozattal lehet eltérni.",
        "A quorate meeting without those concerned. A departure from the experts' result needs "
        "reasons and is one step at most.",
    ),
    "T26": Text("A műhelyülés hitelesített emlékeztetője.", "The certified minutes of the meeting."),
    "T27": Text(
        "A hitelesített emlékeztető, és legalább egy feltétel bizonyítékkal és határidővel.",
        "The certified minutes, and at least one condition with its proof and date.",
    ),
    "T28": Text(
        "A hitelesített emlékeztető, és az átdolgozási feladatok szempontonként.",
        "The certified minutes, and the tasks of revision by criterion.",
    ),
    "T29": Text(
        "A hitelesített emlékeztető, és az indokok szempontonként.",
        "The certified minutes, and the reasons by criterion.",
    ),
    "T30": Text(
        "Csak eljárási hiba miatt, egyszer, a döntéstől számított 5 munkanapon belül.",
        "Only for a fault of procedure, once, within 5 working days of the decision.",
    ),
    "T31": Text(
        "Az új változat, és válasz minden feladatra, határidőn belül.",
        "The new version, and an answer to every task, in time.",
    ),
    "T32": Text(
        "A határidő letelt, és nem jött átdolgozott program.", "The deadline has passed without a revised programme."
    ),
    "T33": Text("A képviselő nyilatkozata.", "The representative's statement."),
}

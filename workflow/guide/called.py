"""What papers and hearers are called in the guide."""

from workflow.text import Text

PAPERS: dict[str, Text] = {
    "application": Text("kérelem", "application"),
    "acceptance": Text("befogadó értesítés", "notice of acceptance"),
    "completion_request": Text("hiánypótlási felhívás", "completion request"),
    "formal_rejection": Text("döntés formai elutasításról", "decision on formal rejection"),
    "extension": Text("értesítés a hosszabbításról", "notice of the extension"),
    "completion": Text("hiánypótlás", "completion"),
    "excuse_request": Text("igazolási kérelem", "request to be excused"),
    "excuse_granted": Text("döntés az igazolásról", "decision on the excuse"),
    "excuse_refused": Text("döntés az igazolás elutasításáról", "decision on refusing the excuse"),
    "termination": Text("döntés megszüntetésről", "decision on termination"),
    "expert_request": Text("szakértői felkérés", "request to the expert"),
    "refusal_of_request": Text("a szakértő nyilatkozata", "the expert's statement"),
    "declarations": Text("szakértői nyilatkozatok", "the experts' declarations"),
    "clarification": Text("tisztázó kérdés", "question for clarification"),
    "release": Text("felmentés", "notice of release"),
    "reviews": Text("értékelések", "reviews"),
    "assessment": Text("összesítő értékelés", "consolidated assessment"),
    "remarks": Text("a benyújtó észrevétele", "the applicant's remarks"),
    "agenda_paper": Text("előterjesztés", "agenda paper"),
    "decision": Text("határozat", "decision"),
    "certificate": Text("tanúsítvány", "certificate"),
    "send_back": Text("elnöki visszaküldés", "the president's referral back"),
    "revised_application": Text("átdolgozott kérelem", "revised application"),
    "withdrawal": Text("nyilatkozat visszalépésről", "statement of withdrawal"),
}

_APPLICANT = Text("a benyújtó", "the applicant")
_REPRESENTATIVE = Text("a törvényes képviselő", "the legal representative")
_OFFICER = Text("az ügyintéző", "the officer")
_HEAD = Text("az irodavezető", "the head of office")
_EXPERTS = Text("a szakértők", "the experts")
_WORKSHOP = Text("a Műhely tagjai", "the members of the workshop")
#: By the words of the notice (`Hearing.words`).
HEARERS_CALLED: dict[str, Text] = {
    "ERT-01": _APPLICANT,
    "ERT-02": _HEAD,
    "ERT-03": _OFFICER,
    "ERT-04": _APPLICANT,
    "ERT-04 county": Text("a megyei fejlesztő", "the county developer"),
    "ERT-05": _APPLICANT,
    "ERT-07": _APPLICANT,
    "ERT-08": _APPLICANT,
    "ERT-09": _APPLICANT,
    "ERT-10": _EXPERTS,
    "ERT-13": Text("a felmentett szakértő", "the expert who is relieved"),
    "ERT-14": _APPLICANT,
    "ERT-16": _APPLICANT,
    "ERT-17": _WORKSHOP,
    "ERT-18": _REPRESENTATIVE,
    "ERT-19": _REPRESENTATIVE,
    "ERT-20": _APPLICANT,
    "ERT-21": _EXPERTS,
    "ERT-22": Text(
        "akkreditáláskor a megyei fejlesztő, a regionális szakértők és a szerkesztők",
        "on accreditation the county developer, the regional experts and the editors",
    ),
    "T03": Text("a benyújtó", "the applicant"),
    "T09": _OFFICER,
    "T10b": Text("az irodavezető és az ügyintéző", "the head of office and the officer"),
    "T10c": _APPLICANT,
    "T10d": _APPLICANT,
    "T14": _HEAD,
    "T15": _OFFICER,
    "T16b": Text("akinek az értékelése újra nyitva van", "the author of the review"),
    "T19": _OFFICER,
    "T22": _OFFICER,
    "T30": _WORKSHOP,
    "T31": _OFFICER,
    "T33 assigned": Text("mindenki, aki az ügyön dolgozott", "everybody who worked on the case"),
}

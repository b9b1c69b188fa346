"""What states, roles and kinds are called: both languages, for every stored value."""

from enum import StrEnum

from models.errand import ErrandState
from models.organisation import Bond, Part
from models.setting import DayKind
from models.states import (
    AccreditationStatus,
    Arrival,
    AssignmentPart,
    AssignmentState,
    CalibrationStage,
    CaseState,
    Choice,
    CriteriaSetState,
    DeadlineState,
    Direction,
    ExpertStanding,
    Finding,
    ItemKind,
    ItemStage,
    ItemState,
    LegalForm,
    MeetingState,
    Outcome,
    PracticeSource,
    Presence,
    Role,
)
from workflow.application import Standing
from workflow.text import Text

_WORDS: dict[type[StrEnum], tuple[tuple[str, str], ...]] = {
    CaseState: (
        ("Piszkozat", "Draft"),
        ("Benyújtva", "Submitted"),
        ("Formai ellenőrzés alatt", "Under formal check"),
        ("Hiánypótlásra visszaküldve", "Completion requested"),
        ("Hiánypótlás beérkezett", "Completion received"),
        ("Befogadva", "Accepted for review"),
        ("Szakértők felkérése", "Experts being invited"),
        ("Szakértői értékelés alatt", "Under expert review"),
        ("Kontrollszakértői értékelés alatt", "Under third review"),
        ("Értékelés összesítése", "Consolidation"),
        ("Benyújtói észrevételre vár", "Waiting for the applicant's remarks"),
        ("Műhelyülésre vár", "Waiting for a meeting"),
        ("Napirenden", "On the agenda"),
        ("Döntés kiadás alatt", "Decision being issued"),
        ("Akkreditálva", "Accredited"),
        ("Feltételekkel akkreditálva", "Accredited with conditions"),
        ("Átdolgozásra visszaadva", "Returned for revision"),
        ("Elutasítva", "Refused"),
        ("Jogorvoslat alatt", "Under appeal"),
        ("Formai okból elutasítva", "Rejected on formal grounds"),
        ("Visszalépett", "Withdrawn by the applicant"),
        ("Megszüntetve", "Terminated"),
    ),
    Role: (
        ("Benyújtó munkatársa", "Applicant user"),
        ("Törvényes képviselő", "Legal representative"),
        ("Ügyintéző", "Case officer"),
        ("Irodavezető", "Head of office"),
        ("Megyei szakértő", "County expert"),
        ("Kontrollszakértő", "Control expert"),
        ("Megyei fejlesztő", "County developer"),
        ("Regionális szakértő", "Regional expert"),
        ("Közösségi munkás", "Community worker"),
        ("Tanácsadó", "Adviser"),
        ("Műhelytag", "Workshop member"),
        ("Levezető elnök", "Chair of the workshop"),
        ("Műhelytitkár", "Workshop secretary"),
        ("Hitelesítő", "Certifier"),
        ("Jogorvoslati bizottság tagja", "Appeal committee member"),
        ("Elnök", "President"),
        ("Monitoringlátogató", "Monitoring visitor"),
        ("Szerkesztő", "Editor"),
        ("Irattáros", "Records keeper"),
        ("Adatvédelmi kapcsolattartó", "Data-protection contact"),
        ("Megfigyelő", "Observer"),
        ("Látogató", "Public visitor"),
        ("Rendszergazda", "Administrator"),
    ),
    Outcome: (
        ("Akkreditálva", "Accredited"),
        ("Feltételekkel akkreditálva", "Accredited with conditions"),
        ("Átdolgozásra visszaadva", "Returned for revision"),
        ("Elutasítva", "Refused"),
    ),
    AccreditationStatus: (
        ("Nincs akkreditáció", "No accreditation"),
        ("Hatályos", "In force"),
        ("Hatályos, feltétellel", "In force with open conditions"),
        ("Hatályos, megújítás alatt", "In force, renewal pending"),
        ("Felfüggesztve", "Suspended"),
        ("Lejárt", "Expired"),
        ("Visszavonva", "Withdrawn"),
        ("Lemondott", "Surrendered"),
    ),
    Arrival: (("Mércében benyújtva", "Submitted in Mérce"), ("Papíron", "On paper"), ("E-mailben", "By e-mail")),
    Finding: (("Megfelel", "Met"), ("Nem felel meg", "Not met"), ("Nem alkalmazható", "Not applicable")),
    ItemState: (
        ("Nyitott", "Open"),
        ("Megválaszolva", "Answered"),
        ("Pótolva", "Supplied"),
        ("Részben pótolva", "Partly supplied"),
        ("Nem pótolt", "Not supplied"),
    ),
    AssignmentPart: (("Szakértő", "Reviewer"), ("Tartalék", "Reserve"), ("Kontrollszakértő", "Control expert")),
    AssignmentState: (
        ("Készenlétben", "Standing by"),
        ("Felkérve", "Invited"),
        ("Elfogadta", "Accepted"),
        ("Elutasította", "Declined"),
        ("Összeférhetetlen", "In conflict"),
        ("Nem válaszolt", "Did not answer"),
        ("Felmentve", "Relieved"),
    ),
    DeadlineState: (
        ("Fut", "Running"),
        ("Áll", "Stopped"),
        ("Teljesült", "Met"),
        ("Elmulasztva", "Missed"),
        ("Törölve", "Cancelled"),
    ),
    Direction: (("Bejövő", "Incoming"), ("Kimenő", "Outgoing"), ("Belső", "Internal")),
    MeetingState: (
        ("Meghirdetett", "Announced"),
        ("Folyamatban", "In session"),
        ("Lezárt", "Closed"),
        ("Hitelesített", "Certified"),
    ),
    CriteriaSetState: (
        ("Tervezet", "Draft"),
        ("Véleményezés alatt", "Under consultation"),
        ("Műhelyvita alatt", "Before the workshop"),
        ("Elfogadott", "Adopted"),
        ("Hatályos", "In force"),
        ("Hatályon kívül", "Replaced"),
        ("Elvetve", "Dropped"),
    ),
    ItemKind: (
        ("Hálózati működés tervezése", "Planning of the network"),
        ("Helyi tapasztalatok megvitatása", "Discussion of local experiences"),
        ("A hálózat és a program értékelése", "Evaluation of the network and the programme"),
        ("Referenciaprogram akkreditálása", "Accreditation of a reference programme"),
        ("Feltételek teljesítése", "Fulfilment of conditions"),
        ("Felfüggesztés, visszavonás", "Suspension, withdrawal"),
        ("Szempontrendszer", "Criteria set"),
        ("Szakmai eljárás", "Professional procedure"),
        ("Tisztségek", "Offices"),
        ("Egyéb", "Other"),
    ),
    ItemStage: (
        ("Napirenden", "On the agenda"),
        ("Szavazás folyik", "Being voted on"),
        ("Eldöntve", "Resolved"),
        ("Megtárgyalva", "Discussed"),
        ("Levéve", "Taken off"),
    ),
    Presence: (("Jelen van", "Present"), ("Kimentette magát", "Excused"), ("Távol van", "Absent")),
    Choice: (("Igen", "Yes"), ("Nem", "No"), ("Tartózkodás", "Abstention")),
    ExpertStanding: (("Aktív", "Active"), ("Szünetel", "Paused"), ("Törölt", "Removed")),
    CalibrationStage: (
        ("Előkészítés alatt", "Being prepared"),
        ("Pontozható", "Open for scoring"),
        ("Megbeszélés alatt", "Under discussion"),
        ("Lezárt", "Closed"),
    ),
    PracticeSource: (
        ("Saját szöveg", "Own text"),
        ("Mintakérelem", "Sample application"),
        ("Névtelenített program", "Programme without names"),
    ),
    LegalForm: (
        ("Egyesület", "Association"),
        ("Alapítvány", "Foundation"),
        ("Önkormányzat", "Municipality"),
        ("Önkormányzati intézmény", "Municipal institution"),
        ("Egyházi jogi személy", "Church body"),
        ("Szociális szövetkezet", "Social cooperative"),
        ("Nonprofit gazdasági társaság", "Non-profit company"),
        ("Informális csoport fogadó szervezettel", "Informal group with a host organisation"),
        ("Egyéb", "Other"),
    ),
    Part: (("Törvényes képviselő", "Legal representative"), ("Munkatárs", "Staff")),
    Bond: (
        ("Tisztségviselő", "Officer"),
        ("Munkavállaló", "Employee"),
        ("Megbízott", "Contractor"),
        ("Tag", "Member"),
        ("Önkéntes", "Volunteer"),
    ),
    ErrandState: (
        ("Sorra vár", "Waiting its turn"),
        ("Dolgozunk rajta", "Being done"),
        ("Elkészült", "Done"),
        ("Nem sikerült", "Failed"),
        ("Leállítva", "Stopped"),
    ),
    Standing: (
        ("Nincs elkezdve", "Not started"),
        ("Folyamatban", "In progress"),
        ("Javítani kell", "Needs attention"),
        ("Kész", "Complete"),
    ),
    DayKind: (("Pihenőnap", "Rest day"), ("Munkanap", "Working day")),
}
#: By type and member: two enums may share a value, and then do not share a label.
_LABELS = {
    (kind, member): Text(hu=hu, en=en)
    for kind, words in _WORDS.items()
    for member, (hu, en) in zip(kind, words, strict=True)
}


def label(member: StrEnum) -> Text:
    """What a stored value is called.  Raises KeyError for an enum that has no words."""
    return _LABELS[type(member), member]


_APPLICANT = Text(hu="a benyújtó", en="the applicant")
_OFFICER = Text(hu="az ügyintéző", en="the case officer")
_HEAD = Text(hu="az irodavezető", en="the head of office")
#: Who acts in which state (procedure rules, 4.4); nobody where the case is closed.
ACTS_NEXT: dict[CaseState, Text] = {
    CaseState.DRAFT: _APPLICANT,
    CaseState.SUBMITTED: _HEAD,
    CaseState.UNDER_FORMAL_CHECK: _OFFICER,
    CaseState.COMPLETION_REQUESTED: _APPLICANT,
    CaseState.COMPLETION_RECEIVED: _OFFICER,
    CaseState.ACCEPTED_FOR_REVIEW: _HEAD,
    CaseState.EXPERTS_BEING_INVITED: Text(hu="a felkért szakértők", en="the invited experts"),
    CaseState.UNDER_EXPERT_REVIEW: Text(hu="a szakértők", en="the experts"),
    CaseState.UNDER_THIRD_REVIEW: Text(hu="a kontrollszakértő", en="the control expert"),
    CaseState.CONSOLIDATION: _OFFICER,
    CaseState.WAITING_FOR_APPLICANTS_REMARKS: _APPLICANT,
    CaseState.WAITING_FOR_A_MEETING: _HEAD,
    CaseState.ON_THE_AGENDA: Text(hu="az Országos Fejlesztési Műhely", en="the National Development Workshop"),
    CaseState.DECISION_BEING_ISSUED: Text(hu="az egyesület elnöke", en="the president of the association"),
    CaseState.RETURNED_FOR_REVISION: _APPLICANT,
    CaseState.UNDER_APPEAL: Text(hu="a jogorvoslati bizottság", en="the appeal committee"),
}

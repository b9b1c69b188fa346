"""Notices to the National Development Workshop and the president."""

from workflow.notices.wording import Wording
from workflow.text import Text

WORKSHOP: dict[str, Wording] = {
    "T23": Wording(
        subject=Text("Kitűzött ülés: {meeting_number}.", "Meeting called: {meeting_number}"),
        said=(
            Text(
                "Kitűztük az Országos Fejlesztési Műhely ülését ({meeting_number}.). Kezdete: {starts_at}",
                "The National Development Workshop meets ({meeting_number}) on {starts_at}.",
            ),
        ),
        todo=Text("Kérjük, jelezze, ha nem tud eljönni.", "Please say if you cannot come."),
        path="/meetings/{meeting_id}",
        link=Text("Az ülés megnyitása", "Open the meeting"),
    ),
    "ERT-17": Wording(
        subject=Text(
            "Meghívó az Országos Fejlesztési Műhely ülésére ({meeting_number})",
            "Invitation to the meeting of the National Development Workshop ({meeting_number})",
        ),
        said=(
            Text(
                "Tisztelettel meghívjuk az Országos Fejlesztési Műhely ülésére ({meeting_number}.). "
                "Az ülés napja: {meeting_on}",
                "We invite you to the meeting of the National Development Workshop ({meeting_number}) on {meeting_on}.",
            ),
            Text("Új pont van a napirenden: {title}.", "There is a new item on the agenda: {title}."),
        ),
        todo=Text(
            "Kérjük, jelezze részvételét és az esetleges összeférhetetlenséget napirendi pontonként.",
            "Please say whether you come, and name any conflict of interest, item by item.",
        ),
        path="/meetings/{meeting_id}",
        link=Text("Az ülés megnyitása", "Open the meeting"),
    ),
    "ERT-17 topic": Wording(
        subject=Text(
            "Új napirendi pont az Országos Fejlesztési Műhely ülésén ({meeting_number})",
            "New item on the agenda of the National Development Workshop ({meeting_number})",
        ),
        said=(
            Text(
                "Az Országos Fejlesztési Műhely ülésének ({meeting_number}.) új napirendi pontja: {title}. "
                "Az ülés napja: {meeting_on}",
                "There is a new item on the agenda of the workshop's meeting ({meeting_number}) on {meeting_on}: "
                "{title}.",
            ),
        ),
        todo=Text("Kérjük, olvassa el az előterjesztést.", "Please read the paper."),
        path="/agenda-items/{item_id}",
        link=Text("A napirendi pont megnyitása", "Open the item"),
    ),
    "ERT-19 topic": Wording(
        subject=Text("Levett napirendi pont: {title}", "Taken off the agenda: {title}"),
        said=(
            Text(
                "Levettük ezt a pontot az Országos Fejlesztési Műhely ülésének ({meeting_number}.) napirendjéről: "
                "{title}. Ok: {reason}",
                "This item was taken off the agenda of the workshop's meeting ({meeting_number}): {title}. "
                "Reason: {reason}",
            ),
        ),
        path="/meetings/{meeting_id}",
        link=Text("Az ülés megnyitása", "Open the meeting"),
    ),
    "T25": Wording(
        subject=Text("Kiadható döntések: {meeting_number}. ülés", "Decisions to issue: meeting {meeting_number}"),
        said=(
            Text(
                "Hitelesítették a Műhely ülésének emlékeztetőjét ({meeting_number}.).",
                "The minutes of the workshop's meeting ({meeting_number}) are certified.",
            ),
        ),
        todo=Text("Az ülés döntései kiadhatók.", "The decisions of the meeting can be issued."),
        path="/meetings/{meeting_id}",
        link=Text("Az ülés megnyitása", "Open the meeting"),
    ),
    "T30": Wording(
        subject=Text("Elnöki visszaküldés: {title}", "Sent back by the president: {title}"),
        said=(
            Text(
                "Az elnök eljárási hiba miatt visszaküldte {title:az} című program döntését. Ok: {reason}",
                "The president has sent back the decision on “{title}” for a fault of procedure. Reason: {reason}",
            ),
        ),
        todo=Text("A pont újra napirenden van.", "The item is on the agenda again."),
        path="/cases/{case_id}",
        link=Text("Az ügy megnyitása", "Open the case"),
    ),
}

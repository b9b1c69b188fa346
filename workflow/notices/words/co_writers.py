"""Notices to co-writers, and about them to the applicant."""

from workflow.notices.wording import Wording
from workflow.text import Text

CO_WRITERS: dict[str, Wording] = {
    "CO-WRITER": Wording(
        subject=Text("Meghívó közös írásra: {title}", "Invitation to write together: {title}"),
        said=(
            Text(
                "{inviter} meghívta Önt, hogy írja vele {title:az} című program kérelmét.",
                "{inviter} has invited you to write the application of “{title}” together.",
            ),
            Text(
                "Társszerzőként írhat a kérelemben és mellékletet csatolhat. Benyújtani a képviselő tudja.",
                "As a co-writer you write in the application and attach annexes. The representative submits it.",
            ),
        ),
        todo=Text(
            "A meghívást ezen az oldalon fogadhatja el. Határidő: {until_on}",
            "You can accept the invitation on this page until {until_on}.",
        ),
        path="/co-writers/{co_writer_id}",
        link=Text("A meghívás megnyitása", "Open the invitation"),
    ),
    "CO-WRITER joined": Wording(
        subject=Text("Új társszerző: {title}", "New co-writer: {title}"),
        said=(
            Text(
                "{person} elfogadta a meghívást, és mostantól írhatja {title:az} című program kérelmét.",
                "{person} has accepted the invitation and may now write the application of “{title}”.",
            ),
        ),
        path="/cases/{case_id}/co-writers",
        link=Text("A társszerzők megnyitása", "Open the co-writers"),
    ),
    "CO-WRITER removed": Wording(
        subject=Text("Már nem társszerző: {title}", "You are no longer a co-writer: {title}"),
        said=(
            Text(
                "A benyújtó levette Önt {title:az} című program társszerzői közül. Többé nem éri el a kérelmet.",
                "The applicant has taken you off the co-writers of “{title}”. You can no longer open the application.",
            ),
        ),
        path="/inbox/",
        link=Text("A saját oldal megnyitása", "Open your inbox"),
    ),
    "CO-WRITER left": Wording(
        subject=Text("{person} nem társszerző: {title}", "{person} is no co-writer: {title}"),
        said=(
            Text(
                "{person} nem fogadta el a meghívást, vagy abbahagyta {title:az} című program írását.",
                "{person} has declined the invitation or has stopped writing “{title}”.",
            ),
        ),
        path="/cases/{case_id}/co-writers",
        link=Text("A társszerzők megnyitása", "Open the co-writers"),
    ),
}

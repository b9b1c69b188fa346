"""Mails about an account.  `path` is given with the mail: it carries the one-time key."""

from workflow.notices.wording import Wording
from workflow.text import Text

ACCOUNTS: dict[str, Wording] = {
    "invitation": Wording(
        subject=Text("Meghívó a Mércébe", "Invitation to Mérce"),
        said=(
            Text(
                "A Közösségfejlesztők Egyesülete hozzáférést adott Önnek a Mércéhez, az akkreditáció felületéhez.",
                "The association has given you an account in Mérce, where accreditation is done.",
            ),
        ),
        todo=Text(
            "Kérjük, adjon meg jelszót az alábbi oldalon. A hivatkozás csak egyszer és rövid ideig használható.",
            "Please choose a password on the page below. The link works once and for a short time.",
        ),
        path="{path}",
        link=Text("Jelszó megadása", "Choose a password"),
    ),
    "reset": Wording(
        subject=Text("Új jelszó kérése", "New password"),
        said=(
            Text("Új jelszót kértek a fiókjához.", "Somebody asked for a new password for your account."),
            Text("Ha nem Ön volt, nincs teendője: a jelszava nem változik.", "If it was not you, nothing changes."),
        ),
        todo=Text(
            "Az új jelszót az alábbi oldalon adhatja meg. A hivatkozás csak egyszer és rövid ideig használható.",
            "You can choose a new password on the page below. The link works once and for a short time.",
        ),
        path="{path}",
        link=Text("Új jelszó megadása", "Choose a new password"),
    ),
    "password-changed": Wording(
        subject=Text("Megváltozott a jelszava", "Your password was changed"),
        said=(Text("Fiókjának jelszava megváltozott.", "The password of your account was changed."),),
        todo=Text(
            "Ha nem Ön változtatta meg, kérjen új jelszót, és szóljon az egyesület irodájának.",
            "If it was not you, ask for a new password and tell the office.",
        ),
        path="{path}",
        link=Text("Új jelszó kérése", "Ask for a new password"),
    ),
}

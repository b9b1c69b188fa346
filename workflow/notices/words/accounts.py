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
    "joining": Wording(
        subject=Text("Csatlakozás a Mércéhez", "Joining Mérce"),
        said=(
            Text(
                "Valaki ezzel a címmel kérte, hogy szervezete nevében írhasson a Mércében.",
                "Somebody asked with this address to write for an organisation in Mérce.",
            ),
            Text("Ha nem Ön volt, nincs teendője.", "If it was not you, there is nothing to do."),
        ),
        todo=Text(
            "Ha Ön kérte, nyissa meg az alábbi oldalt hét napon belül, és adja át a kérést az irodának.",
            "If it was you, open the page below within seven days and hand the request on to the office.",
        ),
        path="{path}",
        link=Text("A kérés megerősítése", "Confirm the request"),
    ),
    "joined": Wording(
        subject=Text("Elfogadtuk a kérését", "Your request was accepted"),
        said=(
            Text(
                "Mostantól a szervezet nevében is írhat a Mércében, a meglévő jelszavával.",
                "From now on you may write for the organisation in Mérce, with the password you have.",
            ),
        ),
        path="{path}",
        link=Text("Belépés", "Sign in"),
    ),
    "JOIN refused": Wording(
        subject=Text("Válasz a csatlakozási kérésére", "Answer to your request to join"),
        said=(
            Text(
                "Az iroda nem fogadta el a kérését. Az ok: {reason}",
                "The office did not accept your request. The reason: {reason}",
            ),
        ),
        path="/join/",
        link=Text("Új kérés küldése", "Send a new request"),
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

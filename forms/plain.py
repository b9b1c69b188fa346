"""The form that all others are made of: what WTForms says by itself, it says in plain words, in both languages."""

from pathlib import Path

from flask_babel import Domain
from flask_wtf import FlaskForm
from wtforms import Form


class Words(Domain):  # type: ignore[misc]
    """The catalogues translations/*/LC_MESSAGES/wtforms.po, as WTForms asks for them."""

    def gettext(self, string: str) -> str:
        """`string` in the present language, its places not yet filled."""
        return str(self.get_translations().ugettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same for a number: WTForms fills the places afterwards, Flask-Babel would do it here."""
        return str(self.get_translations().ungettext(singular, plural, n))


WORDS = Words([str(Path(__file__).parent.parent / "translations")], "wtforms")


class Plain:
    """The words above instead of those that come with WTForms."""

    def get_translations(self, form: Form) -> Words:
        """Called by WTForms, once for each form."""
        return WORDS


class PlainForm(FlaskForm):  # type: ignore[misc]
    """A form of a page."""

    class Meta(Plain):
        """WTForms adds what Flask-WTF says here."""


class PlainPart(Form):  # type: ignore[misc]
    """A group of fields that is repeated in a form."""

    class Meta(Plain):
        """WTForms adds its own."""

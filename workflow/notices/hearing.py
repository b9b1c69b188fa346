"""Who may hear of an event, and with which words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol


class Hearer(Protocol):
    """Whoever gets a mail: a `User`, or a contact without an account, whose `id` is None.

    A contact gets the mail alone; a notice in Mérce needs an account.
    """

    @property
    def id(self) -> int | None:
        """The account's id, None for somebody who has none."""

    @property
    def email(self) -> str:
        """The address the mail goes to."""

    @property
    def display_name(self) -> str:
        """The name in the greeting and in the header."""

    @property
    def locale(self) -> str:
        """ "hu" or "en"."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody without an account: a `Hearer` that is only an address."""

    email: str
    display_name: str
    locale: str
    id: None = None


@dataclass(frozen=True, slots=True)
class Personal:
    """Facts of one hearer: their names, and where they come from."""

    names: frozenset[str]
    of: Callable[[Any, Hearer], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Hearing:
    """One line of the table in `notify`: the notice's code, who gets it, in which words.

    `to` is asked in the transaction of the change, before the commit, with the event; whoever it names twice
    hears once.  `legal`: the letter has legal effect, so a mail that may or may not have left is never sent
    again by itself.  `wording` defaults to the code.  `personal` gives facts that differ from hearer to hearer.
    `by_mail`: False where the notice in Mérce is enough, because it tells people of what they are waiting for here.
    """

    code: str
    to: Callable[[Any], Iterable[Hearer]]
    legal: bool = False
    wording: str = ""
    personal: Personal | None = None
    by_mail: bool = True

    @property
    def words(self) -> str:
        """The key in `WORDINGS`."""
        return self.wording or self.code

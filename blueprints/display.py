"""How values look on a screen: filters and globals of the templates."""

from collections.abc import Mapping, MutableMapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from babel.dates import format_date
from flask import Flask, request, url_for
from flask.templating import Environment as FlaskEnvironment
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.language import language, remembered, set_up_words
from blueprints.pictures.course import course
from blueprints.ways import ways_for, who_acts
from models.states import Role
from models.user import User, full_name
from workflow import permissions
from workflow.acts.receiving import has_receipt
from workflow.application import FIELDS, SECTIONS, Field, Table, chosen, form_of, shown
from workflow.clock import BUDAPEST, today
from workflow.counties import COUNTIES
from workflow.deadline_rules import DEADLINE_RULES
from workflow.labels import label
from workflow.queries.attachments import attachments_of
from workflow.queries.carried import has_judged
from workflow.queries.cases import experts_of, history_of
from workflow.queries.printed import annexes_up_to
from workflow.queries.readings import passages_left
from workflow.queries.reviews import late_since
from workflow.scoring import shown as points
from workflow.scoring import total_shown
from workflow.text import Text
from workflow.transitions import TRANSITIONS

#: Steps of which the applicant is told neither who took them nor why: reviewers stay unknown (4.8 rule 11).
EXPERT_STEPS = frozenset(
    {
        *(
            "decline_invitation",
            "reopen_review",
            "release_expert",
            "release_control",
            "call_control",
            "invite_experts",
            "begin_review",
        ),
    }
)


def said(text: Text | None) -> str:
    """A text of the field in the language of the screen."""
    return text.in_(language()) if text else ""


def said_of(words: Mapping[str, str]) -> str:
    """The same of words that are stored in both languages, {"hu", "en"}: those there are, where one is missing."""
    return words.get(language(), "") or words.get("hu", "")


def labelled(member: StrEnum) -> str:
    """What a stored value is called."""
    return said(label(member))


def shown_date(day: date | None) -> str:
    """2026. november 20."""
    return remembered(format_date, day, "long", language()) if day else ""


def short_date(day: date | None) -> str:
    """2026. nov. 20."""
    return remembered(format_date, day, "medium", language()) if day else ""


def month_name(day: date) -> str:
    """2026. november."""
    return remembered(format_date, day, "LLLL y" if language() == "en" else "y. LLLL", language())


def weekday(day: date, short: bool = False) -> str:
    """péntek; short: P."""
    return remembered(format_date, day, "EEE" if short else "EEEE", language())


def shown_moment(moment: datetime | None) -> str:
    """2026. november 20. 10:05, on the clock of Budapest."""
    if moment is None:
        return ""
    here, english = moment.astimezone(BUDAPEST), language() == "en"
    day = remembered(format_date, here.date(), "d. MMMM y" if english else "y. MMMM d.", language())
    return f"{day}{',' if english else ''} {here:%H:%M}"


def shown_hour(moment: datetime | None) -> str:
    """10:05, on the clock of Budapest."""
    return moment.astimezone(BUDAPEST).strftime("%H:%M") if moment else ""


def is_today(moment: datetime | None) -> bool:
    """Whether it was today, on the clock of Budapest."""
    return moment is not None and moment.astimezone(BUDAPEST).date() == today()


def shown_points(value: str | int | Fraction) -> str:
    """An exact mean with one decimal: 63,5."""
    return points(Fraction(value), language())


def shown_total(value: str | int | Fraction) -> str:
    """The total of one review: 72, and 71,4 by a set in which it need not be whole."""
    return total_shown(Fraction(value), language())


def shown_county(code: str | None) -> str:
    """The county's name, without its noun."""
    return COUNTIES[code].name if code in COUNTIES else ""


def shown_answer(value: Any, question: Field) -> str | list[str] | Table:
    """The answer to a question of the application as people read it."""
    return shown(question, value, language())


def shown_choice(choice: str, code: str) -> str:
    """What a choice of the field `code` is called, for what belongs to no version, such as the register."""
    return chosen(code, choice).in_(language())


def navigation() -> list[tuple[str, str, bool]]:
    """The ways on of this person: label, address, whether one is there."""
    ways = [(gettext("Register"), "registry.index"), (gettext("The procedure"), "procedure.show")]
    person = current_user._get_current_object()
    if person.is_authenticated:
        signed_in = [
            (gettext("Inbox"), "inbox.index", True),
            (gettext("Overview"), "overview.index", permissions.may_see_overview(person)),
            (gettext("Cases"), "cases.index", permissions.may_see_cases(person)),
            (gettext("Meetings"), "meetings.index", permissions.may_see_meeting(person)),
            (gettext("Criteria"), "criteria_sets.index", permissions.may_see_criteria_drafts(person)),
            (gettext("Calibration"), "calibrations.index", permissions.may_see_own_agreement(person)),
            (gettext("My scoring"), "agreement.own", permissions.may_see_own_agreement(person)),
            (gettext("People"), "people.index", permissions.may_keep_people(person)),
            (gettext("Working days"), "calendar.index", permissions.may_keep_calendar(person)),
        ]
        ways = [(name, endpoint) for name, endpoint, may in signed_in if may] + ways
    here = request.endpoint or ""
    return [(name, url_for(endpoint), here.split(".")[0] == endpoint.split(".")[0]) for name, endpoint in ways]


def public_ways() -> list[tuple[str, str]]:
    """The ways that everybody has, at the foot of every page: label, address."""
    ways = (
        (gettext("Register"), "registry.index"),
        (gettext("The procedure"), "procedure.show"),
        (gettext("Criteria"), "criteria.index"),
        (gettext("Verify a certificate"), "registry.ask"),
        (gettext("Accessibility"), "pages.accessibility"),
        (gettext("Privacy"), "pages.privacy"),
    )
    return [(name, url_for(endpoint)) for name, endpoint in ways]


def roles_now() -> dict[Role, list[str]]:
    """The roles that the person holds today, each with the codes of its counties."""
    person = current_user._get_current_object()
    roles: dict[Role, list[str]] = {}
    if isinstance(person, User):
        day = today()
        for held in person.appointments:
            if held.holds_on(day):
                roles.setdefault(held.role, []).extend([held.county_code] if held.county_code else [])
    return roles


class Environment(FlaskEnvironment):
    """Jinja's own, but for one thing: a template's globals are copied once.

    Jinja compares them anew at every import of a macro, and a page has a dozen imports.  So every global is given to
    the environment before the first page is shown, as `set_up_display` does.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of the environment with those of one template over them."""
        return {**self.globals, **(d or {})}


def set_up_display(app: Flask) -> None:
    """Give the templates their filters and globals."""
    set_up_words(app)
    app.jinja_env.filters.update(
        said=said,
        said_of=said_of,
        label=labelled,
        date=shown_date,
        short_date=short_date,
        month_name=month_name,
        weekday=weekday,
        hour=shown_hour,
        moment=shown_moment,
        is_today=is_today,
        points=shown_points,
        total=shown_total,
        county=shown_county,
        answer=shown_answer,
        choice=shown_choice,
        full_name=full_name,
    )
    app.jinja_env.globals.update(
        get_locale=get_locale,
        navigation=navigation,
        public_ways=public_ways,
        roles_now=roles_now,
        permissions=permissions,
        today=today,
        FIELDS=FIELDS,
        SECTIONS=SECTIONS,
        form_of=form_of,
        has_judged=has_judged,
        TRANSITIONS=TRANSITIONS,
        EXPERT_STEPS=EXPERT_STEPS,
        DEADLINE_RULES=DEADLINE_RULES,
        annexes_up_to=annexes_up_to,
        attachments_of=attachments_of,
        passages_left=passages_left,
        experts_of=experts_of,
        late_since=late_since,
        has_receipt=has_receipt,
        history_of=history_of,
        course_of=course,
        ways_for=ways_for,
        who_acts=who_acts,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

"""Forms of meetings and agenda items: calling, presence, closing, listing, leaving, discussion, proposals, ballots."""

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any

from flask_babel import format_datetime, get_locale
from flask_babel import lazy_gettext as _
from wtforms import (
    DateTimeLocalField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from forms.plain import PlainForm, PlainPart
from models.meeting import AgendaItem, Attendance, Meeting
from models.states import Choice, Outcome, Presence
from workflow.criteria import Rubric
from workflow.declarations import GROUND_NAMES
from workflow.labels import label

#: How many points a proposal may have.
MOST_POINTS = 20


class ConveneForm(PlainForm):  # type: ignore[misc]
    """When and where.  What is typed is the clock of Budapest."""

    starts_at = DateTimeLocalField(
        _("Date and time"),
        [InputRequired(_("Give the date and the time."))],
        description=_("On the clock of Budapest."),
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    place = StringField(
        _("Place"),
        [InputRequired(_("Give the place.")), Length(max=300, message=_("At most 300 characters."))],
        description=_("The address, or the link of an online meeting."),
    )


class ClosingForm(PlainForm):  # type: ignore[misc]
    """What the minutes need beside what was recorded: how the agenda was adopted, and who were the guests."""

    yes = IntegerField(_("Adopting the agenda: yes"), [InputRequired(_("Give a number.")), NumberRange(0, 99)])
    no = IntegerField(_("No"), [InputRequired(_("Give a number.")), NumberRange(0, 99)], default=0)
    abstention = IntegerField(_("Abstention"), [InputRequired(_("Give a number.")), NumberRange(0, 99)], default=0)
    guests = TextAreaField(
        _("Guests"),
        [Optional(), Length(max=2000)],
        description=_("Invited guests, one name a line."),
        render_kw={"rows": 3},
    )

    def noted(self) -> dict[str, Any]:
        """What `convening.close_meeting` stores."""
        votes = {"yes": self.yes.data, "no": self.no.data, "abstention": self.abstention.data}
        names = [line.strip() for line in (self.guests.data or "").splitlines()]
        return {"agenda_votes": votes, "guests": [name for name in names if name]}


class PresenceForm(PlainForm):  # type: ignore[misc]
    """Who is there: a choice a member; `presence_form` adds the members."""

    def presence(self) -> dict[int, Presence]:
        """Each member's presence, by user id."""
        return {
            int(field.name.removeprefix("member-")): Presence(field.data)
            for field in self
            if field.name.startswith("member-")
        }


def presence_form(attendances: Iterable[Attendance], **options: Any) -> PresenceForm:
    """The form of presence with these members on it, as they are recorded now."""
    locale = str(get_locale())
    words = [SelectChoice(presence.value, label(presence).in_(locale)) for presence in Presence]
    members = {
        f"member-{row.member_id}": RadioField(row.member.display_name, choices=words, default=row.presence.value)
        for row in attendances
    }
    return type("PresenceForm", (PresenceForm,), members)(**options)  # type: ignore[no-any-return]


def id_or_none(value: Any) -> int | None:
    """What a list of people gives back: an id, or None while nobody is chosen."""
    return int(value) if value else None


def named(people: Iterable[Any]) -> list[SelectChoice]:
    """People as choices, nobody first."""
    return [SelectChoice("", "–"), *(SelectChoice(person.id, person.display_name) for person in people)]


def offered(meetings: Iterable[Meeting]) -> list[SelectChoice]:
    """Meetings as choices: number, when, where."""
    return [
        SelectChoice(one.id, f"{one.number} – {format_datetime(one.starts_at, 'y. MMMM d. HH:mm')}, {one.place}")
        for one in meetings
    ]


class PutForm(PlainForm):  # type: ignore[misc]
    """Which meeting, which rapporteur."""

    meeting = RadioField(_("Meeting"), [InputRequired(_("Choose a meeting."))], coerce=int)
    rapporteur = SelectField(_("Rapporteur"), [InputRequired(_("Choose a rapporteur."))], coerce=id_or_none)

    def offer(self, meetings: Iterable[Meeting], members: Iterable[Any]) -> "PutForm":
        """Offer these meetings and these members."""
        self.meeting.choices = offered(meetings)
        self.rapporteur.choices = named(members)
        return self


class ExclusionForm(PlainForm):  # type: ignore[misc]
    """Who leaves for the item, on what ground."""

    member = SelectField(_("Member"), [InputRequired(_("Choose the member."))], coerce=id_or_none)
    ground = SelectField(_("Ground for leaving"), [InputRequired(_("Choose the ground."))])
    note = TextAreaField(
        _("Note"), [Optional(), Length(max=500, message=_("At most 500 characters."))], render_kw={"rows": 2}
    )

    def offer(self, members: Iterable[Any]) -> "ExclusionForm":
        """Offer these members and every ground."""
        locale = str(get_locale())
        self.member.choices = named(members)
        grounds = [SelectChoice(code, f"{code} – {text.in_(locale)}") for code, text in GROUND_NAMES.items()]
        self.ground.choices = [SelectChoice("", "–"), *grounds]
        return self


class DiscussionForm(PlainForm):  # type: ignore[misc]
    """What was said, for the minutes."""

    text = TextAreaField(
        _("Summary of the discussion"),
        [Length(max=10000, message=_("At most 10,000 characters."))],
        description=_("It goes into the minutes. Name no participant of a community group."),
    )

    @classmethod
    def of(cls, item: AgendaItem) -> "DiscussionForm":
        """The form with what is noted now."""
        return cls(formdata=None, text=item.discussion)


class PointForm(PlainPart):  # type: ignore[misc]
    """A condition, a task of revision, or a reason."""

    criterion = SelectField(_("Criterion"), validate_choice=True)
    text = TextAreaField(_("What has to be done"), [Optional(), Length(max=3000)], render_kw={"rows": 2})
    proof = StringField(_("Proved by"), [Optional(), Length(max=500)])
    due_days = IntegerField(_("Within how many days (30–180)"), [Optional(), NumberRange(1, 999)])

    def __init__(self, *arguments: Any, rubric: Rubric, **options: Any) -> None:
        super().__init__(*arguments, **options)
        locale = str(get_locale())
        codes = [SelectChoice(one.code, f"{one.code} {one.name.in_(locale)}") for one in rubric.criteria]
        self.criterion.choices = [SelectChoice("", _("Whole programme")), *codes]


class ProposalForm(PlainForm):  # type: ignore[misc]
    """What the chair puts to the vote."""

    outcome = HiddenField(validators=[InputRequired(), AnyOf([outcome.value for outcome in Outcome])])
    text = TextAreaField(_("Text of the resolution"), [InputRequired(_("Write the text.")), Length(max=10000)])
    departure_reason = TextAreaField(
        _("Why the workshop departs from the experts' result"),
        [Optional(), Length(max=5000)],
        description=_("At least 200 characters."),
    )
    add_point = SubmitField(_("Add a row"))

    def written(self) -> list[dict[str, Any]]:
        """The rows in which something was written, as `voting.propose` takes them."""
        rows = [{name: row[name] for name in ("criterion", "text", "proof", "due_days")} for row in self.points.data]
        return [row for row in rows if row["text"] or row["proof"]]

    def add(self) -> None:
        """One more empty row, keeping what is typed."""
        if len(self.points) < MOST_POINTS:
            self.points.append_entry({"due_days": 90})

    def lift_errors(self) -> None:
        """What is wrong with the points together goes on top of the form."""
        together = [said for said in self.points.errors if isinstance(said, str)]
        self.form_errors: list[str] = [*self.form_errors, *together]


def proposal_form(rubric: Rubric, **options: Any) -> ProposalForm:
    """The form of a proposal whose points name the criteria of this set."""
    form: ProposalForm = with_points(ProposalForm, rubric)(**options)
    return form


@lru_cache(maxsize=32)
def with_points(form: type[PlainForm], rubric: Rubric, label: str = "") -> Any:
    """This form with rows of points, whose criteria are those of the set."""
    rows = FieldList(FormField(partial(PointForm, rubric=rubric)), label=label, max_entries=MOST_POINTS)
    return type(form.__name__, (form,), {"points": rows})


class BallotForm(PlainForm):  # type: ignore[misc]
    """Yes, no or abstention: the button itself."""

    choice = RadioField(
        _("Vote"), [InputRequired(_("Vote yes, no or abstain."))], choices=[SelectChoice(c.value) for c in Choice]
    )

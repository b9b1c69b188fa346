"""Who may open which address: one row an endpoint and method, for everybody of `tests.blueprints.world`.

A row names who reaches the record (whatever the answer then is: page, redirect, 409, 422) and who is told that the act
is somebody else's (403).  Everybody else is told that there is no such record (404), or, where the address names
no record, that it is not theirs (403).  Whoever is signed out is sent to sign in, whatever there is or is not.

A POST that needs no input goes to a record for which it is too late, so that nothing changes.
"""

from typing import NamedTuple


def parts(words: str) -> frozenset[str]:
    """The names in a line."""
    return frozenset(words.split())


APPLICANT = parts("representative staff")
#: Whom the applicant invited to write its applications: they see its cases, and write where it writes.
CO_WRITER, INVITED, FORMER = parts("co_writer"), parts("invited_co_writer"), parts("former_co_writer")
WRITERS = APPLICANT | CO_WRITER
REPRESENTATIVE, STAFF = parts("representative"), parts("staff")
HEAD, OFFICER, PRESIDENT, CHAIR = parts("head"), parts("officer"), parts("president"), parts("chair")
CASE_OFFICE = HEAD | OFFICER
OFFICE = CASE_OFFICE | parts("other_officer")
INSIDE = CASE_OFFICE | PRESIDENT
#: Who sees a submitted case at all; before it has its officer every officer does.
SEE = WRITERS | INSIDE
SEE_NEW = SEE | parts("other_officer")
#: Members of the workshop who are entitled to the item.
MEMBERS = parts("chair member")
#: An item that was voted on kept nobody out.
SEE_DECIDED = SEE | MEMBERS | parts("excluded_member")
AT_MEETINGS = OFFICE | PRESIDENT | MEMBERS | parts("secretary certifier later_member")
ALL_AT_MEETINGS = AT_MEETINGS | parts("excluded_member")
KEEPERS = parts("head administrator")
#: Whoever holds the role, whatever case they have.
ALL_EXPERTS = parts("expert_a expert_b reserve control spare control_by_role")
#: Everybody in the register whose appointment is in force.
INVITED_EXPERTS = parts("expert_a expert_b reserve control spare")
EXPERT_A, EXPERTS = parts("expert_a"), parts("expert_a expert_b")
LISTS = ALL_AT_MEETINGS - parts("secretary certifier") | WRITERS | parts("stranger developer far_developer observer")
NOBODY: frozenset[str] = frozenset()


class Row(NamedTuple):
    """`address` is filled in from the world.  `rest` is what everybody else gets: 404, 403, or None for the public."""

    endpoint: str
    method: str
    address: str
    may: frozenset[str] = NOBODY
    not_theirs: frozenset[str] = NOBODY
    rest: int | None = 404


def both(
    endpoint: str,
    address: str,
    may: frozenset[str],
    seen_by: frozenset[str] = NOBODY,
    *,
    rest: int = 404,
    late: str = "",
) -> list[Row]:
    """A form: looking at it, and sending it (to `late`, where sending needs no input)."""
    return [
        Row(endpoint, "GET", address, may, seen_by - may, rest),
        Row(endpoint, "POST", late or address, may, seen_by - may, rest),
    ]


def page(
    endpoint: str, address: str, may: frozenset[str], seen_by: frozenset[str] = NOBODY, *, rest: int = 404
) -> list[Row]:
    """Only to look at."""
    return [Row(endpoint, "GET", address, may, seen_by - may, rest)]


def act(
    endpoint: str, address: str, may: frozenset[str], seen_by: frozenset[str] = NOBODY, *, rest: int = 404
) -> list[Row]:
    """Only to send."""
    return [Row(endpoint, "POST", address, may, seen_by - may, rest)]


def public(endpoint: str, address: str, *methods: str) -> list[Row]:
    """For everybody, signed in or not."""
    return [Row(endpoint, method, address, rest=None) for method in methods or ("GET",)]


ARRIVAL = [
    *both("drafts.open_draft", "/cases/new", APPLICANT | parts("stranger"), rest=403),
    *page("drafts.show", "/cases/{draft}/draft", WRITERS),
    *page("answers.check", "/cases/{draft}/answers", WRITERS),
    *page("answers.check", "/cases/{returned_for_revision}/answers", WRITERS, SEE_DECIDED),
    *page("drafts.revise", "/cases/{returned_for_revision}/revision", WRITERS, SEE_DECIDED),
    *both("drafts.section", "/cases/{draft}/draft/B", WRITERS),
    *page("settlements.search", "/cases/{draft}/draft/settlements?place=zala", WRITERS),
    *act("writing.save", "/cases/{draft}/draft/fields/E2", WRITERS),
    *both("drafts.submit", "/cases/{draft}/submission", REPRESENTATIVE, WRITERS),
    *page("drafts.discard", "/cases/{draft}/discarding", APPLICANT, WRITERS),
    *both("self_assessments.write", "/cases/{draft}/self-assessment/writing", WRITERS),
    *page("self_assessments.show", "/cases/{submitted}/self-assessment", SEE_NEW),
    *act("drafts.discard", "/cases/{submitted}/discarding", APPLICANT, SEE_NEW),
    *both(
        "changes.write",
        "/cases/{returned_for_revision}/changes",
        WRITERS,
        SEE_DECIDED,
        late="/cases/{accredited_with_conditions}/changes",
    ),
    *both("changes.resubmit", "/cases/{returned_for_revision}/resubmission", REPRESENTATIVE, SEE_DECIDED),
    *both("attachments.index", "/cases/{draft}/attachments", WRITERS),
    *page("attachments.download", "/attachments/{annex_under_review}", SEE | EXPERTS),
    *page("attachments.preview", "/attachments/{pictured_annex}/preview", SEE | EXPERTS),
    *both("attachments.describe", "/attachments/{annex}/description", WRITERS, late="/attachments/{annex}/description"),
    *act("uploads.begin", "/cases/{draft}/uploads", WRITERS),
    *page("uploads.show", "/uploads/{upload}", STAFF),
    *act("uploads.receive", "/uploads/{upload}/parts", STAFF),
    *act("uploads.complete", "/uploads/{upload}/completion", STAFF),
    *act("uploads.abandon", "/uploads/{expired_upload}/abandonment", STAFF),
    *act("attachments.remove", "/attachments/{annex_under_review}/removal", WRITERS, SEE | EXPERTS),
    *both("co_writers.index", "/cases/{draft}/co-writers", APPLICANT, WRITERS),
    *page("co_writers.answer", "/co-writers/{co_writing}", INVITED, APPLICANT),
    *act("co_writers.answer", "/co-writers/{ended_co_writing}", FORMER, APPLICANT),
    *act("co_writers.end", "/co-writers/{ended_co_writing}/ending", APPLICANT | FORMER),
    *both("recordings.record", "/cases/recording/", OFFICE, rest=403),
    *both("imports.bring", "/cases/{draft}/import", WRITERS),
    *both("imports.bring_to_office", "/cases/recording/document", OFFICE, rest=403),
    *both("imports.take_over", "/imports/{reading}", WRITERS),
    *act("imports.place", "/imports/{late_reading}/passages/0/placing", WRITERS),
    *act("imports.bring_back", "/imports/{late_reading}/passages/0/return", WRITERS),
]
OFFICES = [
    *page("overview.index", "/overview", OFFICE | PRESIDENT, rest=403),
    *page("cases.index", "/cases/", LISTS, rest=403),
    *page("cases.table", "/cases/table.csv", LISTS, rest=403),
    *page("cases.show", "/cases/{on_the_agenda}", SEE | MEMBERS),
    *page("cases.show", "/cases/{waiting_for_a_meeting}", SEE | CHAIR),
    *page("cases.application", "/cases/{under_expert_review}/application", SEE),
    *page("versions.index", "/cases/{under_expert_review}/versions", SEE | EXPERTS),
    *page("versions.index", "/cases/{on_the_agenda}/versions", SEE | MEMBERS | EXPERTS),
    *page("versions.pdf", "/cases/{under_expert_review}/versions/1.0/application.pdf", SEE),
    *page("versions.pdf", "/cases/{on_the_agenda}/versions/1.0/application.pdf", SEE | MEMBERS),
    *page("versions.pdf", "/cases/{completion_requested}/versions/1.1/application.pdf", WRITERS),
    *page("comparisons.show", "/cases/{completion_received}/comparison", SEE),
    *both("cases.assign_officer", "/cases/{submitted}/officer", HEAD, SEE_NEW),
    *page("cases.accept", "/cases/{under_formal_check}/acceptance", HEAD, SEE),
    *act("cases.accept", "/cases/{under_expert_review}/acceptance", HEAD, SEE),
    *both("cases.reject", "/cases/{under_formal_check}/rejection", HEAD, SEE),
    *both("cases.extend_completion", "/cases/{completion_requested}/completion-extension", HEAD | PRESIDENT, SEE),
    *both("cases.terminate", "/cases/{completion_requested}/termination", HEAD, SEE),
    *both("excuses.ask", "/cases/{completion_requested}/excuse", REPRESENTATIVE, SEE),
    *both("excuses.grant", "/cases/{completion_requested}/excuse/grant", HEAD, SEE),
    *both("excuses.refuse", "/cases/{completion_requested}/excuse/refusal", HEAD, SEE),
    *both("cases.withdraw", "/cases/{submitted}/withdrawal", REPRESENTATIVE, SEE_NEW),
    *both(
        "checks.show", "/cases/{under_formal_check}/check", CASE_OFFICE, SEE, late="/cases/{accepted_for_review}/check"
    ),
    *act("checks.sign", "/cases/{accepted_for_review}/check/signature", CASE_OFFICE, SEE),
    *both("completions.prepare", "/cases/{under_formal_check}/completion-request", CASE_OFFICE, SEE),
    *both(
        "completions.change_item",
        "/cases/{under_formal_check}/completion-request/items/1",
        CASE_OFFICE,
        SEE,
        late="/cases/{accepted_for_review}/completion-request/items/1",
    ),
    *act("completions.raise_item", "/cases/{accepted_for_review}/completion-request/items/2/rise", CASE_OFFICE, SEE),
    *act(
        "completions.remove_item", "/cases/{accepted_for_review}/completion-request/items/1/removal", CASE_OFFICE, SEE
    ),
    *both(
        "completions.send",
        "/cases/{under_formal_check}/completion-request/sending",
        CASE_OFFICE,
        SEE,
        late="/cases/{accepted_for_review}/completion-request/sending",
    ),
    *both(
        "completions.ask_extension", "/cases/{completion_requested}/completion-extension/request", REPRESENTATIVE, SEE
    ),
    *page("completions.show", "/cases/{completion_requested}/completion", WRITERS, SEE),
    *both("completions.complete", "/cases/{completion_requested}/completion/sending", REPRESENTATIVE, SEE),
    *both(
        "completions.judge",
        "/cases/{completion_received}/completion/judgement",
        CASE_OFFICE,
        SEE,
        late="/cases/{accepted_for_review}/completion/judgement",
    ),
    *page("letters.show", "/letters/{letter}", SEE - CO_WRITER),
    *page("letters.show", "/letters/{application_paper}", SEE - CO_WRITER),
    *page("letters.show", "/letters/{expert_request}", INSIDE | parts("expert_b")),
    *page("letters.pdf", "/letters/{letter}.pdf", INSIDE),
    *page("receipts.latest", "/cases/{under_expert_review}/receipt", SEE),
    *page("receipts.show", "/letters/{application_paper}/receipt", SEE - CO_WRITER),
    *page("receipts.pdf", "/letters/{application_paper}/receipt.pdf", SEE - CO_WRITER),
    *page("receipts.show", "/letters/{letter}/receipt", NOBODY),
    *page("letters.pdf", "/letters/{opened_letter}.pdf", SEE - CO_WRITER),
    *act("letters.open", "/letters/{opened_letter}/opening", APPLICANT, SEE - CO_WRITER),
]
REVIEW = [
    *both("experts.invite", "/cases/{accepted_for_review}/experts", HEAD, SEE),
    *act("experts.weigh", "/cases/{accepted_for_review}/experts/what-if", HEAD, SEE),
    *page("matching.index", "/matching", HEAD, rest=403),
    *act("matching.invite", "/matching/invitations", HEAD, rest=403),
    *act("matching.weigh", "/matching/what-if", HEAD, rest=403),
    *act("matching.fix", "/matching/fixed", HEAD, rest=403),
    *both("experts.replace", "/cases/{under_expert_review}/replacement-expert", HEAD, SEE),
    *both("experts.call_control", "/cases/{diverging}/control-expert", HEAD, SEE),
    *both("experts.reopen", "/cases/{diverging}/review-reopening", HEAD, SEE),
    *both("experts.release", "/cases/{under_expert_review}/expert-release", HEAD, SEE),
    *page("conflicts.show", "/cases/{on_the_agenda}/conflicts", HEAD | PRESIDENT, SEE | MEMBERS),
    *page("conflicts.show", "/cases/{under_expert_review}/conflicts", HEAD | PRESIDENT, SEE),
    *both("experts.release_control", "/cases/{under_expert_review}/control-release", HEAD, SEE),
    *both("circumstances.report", "/reviews/{review}/conflict", EXPERT_A, HEAD | PRESIDENT),
    *both("circumstances.decide", "/circumstances/{circumstance}/decision", HEAD, PRESIDENT),
    *both("circumstances.decide_objection", "/cases/{objected}/conflicts/objections/{objected_to}", HEAD, SEE),
    *both("circumstances.tie", "/cases/{objected}/conflicts/names/2", HEAD, SEE),
    *page("assignments.show", "/assignments/{invitation}", EXPERT_A),
    *page("assignments.show", "/assignments/{standby}", NOBODY),
    *act("assignments.accept", "/assignments/{invitation}/acceptance", EXPERT_A),
    *act("assignments.decline", "/assignments/{invitation}/refusal", EXPERT_A),
    *page("reviews.show", "/reviews/{review}", EXPERT_A | HEAD | PRESIDENT),
    *page("reviews.programme", "/reviews/{review}/programme", EXPERT_A | HEAD | PRESIDENT),
    *page("reviews.check", "/reviews/{review}/check", EXPERT_A, HEAD | PRESIDENT),
    *act("reviews.save", "/reviews/{closed_review}", EXPERT_A, HEAD | PRESIDENT),
    *act("reviews.save_part", "/reviews/{closed_review}/parts/K1", EXPERT_A, HEAD | PRESIDENT),
    *page("carried.differences", "/reviews/{review_again}/differences/K6", EXPERT_A, HEAD | PRESIDENT),
    *both("carried.open_kept", "/reviews/{review_again}/kept/K5", EXPERT_A, HEAD | PRESIDENT),
    *page("reviews.show", "/reviews/{review_again}", EXPERT_A | HEAD | PRESIDENT),
    *act("reviews.close", "/reviews/{closed_review}/closing", EXPERT_A, HEAD | PRESIDENT),
    *act("reviews.propose_clarification", "/reviews/{review}/clarifications", EXPERT_A, HEAD | PRESIDENT),
    *both("reviews.send_clarification", "/clarifications/{proposed}/sending", CASE_OFFICE, INSIDE),
    *both("reviews.answer_clarification", "/clarifications/{sent}/answer", APPLICANT, SEE - CO_WRITER),
    *both("assessments.send", "/cases/{consolidation}/assessment/sending", CASE_OFFICE, SEE),
    *act("assessments.keep_part", "/cases/{waiting_for_applicants_remarks}/assessment/draft/points", CASE_OFFICE, SEE),
    *page("assessments.show", "/cases/{on_the_agenda}/assessment", SEE - CO_WRITER | MEMBERS, SEE),
    *act("assessments.keep_remarks", "/cases/{waiting_for_a_meeting}/remarks/draft/remarks", REPRESENTATIVE, SEE),
    *both("assessments.remark", "/cases/{waiting_for_applicants_remarks}/remarks", REPRESENTATIVE, SEE),
]
AGREEMENT = [
    *page("agreement.index", "/agreement", HEAD, rest=403),
    *page("agreement.table", "/agreement/table.csv", HEAD, rest=403),
    *page("agreement.experts", "/agreement/experts.csv", HEAD, rest=403),
    *page("agreement.own", "/agreement/own", ALL_EXPERTS, rest=403),
]
CALIBRATION = [
    *page("calibrations.index", "/calibrations/", HEAD | ALL_EXPERTS, rest=403),
    *both("calibrations.plan", "/calibrations/new", HEAD, rest=403),
    *page("calibrations.show", "/calibrations/{planned_day}", HEAD),
    *page("calibrations.show", "/calibrations/{open_day}", HEAD | INVITED_EXPERTS),
    *both("calibrations.change", "/calibrations/{open_day}/change", HEAD, INVITED_EXPERTS),
    *act("calibrations.open_scoring", "/calibrations/{open_day}/opening", HEAD, INVITED_EXPERTS),
    *act("calibrations.begin_discussion", "/calibrations/{discussed_day}/discussion", HEAD, INVITED_EXPERTS),
    *act("calibrations.record_attendance", "/calibrations/{planned_day}/attendance", HEAD),
    *act("calibrations.close", "/calibrations/{open_day}/closing", HEAD, INVITED_EXPERTS),
    *page("calibrations.answers", "/calibrations/{open_day}/answers", HEAD | INVITED_EXPERTS),
    *page("calibrations.answers", "/calibrations/{discussed_day}/answers", HEAD | EXPERT_A, INVITED_EXPERTS),
    *page("calibrations.criterion", "/calibrations/{discussed_day}/answers/K1", HEAD | EXPERT_A, INVITED_EXPERTS),
    *page("practice_programmes.show", "/calibrations/{planned_day}/programme", HEAD),
    *page("practice_programmes.show", "/calibrations/{open_day}/programme", HEAD | INVITED_EXPERTS),
    *both("practice_programmes.write", "/calibrations/{planned_day}/programme/sections/G", HEAD),
    *act("practice_programmes.take_sample", "/calibrations/{open_day}/programme/sample", HEAD, INVITED_EXPERTS),
    *act("practice_programmes.take_version", "/calibrations/{planned_day}/programme/copy", HEAD),
    *act("practice_programmes.confirm_read", "/calibrations/{open_day}/programme/reading", HEAD, INVITED_EXPERTS),
    *page("practice.show", "/practice/{practice}", EXPERT_A),
    *page("practice.programme", "/practice/{practice}/programme", EXPERT_A),
    *page("practice.check", "/practice/{practice}/check", EXPERT_A),
    *act("practice.save", "/practice/{closed_practice}", EXPERT_A),
    *act("practice.save_part", "/practice/{closed_practice}/parts/K1", EXPERT_A),
    *act("practice.close", "/practice/{closed_practice}/closing", EXPERT_A),
]
WORKSHOP = [
    *page("meetings.index", "/meetings/", ALL_AT_MEETINGS, rest=403),
    *page("meetings.table", "/meetings/table.csv", ALL_AT_MEETINGS, rest=403),
    *page("meetings.waiting", "/meetings/waiting", HEAD | CHAIR, rest=403),
    *both("meetings.convene", "/meetings/new", HEAD | parts("chair secretary"), rest=403),
    *page("meetings.show", "/meetings/{voting_meeting}", ALL_AT_MEETINGS),
    *act("meetings.open_meeting", "/meetings/{held_meeting}/opening", CHAIR, ALL_AT_MEETINGS),
    *act("meetings.record_presence", "/meetings/{held_meeting}/presence", parts("chair secretary"), ALL_AT_MEETINGS),
    *act("meetings.close_meeting", "/meetings/{held_meeting}/closing", CHAIR, ALL_AT_MEETINGS),
    *page("meetings.minutes", "/meetings/{held_meeting}/minutes", ALL_AT_MEETINGS),
    *page("meetings.print_minutes", "/meetings/{held_meeting}/minutes.pdf", ALL_AT_MEETINGS),
    *act("meetings.certify", "/meetings/{held_meeting}/certification", parts("certifier"), ALL_AT_MEETINGS),
    *both("agendas.put", "/cases/{waiting_for_a_meeting}/agenda", HEAD | CHAIR, SEE),
    *page("agendas.put", "/cases/{own_of_the_chair}/agenda", HEAD, SEE),
    *both("agendas.take_off", "/cases/{on_the_agenda}/agenda-removal", CHAIR, SEE | MEMBERS),
    *page("agendas.show", "/agenda-items/{voting_item}", AT_MEETINGS),
    *both("topics.put", "/meetings/{topic_meeting}/topics/new", HEAD | CHAIR, ALL_AT_MEETINGS),
    *page("agendas.show", "/agenda-items/{topic}", ALL_AT_MEETINGS),
    *both("topics.take_off", "/agenda-items/{topic}/removal", HEAD | CHAIR, ALL_AT_MEETINGS),
    *both("topics.propose", "/agenda-items/{open_topic}/resolutions", CHAIR, ALL_AT_MEETINGS),
    *act("agendas.exclude", "/agenda-items/{item}/exclusions", parts("chair secretary member"), AT_MEETINGS),
    *act("agendas.note_discussion", "/agenda-items/{item}/discussion", parts("chair secretary"), AT_MEETINGS),
    *both("agendas.propose", "/agenda-items/{voting_item}/proposals", CHAIR, AT_MEETINGS),
    *act("agendas.cast", "/proposals/{proposal}/ballots", MEMBERS, AT_MEETINGS),
    *act(
        "agendas.ask_secrecy",
        "/proposals/{closed_proposal}/secrecy",
        MEMBERS | parts("excluded_member"),
        ALL_AT_MEETINGS,
    ),
    *act("agendas.close_vote", "/proposals/{closed_proposal}/closing", CHAIR, ALL_AT_MEETINGS),
    *both(
        "decisions.issue",
        "/cases/{decision_being_issued}/decision",
        PRESIDENT,
        SEE_DECIDED,
        late="/cases/{accredited_with_conditions}/decision",
    ),
    *both("decisions.send_back", "/cases/{decision_being_issued}/return", PRESIDENT, SEE_DECIDED),
]
KEEPING = [
    *page("people.index", "/people/", KEEPERS, rest=403),
    *both("people.export", "/people/export", KEEPERS, rest=403),
    *page("joining.index", "/join/requests", KEEPERS, rest=403),
    *both("joining.settle", "/join/requests/{join_request}", KEEPERS, rest=403, late="/join/requests/{join_settled}"),
    *act("joining.refuse", "/join/requests/{join_request}/refusal", KEEPERS, rest=403),
    *page("expert_register.index", "/experts/register", HEAD, rest=403),
    *both("expert_register.export", "/experts/register/export", HEAD, rest=403),
    *both("expert_register.take", "/experts/register/import", HEAD, rest=403),
    *both("people.enter", "/people/new", KEEPERS, rest=403),
    *page("people.show", "/people/{person}", KEEPERS, rest=403),
    *act("people.invite_again", "/people/{person}/invitation", KEEPERS, rest=403),
    *act("people.appoint", "/people/{person}/appointments", KEEPERS, rest=403),
    *act("people.end_appointment", "/people/appointments/{appointment}/ending", KEEPERS, rest=403),
    *act("people.join", "/people/{person}/memberships", KEEPERS, rest=403),
    *both("people.enter_organisation", "/people/organisations/new", KEEPERS, rest=403),
    *both("sheets.show", "/people/{person}/sheet", HEAD, rest=403),
    *act("sheets.tie", "/people/{person}/ties", HEAD, rest=403),
    *act("sheets.pause", "/people/{expert}/pauses", HEAD, rest=403),
    *act("sheets.end_pause", "/people/pauses/{pause}/ending", HEAD, rest=403),
    *act("sheets.note_advice", "/people/{person}/advice", HEAD, rest=403),
    *both("calendar.index", "/calendar/", OFFICE, rest=403),
    *act("calendar.remove", "/calendar/{moved_day}/removal", OFFICE, rest=403),
    *both("standard_items.index", "/standard-items/", OFFICE, rest=403),
    *both("standard_items.change", "/standard-items/{standard_item}", OFFICE, rest=403),
    *act("standard_items.retire", "/standard-items/{standard_item}/retirement", OFFICE, rest=403),
    *act("standard_items.take_up", "/standard-items/{standard_item}/return", OFFICE, rest=403),
    *page("mails.held", "/mails/held", OFFICE | KEEPERS, rest=403),
    *act("mails.resend", "/mails/{mail}/resending", OFFICE | KEEPERS, rest=403),
    *act("mails.arrived", "/mails/{mail}/arrival", OFFICE | KEEPERS, rest=403),
]
ERRANDS = [
    *both("errands.make_booklet", "/errands/booklet", OFFICE, rest=403),
    *both("errands.export_cases", "/errands/cases", HEAD, rest=403),
    *both("errands.propose_experts", "/errands/experts", HEAD, rest=403),
    *page("errands.show", "/errands/{errand}", HEAD),
    *act("errands.cancel", "/errands/{errand}/cancellation", HEAD),
    *page("errands.fetch", "/errands/{errand}/result", HEAD),
]
#: In a demonstration (the style guide in development, too) only: everywhere else these do not exist.
DEMONSTRATION = [
    *act("demo.enter", "/demo/entrance/{person}", NOBODY),
    *page("demo.mailbox", "/demo/mailbox", NOBODY),
    *page("demo.mail", "/demo/mailbox/{mail}", NOBODY),
    *page("demo.as_html", "/demo/mailbox/{mail}/html", NOBODY),
    *page("styleguide.show", "/styleguide", NOBODY),
    *page("styleguide.sheet", "/styleguide/sheet", NOBODY),
]
PUBLIC = [
    *public("pages.home", "/"),
    *public("pages.accessibility", "/accessibility"),
    *public("pages.privacy", "/privacy"),
    *public("pages.switch_language", "/language", "POST"),
    *public("procedure.show", "/procedure"),
    *public("criteria.index", "/criteria/"),
    *public("criteria.show", "/criteria/1.0"),
    *public("quick_check.show", "/quick-check/", "GET", "POST"),
    *public("quick_check.sample", "/quick-check/sample"),
    *public("joining.ask", "/join/", "GET", "POST"),
    *public("joining.sent", "/join/sent"),
    *public("joining.confirm", "/join/confirmation/{join_link}", "GET", "POST"),
    *public("expert_register.published", "/experts/"),
    *public("registry.index", "/registry"),
    *public("registry.table", "/registry/table.csv"),
    *public("registry.show", "/registry/{number}"),
    *public("registry.certificate", "/registry/{number}/certificate.pdf"),
    *public("registry.ask", "/verify/"),
    *public("registry.verify", "/verify/{code}"),
    *public("health.healthz", "/healthz"),
    *public("health.readyz", "/readyz"),
    *public("security.login", "/login", "GET", "POST"),
    *public("security.logout", "/logout", "POST"),
    *public("security.forgot_password", "/reset", "GET", "POST"),
    *public("security.reset_password", "/reset/no-such-key", "GET", "POST"),
    *public("static", "/static/icons/favicon.svg"),
]
#: For whoever is signed in, about themselves.
OWN = [
    ("inbox.index", "GET", "/inbox/"),
    ("inbox.mark_read", "POST", "/inbox/reading"),
    ("errands.index", "GET", "/errands/"),
    ("security.change_password", "GET", "/password"),
    ("security.change_password", "POST", "/password"),
    ("security.verify", "GET", "/password/verification"),
    ("security.verify", "POST", "/password/verification"),
]
ROWS = [*ARRIVAL, *OFFICES, *REVIEW, *AGREEMENT, *CALIBRATION, *WORKSHOP, *KEEPING, *ERRANDS, *DEMONSTRATION]
#: Files of Flask-Security that no page of ours asks for.
NOT_OURS = {("security.static", "GET")}

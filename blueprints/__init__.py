"""The blueprints, one a noun, and what all of them share: display, protection."""

from flask import Flask

from blueprints import (
    agendas,
    agreement,
    answers,
    assessments,
    assignments,
    attachments,
    calendar,
    cases,
    changes,
    checks,
    co_writers,
    comparisons,
    completions,
    conflicts,
    decisions,
    demo,
    drafts,
    editions,
    errands,
    excuses,
    expert_register,
    experts,
    health,
    imports,
    inbox,
    joining,
    letters,
    mails,
    matching,
    meetings,
    overview,
    pages,
    people,
    procedure,
    quick_check,
    receipts,
    recordings,
    registry,
    reviews,
    self_assessments,
    settlements,
    sheets,
    standard_items,
    styleguide,
    uploads,
    versions,
    writing,
)
from blueprints.display import set_up_display
from blueprints.protection import set_up_protection

BLUEPRINTS = (
    pages,
    inbox,
    overview,
    agreement,
    cases,
    recordings,
    drafts,
    writing,
    self_assessments,
    settlements,
    editions,
    answers,
    versions,
    comparisons,
    changes,
    attachments,
    imports,
    uploads,
    checks,
    co_writers,
    completions,
    standard_items,
    excuses,
    experts,
    conflicts,
    matching,
    assignments,
    reviews,
    assessments,
    meetings,
    agendas,
    decisions,
    letters,
    receipts,
    registry,
    procedure,
    quick_check,
    people,
    joining,
    sheets,
    expert_register,
    calendar,
    mails,
    errands,
    health,
)


def register_all(app: Flask) -> None:
    """Register every blueprint; demonstration and style guide answer where they belong and are absent in production."""
    for module in BLUEPRINTS:
        app.register_blueprint(module.bp)
    if app.config["MERCE_MODE"] != "production":
        app.register_blueprint(demo.bp)
        app.register_blueprint(styleguide.bp)
    set_up_display(app)
    set_up_protection(app)

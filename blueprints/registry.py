"""The public register of accredited programmes, and verifying a certificate."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

bp = Blueprint("registry", __name__)


@bp.get("/registry")
def index() -> ResponseReturnValue:
    """The list; its filters stand in the address."""
    return render_template("pages/registry/index.html")


@bp.get("/registry/<path:number>")
def show(number: str) -> ResponseReturnValue:
    """One accredited programme: its public fields and nothing else."""
    return render_template("pages/registry/show.html", number=number)


@bp.get("/registry/<path:number>/certificate.pdf")
def certificate(number: str) -> ResponseReturnValue:
    """The certificate in force, as it was issued."""
    return render_template("pages/registry/show.html", number=number)


@bp.get("/verify")
@bp.get("/verify/<code>")
def verify(code: str = "") -> ResponseReturnValue:
    """What the register says of a certificate's code."""
    return render_template("pages/registry/verify.html", code=code)

"""Brings the demonstration's database up to date, fills it when it is empty, and writes its people to the file named.

One process for three commands, because each start of Python with the whole application costs a second.
"""

import sys
from contextlib import redirect_stdout
from pathlib import Path

from flask.cli import ScriptInfo
from sqlalchemy import exists, select

from app import create_app
from catalogues import compile_stale
from models.db import db
from models.user import User

app = create_app()


def command(*words: str) -> None:
    """Run `flask WORDS` in this process."""
    app.cli.main(args=list(words), prog_name="flask", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


compile_stale()
command("db", "upgrade")
with app.app_context():
    filled = db.session.scalar(select(exists().where(User.id.is_not(None))))
if not filled:
    command("demo", "load")
with Path(sys.argv[1]).open("w", encoding="utf-8") as people, redirect_stdout(people):
    command("demo", "people")

"""The worker: one process to start, several may run.  What it does stands in workflow/notices."""

from app import create_app
from workflow.notices.running import run


def main() -> None:
    """Build the application and work until told to end."""
    app = create_app()
    with app.app_context():
        run(app)


if __name__ == "__main__":
    main()

"""A worker with settings that no installation needs, as JSON in its one argument: a short lease, a short talk."""

import json
import sys

from app import create_app
from workflow.notices.running import run

if __name__ == "__main__":
    app = create_app(json.loads(sys.argv[1]))
    with app.app_context():
        run(app)

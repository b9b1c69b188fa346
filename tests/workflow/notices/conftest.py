"""An application on an empty database of its own, for every test of delivery."""

from tests.delivery import app, outbox_url

__all__ = ["app", "outbox_url"]

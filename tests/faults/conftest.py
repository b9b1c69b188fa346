"""An application on an empty database of its own, for every test of delivery."""

from tests.delivery import app, delivering, outbox_url

__all__ = ["app", "delivering", "outbox_url"]

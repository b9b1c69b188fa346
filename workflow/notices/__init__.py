"""Who hears of it, and how it reaches them."""

from workflow.notices.announcing import announce, post

__all__ = ["announce", "post"]

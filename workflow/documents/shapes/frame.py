"""What every document carries."""

from datetime import datetime
from typing import TypedDict


class Frame(TypedDict):
    """What every document carries: its language ("hu", "en"), when it was made (part of the bytes), its author."""

    language: str
    created_at: datetime
    author: str

"""The demonstration: invented people of every role, programmes in every state, and as many copies as are asked for."""

from workflow.demo.loading import Loaded, load
from workflow.demo.many import multiply
from workflow.demo.people import PEOPLE

__all__ = ["PEOPLE", "Loaded", "load", "multiply"]

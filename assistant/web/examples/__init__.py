"""The desk for policy advisers: what the sources say of which place, to filter, compare and take away."""

from assistant.web.examples.routes import ExamplesDesk

__all__ = ["ExamplesDesk"]

"""The curator's desk: its own plain pages beside Gradio's.

Gradio's upload and table components speak English, need the browser's ``eval``
or keep files where every user can read them. So this desk is ordinary HTML from
ordinary routes, which also works when it is opened by itself; beside the chat
the script shows it without leaving the page, so that a conversation stays.
"""

from assistant.web.curating.routes import Desk

__all__ = ["Desk"]

"""The trainer's desk: workshops made from the sources, on plain pages with forms that work without a script.

``routes`` says which address shows or does what, ``pages`` and ``parts`` show
a workshop, ``forms`` ask for choices and changes, ``files`` give it as a file.
"""

from assistant.web.workshops.routes import WorkshopDesk

__all__ = ["WorkshopDesk"]

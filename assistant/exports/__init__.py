"""What leaves the page as a file: one report in plain words, written as DOCX, PDF or Markdown.

``report`` is the shape, ``docx``, ``pdf`` and ``markdown`` write it, ``conversation`` makes one of a
conversation. All of these take text as data: nothing in it is ever markup or a formula.
"""

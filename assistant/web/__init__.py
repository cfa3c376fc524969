"""The page: the only home of gradio, and of every broad ``except`` (a page must not die)."""

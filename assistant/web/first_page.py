"""Gradio's first HTML, made Dutch and made ours before it leaves the server.

A screen reader takes the language from the first response, and a style that
comes with it is there before anything is drawn.
"""

import html
import re

from assistant.web import frame, texts

_FOREIGN_META = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*', re.DOTALL)
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\s*')


def rewritten(page: str, nonce: str) -> str:
    """``page`` in Dutch, with this program's head, and ``nonce`` on every script that it holds.

    The texts that Gradio writes into its own scripts escape ``<``, so each
    ``<script`` here is one of the template.
    """
    page = _MANIFEST.sub("", _FOREIGN_META.sub("", page))
    page = page.replace('lang="en"', 'lang="nl"', 1)
    page = page.replace('<meta charset="utf-8" />', f'<meta charset="utf-8" />{_head()}', 1)
    page = page.replace("<gradio-app", f"{_opening()}<gradio-app", 1)
    return page.replace("<script", f'<script nonce="{nonce}"')


def _head() -> str:
    scripts = "".join(f'<script src="/wijkwijzer/{name}.js"></script>' for name in ("page", "talk"))
    return f"<title>{html.escape(texts.TITLE)}</title>{frame.head()}{scripts}"


def _opening() -> str:
    return (
        f'{frame.header(frame.CHAT_PATH)}<p id="ww-opening">{html.escape(texts.LOADING)}</p>'
        f"<noscript><p>{html.escape(texts.NO_SCRIPT)}</p></noscript>{frame.desk()}"
    )

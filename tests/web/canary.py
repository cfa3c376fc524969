"""A server on loopback that nobody should ever ask anything, and the marks by which a page shows that it was had."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What stands on a page that no page of ours makes itself. Run on a document, which need not be the one that is shown.
FOREIGN = """(page) => {
  const wrong = [], seen = (element, why) => wrong.push(`${why}: ${element.outerHTML.slice(0, 200)}`);
  const addresses = 'src href action formaction srcset poster data background ping xlink:href'.split(' ');
  const own = (value) => {
    try {
      const url = new URL(value, location.href);
      return url.origin === location.origin || url.protocol === 'blob:' || /^data:(image|font)/.test(url.href);
    } catch { return false; }
  };
  for (const element of page.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'srcdoc' || name === 'autofocus') seen(element, name);
      if (addresses.includes(name) && value && !own(value)) seen(element, name);
      if (name === 'style' && /url\\(|@import|expression/i.test(value)) seen(element, name);
    }
  }
  const never = 'iframe, frame, object, embed, applet, base:not([href="./"]), meta[http-equiv], video, audio, math, '
    + 'marquee, portal';
  for (const element of page.querySelectorAll(never)) seen(element, 'element'); // Gradio's own base is ./
  const ours = (element) => !element.closest('gradio-app') || element.closest('.ww-blok'); // not Gradio's own parts
  const inert = 'img, image, picture, style, script, link, meta, title, template, slot';
  for (const element of page.querySelectorAll(['.ww-blok', 'main'].map((place) =>
    inert.split(', ').map((name) => `${place} ${name}`).join()).join())) {
    if (!element.closest('svg.ww-jaren') && ours(element)) seen(element, 'element');
  }
  const fields = '.ww-blok :is(form, input, textarea, select, svg), main svg:not(.ww-jaren)';
  for (const element of page.querySelectorAll(fields)) if (ours(element)) seen(element, 'element');
  for (const element of page.querySelectorAll('main form')) {
    const place = new URL(element.getAttribute('action') ?? '', location.href).pathname;
    if (!/^\\/(bronnen|voorbeelden|workshop|gesprekken)(\\/|$)/.test(place)) seen(element, 'form');
  }
  for (const element of page.querySelectorAll('[name=bsn], [name=q]')) seen(element, 'field');
  return wrong;
}"""


@dataclass
class Canary:
    """Its address, and every request that it got."""

    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def canary() -> Iterator[Canary]:
    """Serves until the test is over; what it is asked for it gives, so that whoever asks comes back for more."""
    found = Canary("")

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> object:
            if name.startswith("do_"):  # whatever the method
                return self._note
            raise AttributeError(name)

        def _note(self) -> None:
            found.asked.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()

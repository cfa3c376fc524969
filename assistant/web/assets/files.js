/* A file to take away may take seconds to make: meanwhile the page says so, and the reader can stop it.
   Without this script the same links work as the browser's own downloads. */
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("ww-woorden").textContent);
  const QUIET_MILLISECONDS = 400; // what is made within that time needs no line

  function make(tag, attributes, text = "") {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  }

  /* The line under the links, made once and left in place, so that a screen reader hears what comes into it. */
  function lineFor(link) {
    const row = link.closest("p, ul, .ww-knoppen") ?? link;
    if (row.nextElementSibling?.matches(".ww-bestand")) return row.nextElementSibling;
    const line = make("div", { class: "ww-bestand", role: "status" });
    row.after(line);
    return line;
  }

  function nameOf(response, link) {
    const said = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "");
    return said?.[1] ?? link.getAttribute("download") ?? "bestand";
  }

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    const link = make("a", { href: address, download: name });
    link.dataset.klaar = "";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  async function fetchFile(link) {
    const line = lineFor(link);
    const stopping = new AbortController();
    const late = setTimeout(() => {
      const stop = make("button", { type: "button", class: "ww-knop ww-klein" }, words.stop);
      stop.addEventListener("click", () => {
        stopping.abort();
        link.focus();
      });
      line.replaceChildren(make("progress", { "aria-label": words.making }), make("span", {}, words.making), stop);
    }, QUIET_MILLISECONDS);
    link.setAttribute("aria-disabled", "true");
    let said = "";
    try {
      const response = await fetch(link.href, { signal: stopping.signal });
      if (!response.ok || !response.headers.get("Content-Disposition")) throw new Error(response.status);
      save(await response.blob(), nameOf(response, link));
    } catch {
      said = stopping.signal.aborted ? words.makingStopped : words.makingFailed;
    }
    clearTimeout(late);
    link.removeAttribute("aria-disabled");
    line.replaceChildren(...(said ? [make("span", {}, said)] : []));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#ww-beheer a[download]");
    if (!link || "klaar" in link.dataset || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-disabled")) fetchFile(link);
  });
})();

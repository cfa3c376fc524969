/* What the browser does itself: show the source that belongs to a number, open
   a document, tell a screen reader about an answer, and keep the page still.
   Everything is found by class and id; no text of a source is ever made into code. */
(() => {
  "use strict";

  /* Gradio takes its language from the browser. The page is Dutch for everyone. */
  for (const [name, value] of [["language", "nl"], ["languages", ["nl"]]]) {
    Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true });
  }

  const words = JSON.parse(document.getElementById("ww-woorden").textContent);
  const byId = (id) => document.getElementById(id);
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scrolling = () => (calm() ? "auto" : "smooth");
  const wide = () => matchMedia("(min-width: 62.5em)").matches;
  const wanted = (element) =>
    [...element.classList].find((name) => name.startsWith("ww-naar-"))?.slice("ww-naar-".length);

  let origin = null; // id of the answer, and place in it, of the number that was pressed
  let chosen = null; // the sources that the user asked for: {id, newest at that time}
  let announced = new Set();
  let seen = 0;
  let live, more, banner, dialog;
  let opened = null; // the link of the document that is open

  function make(tag, attributes, text = "") {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  }

  /* ---- sources ---- */

  function newest() {
    return [...document.querySelectorAll("#ww-zijkant .ww-bronnen")].at(-1)?.id ?? null;
  }

  /* One answer's sources are shown: the newest, unless an older one was asked for since. */
  function showSources() {
    const latest = newest();
    if (chosen && (chosen.newest !== latest || !byId(chosen.id))) chosen = null;
    const shown = chosen?.id ?? latest;
    for (const section of document.querySelectorAll("#ww-zijkant .ww-bronnen")) {
      const here = section.id === shown;
      if (section.classList.contains("ww-gekozen") !== here) section.classList.toggle("ww-gekozen", here);
    }
  }

  function rememberOrigin(button) {
    const exchange = button.closest(".ww-beurt");
    const buttons = exchange ? [...exchange.querySelectorAll("button")] : [];
    origin = exchange ? { id: exchange.id, place: buttons.indexOf(button) } : null;
  }

  function goTo(button) {
    const target = byId(wanted(button));
    const section = target?.closest(".ww-bronnen");
    if (!section) return;
    rememberOrigin(button);
    chosen = { id: section.id, newest: newest() };
    showSources();
    unmark();
    const card = target === section ? section.querySelector(".ww-bron") : target;
    if (!card) return;
    card.classList.add("ww-actief");
    byId("ww-zijkant").classList.toggle("ww-omhoog", !wide());
    card.focus({ preventScroll: true });
    bringIntoView(card);
  }

  /* Beside the answer, and in the sheet of a phone, the sources scroll by themselves: the answer stands still. */
  function bringIntoView(card) {
    const quote = card.querySelector("mark");
    const high = quote && card.offsetHeight > innerHeight * 0.7;
    const panel = byId("ww-zijkant");
    const room = high ? innerHeight / 3 : 12;
    const top = (high ? quote : card).getBoundingClientRect().top - panel.getBoundingClientRect().top;
    panel.scrollTo({ top: panel.scrollTop + top - room, behavior: scrolling() });
  }

  function unmark() {
    for (const card of document.querySelectorAll(".ww-actief")) card.classList.remove("ww-actief");
  }

  function goBack() {
    const button = origin && byId(origin.id)?.querySelectorAll("button")[origin.place];
    unmark();
    byId("ww-zijkant").classList.remove("ww-omhoog");
    origin = null;
    if (!button) return false;
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "nearest", behavior: scrolling() });
    return true;
  }

  /* What Gradio draws again is another element: who was on the old one goes to the one in its place. */
  let held = null; // {element, id of its answer, place in it}
  const inExchange = (exchange) => [...(exchange?.querySelectorAll("button, a, summary") ?? [])];
  document.addEventListener("focusin", (event) => {
    const exchange = event.target.closest?.(".ww-beurt");
    held = exchange ? { element: event.target, id: exchange.id, place: inExchange(exchange).indexOf(event.target) } : null;
  });
  function keepFocus() {
    if (!held || held.element.isConnected || document.activeElement !== document.body) return;
    inExchange(byId(held.id))[held.place]?.focus({ preventScroll: true });
  }

  /* ---- whole documents ---- */

  async function openDocument(link) {
    const body = dialog.querySelector(".ww-inhoud");
    opened = link;
    body.replaceChildren(make("p", { role: "status" }, words.opening));
    if (!dialog.open) dialog.showModal();
    try {
      const response = await fetch(link.getAttribute("href").split("#")[0], {
        headers: { Accept: "text/html" },
      });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      body.replaceChildren(page.querySelector("main"));
      if (response.status === 404) document.dispatchEvent(new Event("ww-kijk"));
    } catch {
      body.replaceChildren(make("p", { role: "alert" }, words.documentFailed));
      return;
    }
    const quote = byId("citaat");
    if (quote) {
      quote.focus({ preventScroll: true });
      quote.scrollIntoView({ block: "center" });
    } else {
      body.scrollTop = 0;
    }
  }

  /* Documents came or went: an open one is read again, and answers out of one that is gone are taken away. */
  document.addEventListener("ww-veranderd", () => {
    byId("ww-vernieuw")?.click();
    byId("ww-intrek")?.click();
    if (dialog?.open && opened) openDocument(opened);
  });

  /* ---- asking ---- */

  const questionBox = () => document.querySelector("#ww-vraag textarea");

  /* An address may ask a question or open a conversation; the server reads which. */
  function followAddress() {
    const asked = new URLSearchParams(location.search);
    if (asked.get("vraag") || asked.get("gesprek")) byId("ww-knop-adres")?.click();
  }

  /* ---- what changed on the page ---- */

  function announce(exchange) {
    const copy = exchange.querySelector(".ww-antwoord").cloneNode(true);
    for (const extra of copy.querySelectorAll("button, .ww-nabij, .ww-geprobeerd")) extra.remove();
    const foot = exchange.querySelector(".ww-zekerheid")?.textContent ?? "";
    const pieces = [...copy.querySelectorAll("p, h3, li")].map((piece) => piece.textContent.trim());
    live.textContent = [...pieces, foot].filter(Boolean).join("\n");
  }

  function lookAtConversation() {
    const exchange = document.querySelector("#ww-laatste .ww-beurt");
    if (!exchange) {
      seen = 0;
      announced.clear();
      return;
    }
    const number = Number(exchange.id.split("-")[1]);
    if (number !== seen) {
      seen = number;
      byId("ww-zijkant").classList.remove("ww-omhoog");
      live.textContent = exchange.querySelector(".ww-bezigtekst")?.textContent ?? "";
      unmark();
      if (byId("ww-eerder").querySelector(".ww-beurt")) {
        exchange.scrollIntoView({ block: "start", behavior: scrolling() });
      }
    }
    if (!exchange.classList.contains("ww-bezig") && !announced.has(exchange.id)) {
      announced.add(exchange.id);
      announce(exchange);
    }
  }

  /* Standpoints and questions to go on with come when the answer has been read out: one short line says so. */
  let told = "";
  function lookAtMore() {
    const exchange = document.querySelector("#ww-laatste .ww-beurt.ww-klaar");
    if (!exchange) return;
    const heads = [exchange.querySelector(".ww-standpunten h3"), document.querySelector("#ww-verderkop h3")];
    const parts = heads.filter(Boolean).map((head) => head.textContent.trim());
    const now = parts.length ? `${exchange.id} ${parts.join()}` : told;
    if (now === told) return;
    told = now;
    more.textContent = words.alsoBelow.replace("{parts}", parts.join(", "));
  }

  /* Gradio says in English that the connection is lost, and reloads when it is back. */
  function lookAtFailures() {
    const toast = document.querySelector(".toast-wrap")?.textContent.trim() ?? "";
    const text = !toast ? "" : /connection/i.test(toast) ? words.connectionLost : words.pageFailed;
    if (banner.textContent !== text) banner.textContent = text;
    banner.hidden = !text;
  }

  /* What stands under the question box, such as that nothing was typed. */
  let hinted = "";
  function lookAtHint() {
    // Gradio writes how far it is, in English and out of sight, into the same element.
    const hint = document.querySelector("#ww-wenk .ww-melding")?.textContent.trim() ?? "";
    if (hint && hint !== hinted) live.textContent = hint;
    hinted = hint;
  }

  let deskSeen = false;
  function lookAtDesk() {
    const box = questionBox();
    if (!box || deskSeen) return;
    deskSeen = true;
    followAddress();
    if (wide()) box.focus({ preventScroll: true });
  }

  /* Words that only a screen reader gets stand apart on the page, and would be read apart:
     "Bron 2 : titel". Gradio takes aria- attributes out, so they are put on here. */
  function tellNames() {
    for (const named of document.querySelectorAll(":is(.ww-cijfer, .ww-open):not([aria-label])")) {
      named.setAttribute("aria-label", named.textContent);
    }
    /* Gradio opens every link in a tab of its own. Ours stay here. */
    for (const link of document.querySelectorAll(".ww-blok a[target]")) {
      if (new URL(link.href).origin === location.origin) link.removeAttribute("target");
    }
    for (const link of document.querySelectorAll(".ww-open:not([aria-haspopup])")) {
      link.setAttribute("aria-haspopup", "dialog");
    }
  }

  /* Gradio's folding parts do not say whether they are open. */
  function tellFolding() {
    for (const fold of document.querySelectorAll(".ww-vouw > button")) {
      const open = String(fold.classList.contains("open"));
      if (fold.getAttribute("aria-expanded") !== open) fold.setAttribute("aria-expanded", open);
    }
  }

  let waiting = false;
  function changed() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (questionBox() || document.querySelector("#ww-poort .ww-blok")) byId("ww-opening")?.remove();
      keepFocus();
      showSources();
      lookAtConversation();
      lookAtMore();
      lookAtHint();
      lookAtFailures();
      lookAtDesk();
      tellFolding();
      tellNames();
    });
  }

  document.addEventListener("click", (event) => {
    if (byId("ww-zijkant")?.matches(".ww-omhoog") && !event.target.closest?.("#ww-zijkant, #ww-venster")) {
      goBack();
      event.preventDefault();
      return;
    }
    const target = event.target.closest?.("button, a");
    if (!target) return;
    if (target.closest(".ww-vouw")) setTimeout(tellFolding);
    if (target.matches(".ww-cijfer, .ww-toon")) goTo(target);
    else if (target.matches(".ww-terug")) goBack();
    else if (target.matches("#ww-knop-vraag, #ww-knop-stop, #ww-knop-wissen, #ww-knop-voorstel, #ww-knop-ruimer, .ww-voorstel")) questionBox()?.focus();
    else if (target.matches(".ww-open") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openDocument(target);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !dialog.open && goBack()) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    live = make("div", { role: "status", "aria-live": "polite", id: "ww-melder", class: "ww-sr" });
    more = make("div", { role: "status", "aria-live": "polite", id: "ww-meldermeer", class: "ww-sr" });
    banner = make("div", { role: "alert", id: "ww-storing", hidden: "" });
    dialog = make("dialog", { id: "ww-venster", "aria-labelledby": "ww-titel" });
    const close = make("button", { type: "button", class: "ww-sluiten" }, words.close);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    const bar = make("div", { class: "ww-vensterbalk" });
    bar.append(close);
    dialog.append(bar, make("div", { class: "ww-inhoud", tabindex: "0" }));
    dialog.addEventListener("close", () => dialog.querySelector(".ww-inhoud").replaceChildren());
    document.body.append(live, more, banner, dialog);
    new MutationObserver(changed).observe(document.body, { childList: true, subtree: true });
    changed();
  });
})();

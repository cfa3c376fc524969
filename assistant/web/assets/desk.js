/* Every desk but the chat, in the browser. Its pages come whole from the server; here their
   main part is put in place, so that a conversation on the chat's desk stays. */
(() => {
  "use strict";

  const paths = () => [...document.querySelectorAll("#ww-kop a")].map((link) => new URL(link.href).pathname).filter((path) => path !== "/");
  const within = (path, desk) => path === desk || path.startsWith(`${desk}/`);
  const LOOK_MILLISECONDS = 700;
  const words = JSON.parse(document.getElementById("ww-woorden").textContent);
  const byId = (id) => document.getElementById(id);
  const desk = () => byId("ww-beheer");
  const chat = () => document.querySelector("gradio-app");
  const isDesk = (address) => paths().some((path) => within(address.pathname, path));

  let asked = 0; // of several requests only the last one may change the page
  let looking = 0;
  let shown = location.pathname + location.search; // without the place on the page
  let typed = false; // something in a form of this page, not yet sent

  const say = (text) => { if (byId("ww-beheermelder").textContent !== text) byId("ww-beheermelder").textContent = text; };
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* ---- from one desk to the other ---- */

  function show(atDesk) {
    if (!chat()) return;
    desk().hidden = !atDesk;
    chat().hidden = atDesk;
    document.body.classList.toggle("ww-bureau", atDesk);
    for (const link of document.querySelectorAll("#ww-kop a")) {
      const path = new URL(link.href).pathname;
      const here = atDesk ? path !== "/" && within(location.pathname, path) : path === "/";
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!atDesk) {
      clearTimeout(looking);
      byId("ww-vernieuw")?.click(); // other documents, other filters
      document.dispatchEvent(new Event("ww-kijk"));
    }
  }

  function toChat() {
    asked += 1;
    history.pushState({}, "", "/");
    shown = "/";
    show(false);
    document.querySelector("#ww-vraag textarea")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /* ---- pages ---- */

  async function load(address, options = {}, remember = true) {
    const mine = ++asked;
    clearTimeout(looking);
    let page, response;
    try {
      response = await fetch(address, { ...options, headers: { ...options.headers, Accept: "text/html" } });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      if (mine === asked) failed();
      return;
    }
    if (mine !== asked) return;
    const main = page.querySelector("#ww-beheer");
    if (!main) return failed(/^text\/plain/.test(response.headers.get("Content-Type")) ? page.body.textContent : "");
    const hash = new URL(address, location.href).hash; // a response knows none
    if (remember && response.url + hash !== location.href && !(options.method === "POST" && !response.redirected)) {
      history.pushState({}, "", response.url + hash);
      shown = location.pathname + location.search;
    }
    place(main);
    if (hash.length > 1) byId(decodeURIComponent(hash.slice(1)))?.focus();
  }

  function place(main) {
    desk().replaceChildren(...main.childNodes);
    typed = false;
    show(true);
    say("");
    scrollTo(0, 0);
    const problem = desk().querySelector("[role=alert]");
    const here = problem ? null : desk().querySelector("[data-hier]"); // the part that was just changed
    (here ?? byId("ww-bureautitel"))?.focus({ preventScroll: true });
    here?.scrollIntoView({ block: "start" });
    if (problem) say(problem.textContent);
    prepare();
  }

  function failed(sentence = "") {
    say(sentence || words.deskFailed);
    for (const button of desk().querySelectorAll("button[disabled]")) button.disabled = false;
    let line = byId("ww-bureaufout");
    if (!line) {
      line = document.createElement("p");
      line.id = "ww-bureaufout";
      line.className = "ww-melding ww-fout";
      desk().prepend(line);
    }
    line.textContent = sentence || words.deskFailed;
    line.scrollIntoView({ block: "nearest" });
    show(true);
  }

  function prepare() {
    clearTimeout(looking);
    if (desk().querySelector(".ww-loopt")) {
      say(desk().querySelector(".ww-stap")?.textContent ?? "");
      looking = setTimeout(look, LOOK_MILLISECONDS);
    }
  }

  /* How far a job is: only its bar changes, until it is over. */
  async function look() {
    const mine = asked;
    let main;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      main = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#ww-beheer");
    } catch {
      if (mine === asked) failed();
      return;
    }
    if (mine !== asked || !main) return;
    const bar = main.querySelector(".ww-loopt .ww-balk");
    if (!bar) {
      place(main);
      return;
    }
    desk().querySelector(".ww-balk").replaceWith(bar);
    prepare();
  }

  /* ---- files ---- */

  function showChosen(input) {
    const list = document.createElement("ul");
    const limit = Number(input.form.dataset.grens);
    for (const file of [...input.files].slice(0, 200)) {
      const item = document.createElement("li");
      item.textContent = file.size > limit ? `${file.name}: ${fill(words.tooLarge, { megabytes: limit / 1e6 })}` : file.name;
      if (file.size > limit) item.className = "ww-fout";
      list.append(item);
    }
    const count = document.createElement("p");
    count.textContent = input.files.length === 1 ? words.chosenOne : fill(words.chosen, { count: input.files.length });
    byId("ww-gekozen").replaceChildren(...(input.files.length ? [count, list] : []));
    say(count.textContent);
  }

  function drop(event) {
    const zone = event.target.closest?.(".ww-bestanden");
    if (!zone) return;
    event.preventDefault();
    if (event.type !== "drop" || !event.dataTransfer.files.length) return;
    const input = byId("ww-bestanden");
    input.files = event.dataTransfer.files;
    showChosen(input);
  }

  function send(form, button) {
    const address = new URL(form.getAttribute("action"), location.origin);
    if (form.method !== "post") {
      address.search = new URLSearchParams(new FormData(form));
      load(address);
      return;
    }
    const files = form.enctype === "multipart/form-data";
    const total = files ? [...byId("ww-bestanden").files].reduce((sum, file) => sum + file.size, 0) : 0;
    if (total > Number(form.dataset.samen)) return failed(words.allTooLarge);
    const data = files ? new FormData(form, button) : new URLSearchParams(new FormData(form, button));
    for (const each of form.querySelectorAll("button")) each.disabled = true;
    say(files ? words.sending : words.busy);
    if (files) byId("ww-gekozen").prepend(Object.assign(document.createElement("p"), { textContent: `${words.sending}…` }));
    load(address, { method: "POST", body: data });
  }

  /* ---- events ---- */

  document.addEventListener("click", (event) => {
    if (event.target.matches?.(".ww-sla")) {
      event.preventDefault(); // an address with a # would be a page of its own to "popstate"
      byId("ww-begin").focus();
      return;
    }
    const link = event.target.closest?.("#ww-kop a, #ww-beheer a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.matches(".ww-open, [download]")) return;
    const address = new URL(link.href);
    if (address.hash && address.pathname === location.pathname && !address.search) return; // a place on this page
    if (isDesk(address) && !/\.(?:docx|pptx|xlsx|pdf|md|csv)$/.test(address.pathname)) {
      event.preventDefault();
      load(address);
    } else if (address.pathname === "/" && !address.search && chat()) {
      event.preventDefault();
      toChat();
    }
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#ww-beheer")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "ww-bestanden") showChosen(event.target);
  });

  /* Whoever changes the proposal means to save what they wrote. */
  document.addEventListener("input", (event) => {
    typed ||= Boolean(event.target.closest("#ww-beheer form"));
    if (event.target.name !== "aangepast") return;
    const own = event.target.form.querySelector('[name="keuze"][value="zelf"]');
    if (own) own.checked = true;
  });

  /* Other documents: what is only read comes anew, what someone is typing stays. */
  document.addEventListener("ww-veranderd", () => {
    if (desk().hidden || !isDesk(location)) return;
    if (typed || desk().querySelector(".ww-loopt")) failed(words.sourcesChanged);
    else load(location.href, {}, false);
  });

  for (const type of ["dragover", "drop"]) document.addEventListener(type, drop);

  addEventListener("popstate", () => {
    const now = location.pathname + location.search;
    if (now === shown) return; // another place on the same page
    shown = now;
    if (isDesk(location)) load(location.href, {}, false);
    else if (chat()) show(false);
    else location.reload();
  });

  document.addEventListener("DOMContentLoaded", () => { if (!chat()) prepare(); });
})();

/* What can be done with an answer: copy it with its sources, share it, say what you think of it, put it before the
   curator. The names of the conversation and of the exchange are among the classes of its article. */
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("ww-woorden").textContent);
  const byId = (id) => document.getElementById(id);
  const named = (element, start) => [...element.classList].find((name) => name.startsWith(start))?.slice(start.length);
  let dialog;

  const place = (exchange) => {
    const talk = named(exchange, "ww-gesprek-"), mark = named(exchange, "ww-merk-");
    return talk && mark ? `/gesprekken/${encodeURIComponent(talk)}/${encodeURIComponent(mark)}` : null;
  };

  /* Under the buttons for who sees the page, in the live region for who hears it. */
  function tell(exchange, sentence) {
    const row = exchange.querySelector(".ww-doen");
    let line = row.nextElementSibling?.matches(".ww-gezegd") ? row.nextElementSibling : null;
    if (!line) {
      line = document.createElement("p");
      line.className = "ww-zacht ww-gezegd";
      row.after(line);
    }
    line.textContent = sentence;
    byId("ww-melder").textContent = sentence;
  }

  async function copied(exchange, text, sentence) {
    try {
      await navigator.clipboard.writeText(text);
      tell(exchange, sentence);
    } catch {
      tell(exchange, words.copyFailed);
    }
  }

  async function copyAnswer(exchange) {
    try {
      const response = await fetch(`${place(exchange)}/tekst`);
      if (!response.ok) throw new Error(response.status);
      await copied(exchange, await response.text(), words.copied);
    } catch {
      tell(exchange, words.copyFailed);
    }
  }

  async function send(exchange, what, values) {
    try {
      const response = await fetch(`${place(exchange)}/${what}`, { method: "POST", body: new URLSearchParams(values) });
      const said = await response.json();
      tell(exchange, said.sentence ?? said.detail);
      return said.done;
    } catch {
      tell(exchange, words.deskFailed);
      return false;
    }
  }

  function make(tag, attributes, text = "") {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  }

  /* A judgement may come with a reason; nothing is sent before that was asked. */
  function judge(exchange, button) {
    const verdict = button.matches(".ww-nuttig") ? "nuttig" : "niet";
    dialog.querySelector("h2").textContent = button.textContent;
    const box = dialog.querySelector("textarea");
    box.value = "";
    dialog.querySelector("form").onsubmit = async (event) => {
      event.preventDefault();
      const done = await send(exchange, "oordeel", { oordeel: verdict, reden: box.value });
      if (done) dialog.close();
      else dialog.querySelector(".ww-fout").textContent = exchange.querySelector(".ww-gezegd").textContent;
    };
    dialog.querySelector(".ww-fout").textContent = "";
    dialog.showModal();
    box.focus();
  }

  function makeDialog() {
    dialog = make("dialog", { id: "ww-oordeel", class: "ww-klein", "aria-labelledby": "ww-oordeelkop" });
    const form = make("form", { method: "dialog" });
    const label = make("label", { for: "ww-reden" }, words.reason);
    const cancel = make("button", { type: "button", class: "ww-sluiten" }, words.cancel);
    cancel.addEventListener("click", () => dialog.close());
    const row = make("p", { class: "ww-doen" });
    row.append(make("button", { class: "ww-sluiten ww-hoofd" }, words.send), cancel);
    const problem = make("p", { class: "ww-fout", role: "alert" });
    form.append(make("h2", { id: "ww-oordeelkop" }), label, make("textarea", { id: "ww-reden", rows: "3", maxlength: "500" }), problem, row);
    dialog.append(form);
    document.body.append(dialog);
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.(".ww-beurt .ww-doe");
    const exchange = target?.closest(".ww-beurt");
    if (!exchange || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.matches(".ww-kopieer")) copyAnswer(exchange);
    else if (target.matches(".ww-nuttig, .ww-onnuttig")) judge(exchange, target);
    else if (target.matches(".ww-voorleggen")) send(exchange, "redactie", {});
    else if (target.matches(".ww-deel")) {
      event.preventDefault();
      copied(exchange, new URL(target.getAttribute("href"), location.origin).href, words.shared);
    }
  });

  document.addEventListener("DOMContentLoaded", makeDialog);
})();

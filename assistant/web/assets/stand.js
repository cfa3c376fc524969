/* A page that stays open must not go on showing what was erased. When someone comes back to it, and now and then
   while it is in view, it asks which documents there are; where that changed, every part of the page hears of it. */
(() => {
  "use strict";

  const LOOK_MILLISECONDS = 30_000;
  let known = null;

  async function look() {
    if (document.visibilityState !== "visible") return;
    let now;
    try {
      const response = await fetch("/wijkwijzer/stand");
      if (!response.ok) return;
      now = await response.text();
    } catch {
      return; // that the program does not run is said elsewhere
    }
    if (!now) return; // there is no index at this moment
    const changed = known !== null && known !== now;
    known = now;
    if (changed) document.dispatchEvent(new Event("ww-veranderd"));
  }

  document.addEventListener("DOMContentLoaded", look);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("ww-kijk", look);
  addEventListener("focus", look);
  setInterval(look, LOOK_MILLISECONDS);
})();

// "g" and then a letter goes to a page, from any page.
(() => {
  "use strict";
  const PLACES = { q: "/", w: "/work", d: "/dashboard" };
  const WITHIN_MS = 1500;
  let began = -Infinity;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
    if (localStorage.getItem("clarify-keys-off")) return;
    const place = event.timeStamp - began < WITHIN_MS && PLACES[event.key];
    began = event.key === "g" ? event.timeStamp : -Infinity;
    if (place) location.assign(place);
  });
})();

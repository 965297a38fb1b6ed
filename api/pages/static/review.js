// Keeps the list and the open proposal in step. Without it everything still works, a page at a time.
(() => {
  "use strict";
  const SEEN = "clarify-seen";
  const find = (selector) => document.querySelector(selector);
  const open = () => find("#detail .proposal");
  const kept = () => JSON.parse(sessionStorage.getItem(SEEN) || "{}");
  const newest = {}; // proposal -> the newest revision that the server told
  let unfolded = null; // whether a person opened the filters, or closed them
  let chosen = new Set(); // those that are selected for a confirm of several

  function remember() {
    const shown = open();
    if (!shown) return;
    const seen = kept();
    seen[shown.dataset.id] = "ready" in shown.dataset ? shown.dataset.seen : "";
    sessionStorage.setItem(SEEN, JSON.stringify(seen));
  }

  function isStale(id, seen) {
    return newest[id] > Number(seen.split(" ")[1]);
  }

  // Only what was opened can be selected: its revision and digest came with it.
  function mark() {
    const seen = kept();
    const shown = open();
    for (const row of document.querySelectorAll("#queue .row")) {
      const id = row.dataset.id;
      const box = row.querySelector("input");
      const link = row.querySelector("a");
      const known = seen[id] && !isStale(id, seen[id]) ? seen[id] : "";
      box.disabled = !known;
      box.value = known;
      box.checked = Boolean(known) && chosen.has(id);
      row.classList.toggle("is-opened", id in seen);
      if (shown && shown.dataset.id === id) link.setAttribute("aria-current", "true");
      else if (shown) link.removeAttribute("aria-current");
    }
    const filters = find("#queue .filters");
    if (filters && unfolded !== null) filters.open = unfolded;
    count();
  }

  function count() {
    const boxes = [...document.querySelectorAll("#queue .row input:checked")];
    chosen = new Set(boxes.map((box) => box.closest(".row").dataset.id));
    const bulk = find("#bulk");
    if (!bulk) return;
    bulk.hidden = boxes.length === 0;
    find("#many").textContent = boxes.length;
  }

  function frame() {
    const shown = open();
    find("main").classList.toggle("is-open", Boolean(shown || find("#detail .bulk")));
    const title = shown ? `${shown.dataset.goal} · ` : "";
    document.title = `${title}Review · Clarify`;
    const moved = find("#moved");
    if (shown && moved) moved.hidden = !isStale(shown.dataset.id, shown.dataset.seen);
  }

  // Who went on to type in the search while this was on its way stays there: their next letter is no key.
  function focus() {
    const tried = find("#detail details.act[open] :is(input, textarea):not([type=hidden])");
    const to = tried || find("#goal");
    if (to && document.activeElement !== find("#search")) to.focus({ preventScroll: true });
    const words = find("#words-goal");
    if (words) words.scrollIntoView({ block: "center" });
    find("#detail").scrollTop = 0;
    if (matchMedia("(max-width: 1000px)").matches) scrollTo(0, 0);
    const current = find("#queue .row a[aria-current]");
    if (current) current.scrollIntoView({ block: "nearest" });
    const flash = find("#detail .flash p");
    find("#said").textContent = flash ? flash.textContent.trim() : "";
  }

  function settle(context) {
    const isDetail = context.target && context.target.id === "detail";
    if (isDetail) remember();
    mark();
    frame();
    if (isDetail) focus();
    if (isDetail && context.request.method === "POST") htmx.trigger("#queue", "refresh");
  }

  document.addEventListener("htmx:after:swap", (event) => settle(event.detail.ctx));
  document.addEventListener("change", (event) => event.target.matches("#queue .row input") && count());

  document.addEventListener("click", (event) => {
    const filters = event.target.closest("#queue .filters > summary");
    if (filters) unfolded = !filters.parentElement.open;
  });

  // The words behind a field come into view with it.
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest("#detail .field");
    const words = field && find(`#words-${field.classList[1]}`);
    if (words) words.scrollIntoView({ block: "nearest" });
  });

  let waits = 0;
  document.addEventListener("DOMContentLoaded", () => {
    remember();
    mark();
    frame();
    find("#live").addEventListener("changed", (event) => {
      Object.assign(newest, JSON.parse(event.detail.data));
      frame();
      clearTimeout(waits);
      waits = setTimeout(() => htmx.trigger("#queue", "refresh"), 300);
    });
  });
})();

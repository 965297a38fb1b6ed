// A key for everything. What a key does is what pressing a button of the page does, nothing else.
(() => {
  "use strict";
  const OFF = "clarify-keys-off";
  const LOOK_MS = 600; // a new proposal cannot be decided before anybody can have looked at it
  const find = (selector) => document.querySelector(selector);
  const say = (words) => (find("#said").textContent = words);
  let busy = 0;
  let shownAt = 0;
  let later = 0;

  const rows = () => [...document.querySelectorAll("#queue .row a")];
  const current = () => find("#queue .row a[aria-current]");
  const isOpen = () => Boolean(find("#detail .proposal"));

  function move(by) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    const to = all[Math.min(Math.max(at < 0 ? 0 : at + by, 0), all.length - 1)];
    for (const link of all) link.removeAttribute("aria-current");
    to.setAttribute("aria-current", "true");
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
    clearTimeout(later);
    if (isOpen()) later = setTimeout(() => to.click(), 120);
  }

  function enter(event) {
    if (event.target.closest("a, button, summary, input")) return false;
    const link = current() || rows()[0];
    if (link) link.click();
    return Boolean(link);
  }

  function press(letter) {
    const to = find(`#detail .flash [data-key="${letter}"]`) || find(`#detail [data-key="${letter}"]`);
    if (!to) return say("That cannot be done here.");
    if (to.tagName === "DETAILS") return unfold(to);
    const input = to.querySelector("input:not([type=hidden])");
    if (input) return input.focus();
    if (busy || performance.now() - shownAt < LOOK_MS) return say("Wait a moment.");
    to.requestSubmit();
  }

  function unfold(details) {
    details.open = true;
    const first = details.querySelector("form :is(input:not([type=hidden]), button, textarea)");
    if (first) first.focus();
    if (first && first.select) first.select();
    details.scrollIntoView({ block: "nearest" });
  }

  function select() {
    const link = current();
    const box = link && link.closest(".row").querySelector("input");
    if (!box || box.disabled) return say("Only what was opened, and is clear enough, can be selected.");
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    say(box.checked ? "Selected." : "No longer selected.");
  }

  function confirmSelected() {
    const bulk = find("#bulk");
    if (bulk && !bulk.hidden && !busy) bulk.requestSubmit();
  }

  function leave(event) {
    const details = event.target.closest("details.act") || find("#detail details.act[open]");
    event.target.blur();
    if (details) details.open = false;
    const goal = find("#goal");
    if (goal) goal.focus({ preventScroll: true });
  }

  const ACTS = {
    j: () => move(1),
    k: () => move(-1),
    x: select,
    C: confirmSelected,
    "/": () => find("#search").select() || find("#search").focus(),
    "?": () => find("#help").showModal(),
  };
  for (const letter of "cermsau") ACTS[letter] = () => press(letter);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || find("#help").open) return;
    if (event.key === "Escape") return leave(event);
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "Enter") return void (enter(event) && event.preventDefault());
    const act = ACTS[event.key];
    if (!act || event.repeat && event.key !== "j" && event.key !== "k") return;
    if (localStorage.getItem(OFF) && !"/?".includes(event.key)) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("htmx:before:request", (event) => {
    busy += event.detail.ctx.request.method === "POST";
  });
  document.addEventListener("htmx:finally:request", (event) => {
    busy -= event.detail.ctx.request.method === "POST" && busy > 0;
  });
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.target && event.detail.ctx.target.id === "detail") shownAt = performance.now();
  });
  document.addEventListener("DOMContentLoaded", () => {
    const on = find("#keys-on");
    on.checked = !localStorage.getItem(OFF);
    on.addEventListener("change", () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  });
})();

// Shows the cases that fit the chosen chips and the words of the search. The page can be read without it.
(() => {
  "use strict";
  const cases = [...document.querySelectorAll(".case")].map((node) => ({
    node,
    keys: new Set(node.dataset.keys.split(" ")),
    words: "",
  }));
  const search = document.querySelector("#search");
  const told = document.querySelector("#told");
  const chips = [...document.querySelectorAll("button.chip")];
  if (!search) return;
  document.documentElement.classList.add("js");

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const chosen = () => chips.filter((chip) => chip.getAttribute("aria-pressed") === "true");

  function apply() {
    const keys = chosen().map((chip) => chip.dataset.key);
    const wanted = fold(search.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const one of cases) {
      one.words ||= fold(one.node.textContent);
      const fits = keys.every((key) => one.keys.has(key)) && wanted.every((word) => one.words.includes(word));
      one.node.hidden = !fits;
      left += fits;
    }
    told.textContent = left === cases.length ? `${left} cases` : `${left} of ${cases.length} cases`;
  }

  function turn(open) {
    for (const one of cases) if (!one.node.hidden) one.node.open = open;
  }

  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  document.querySelector("#open").addEventListener("click", () => turn(true));
  document.querySelector("#shut").addEventListener("click", () => turn(false));
  document.querySelector("#clear").addEventListener("click", () => {
    search.value = "";
    for (const chip of chosen()) chip.setAttribute("aria-pressed", "false");
    apply();
  });

  function follow() {
    const aim = /^#case-\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (aim) {
      aim.hidden = false;
      aim.open = true;
      aim.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", follow);
  apply();
  follow();
})();

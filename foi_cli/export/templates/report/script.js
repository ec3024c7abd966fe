
"use strict";
const search = document.getElementById("search"), authority = document.getElementById("authority");
const verdicts = [...document.querySelectorAll(".verdict")], items = [...document.querySelectorAll("[data-item]")];
const texts = new Map();
const text = item => { if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase()); return texts.get(item); };
function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = verdicts.filter(box => box.checked).map(box => box.value);
  const shown = {finding: 0, response: 0};
  for (const item of items) {
    const kind = item.dataset.item;
    const fits = (kind === "response" || wanted.includes(item.dataset.verdict))
      && (!authority.value || item.dataset.authority === authority.value)
      && words.every(word => text(item).includes(word));
    item.hidden = !fits;
    shown[kind] += fits;
  }
  document.getElementById("shown").textContent = shown.finding + " findings and " + shown.response + " responses shown";
}
let waiting;
const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 150); };
search.addEventListener("input", soon);
[authority, ...verdicts].forEach(control => control.addEventListener("change", filter));
function all(open) { document.querySelectorAll("details").forEach(each => { each.open = open; }); }
document.getElementById("open").addEventListener("click", () => all(true));
document.getElementById("close").addEventListener("click", () => all(false));
addEventListener("beforeprint", () => all(true));
function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const item = target.closest("[data-item]"), inside = target.closest("details") || target.querySelector("details");
  if (item) item.hidden = false;
  if (inside) inside.open = true;
  requestAnimationFrame(() => target.scrollIntoView({block: "center"}));
  if (target.tabIndex === -1) target.focus({preventScroll: true});
}
addEventListener("hashchange", reveal);
filter();
reveal();

"use strict";
// Hides the editions that hold not all of the words typed; without scripts everything stays on the page.
const field = document.getElementById("search");
const count = document.getElementById("count");
const rows = [...document.querySelectorAll("[data-text]")];
function show() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    row.hidden = !words.every((word) => row.dataset.text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  for (const part of document.querySelectorAll("section.case")) {
    part.hidden = !part.querySelector("[data-text]:not([hidden])");
  }
  count.textContent = shown === 1 ? "1 edition" : `${shown} editions`;
}
field.parentElement.hidden = false;
field.addEventListener("input", show);
show();

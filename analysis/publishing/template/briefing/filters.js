"use strict";
// Filters the incidents of the record: in its table, on the map and on the timeline at once. The table's rows say what
// there is (data-item, data-date, data-type); marks name the items that they draw (data-items). No kernel, no network;
// without scripts everything stays on the page.
(() => {
  const rows = [...document.querySelectorAll("tr[data-item]")];
  if (!rows.length) return;
  const marks = [...document.querySelectorAll("[data-items]")];
  const known = new Set(rows.map((row) => row.dataset.item));
  const days = rows.map((row) => row.dataset.date).sort();
  const types = [...new Set(rows.map((row) => row.dataset.type))].filter(Boolean).sort();
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const state = { from: "", to: "", type: "", words: "" };
  const bars = [];

  const make = (name, options = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), options);
    element.append(...inside);
    return element;
  };

  function fits(row) {
    const { date, type } = row.dataset;
    return (!state.from || date >= state.from) && (!state.to || date <= state.to)
      && (!state.type || type === state.type)
      && state.words.toLowerCase().split(/\s+/).every((word) => texts.get(row).includes(word));
  }

  function show() {
    const shown = new Set();
    for (const row of rows) {
      row.hidden = !fits(row);
      if (!row.hidden) shown.add(row.dataset.item);
    }
    for (const mark of marks) {
      const items = mark.dataset.items.split("|").filter((item) => known.has(item));
      mark.classList.toggle("off", items.length > 0 && !items.some((item) => shown.has(item)));
    }
    const isWhole = shown.size === rows.length;
    for (const bar of bars) {
      for (const [key, field] of bar.fields) if (field.value !== state[key]) field.value = state[key];
      bar.count.textContent = isWhole ? `All ${rows.length} incidents are shown` : `${shown.size} of ${rows.length} incidents are shown`;
      bar.reset.hidden = isWhole;
    }
  }

  function build(figure, number) {
    const fields = new Map();
    const add = (key, words, field) => {
      field.id = `filter-${number}-${key}`;
      field.addEventListener("input", () => { state[key] = field.value; show(); });
      fields.set(key, field);
      return make("span", { className: "field" }, make("label", { htmlFor: field.id, textContent: words }), field);
    };
    const day = () => make("input", { type: "date", min: days[0], max: days[days.length - 1] });
    const kinds = make("select", {}, make("option", { value: "", textContent: "all" }),
      ...types.map((type) => make("option", { value: type, textContent: type })));
    const reset = make("button", { type: "button", textContent: "Show all", hidden: true });
    reset.addEventListener("click", () => { Object.keys(state).forEach((key) => { state[key] = ""; }); show(); });
    const count = make("output", {});
    bars.push({ fields, count, reset });
    figure.before(make("fieldset", { className: "filters" },
      make("legend", { textContent: "Filter the incidents" }),
      add("from", "from", day()), add("to", "to", day()), add("type", "type", kinds),
      add("words", "place, source or id", make("input", { type: "search", autocomplete: "off" })), reset, count));
  }

  const figures = new Set([...rows, ...marks].map((each) => each.closest("figure")).filter(Boolean));
  [...figures].forEach(build);
  show();
})();

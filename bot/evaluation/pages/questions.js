// The table of questions: filtered and sorted. Without this script all of it is there, in order.
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (form) {
    const body = document.getElementById("questions").tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, words: row.textContent.toLowerCase() }));
    const count = document.getElementById("count");
    const fields = form.elements;

    const filter = () => {
      const words = fields.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const outcome = fields.outcome.value;
      const type = fields.type.value;
      const kept = rows.filter(({ row, words: own }) => {
        const is = row.dataset;
        return (
          (!outcome || (outcome === "wrong" ? is.outcome !== "right" : is.outcome === outcome)) &&
          (!type || is.type === type) &&
          words.every((word) => own.includes(word))
        );
      });
      // Taken out rather than hidden: laying out a thousand hidden rows takes Chromium seconds.
      body.replaceChildren(...kept.map(({ row }) => row));
      count.textContent = `${kept.length} of ${rows.length} shown`;
    };

    const sort = (head, column) => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (one) => one.row.cells[column].dataset.sort;
      const compare = (a, b) => key(a).localeCompare(key(b), "en", { numeric: true });
      const byNumber = (a, b) => key(a) - key(b);
      rows.sort(column > 2 || column === 0 ? byNumber : compare);
      if (down) rows.reverse();
      filter();
    };

    [...document.getElementById("questions").tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => sort(head, column));
      head.replaceChildren(button);
    });
    for (const link of document.querySelectorAll("a[data-outcome]")) {
      link.addEventListener("click", () => {
        fields.words.value = "";
        fields.type.value = "";
        fields.outcome.value = link.dataset.outcome;
        filter();
      });
    }
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    filter();
  }

  // On paper a closed question says little: those that are shown are opened, and closed again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("#questions details:not([open]), details.pair:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();

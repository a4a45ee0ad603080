"use strict";
(() => {
  // sorting: the header's button sorts by the cell's data-sort, else by its text; empty cells stay last
  const overview = (table) => {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const keyOf = (row, column) => {
      const cell = row.cells[column];
      const text = cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
      return text === "–" ? "" : text;
    };
    const compare = (first, second) => {
      const numbers = [first, second].map((text) => Number(text.replaceAll(",", "")));
      return numbers.some(Number.isNaN) ? first.localeCompare(second, "en", { numeric: true }) : numbers[0] - numbers[1];
    };
    const sortBy = (head) => {
      const turned = head.getAttribute("aria-sort") === "ascending";
      const keys = new Map(rows.map((row) => [row, keyOf(row, head.cellIndex)]));
      const order = rows.slice().sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        if (a === "" || b === "") return (a === "") - (b === "");
        return turned ? compare(b, a) : compare(a, b);
      });
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", turned ? "descending" : "ascending");
      body.append(...order);
    };
    table.tHead.addEventListener("click", (event) => {
      const button = event.target.closest("button.sort");
      if (button) sortBy(button.closest("th"));
    });

    // filters
    const [box, verdict, agreement] = ["filter", "filter-verdict", "filter-agreement"].map((id) => document.getElementById(id));
    const shown = document.getElementById("shown");
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const filter = () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of rows) {
        const fits = words.every((word) => texts.get(row).includes(word))
          && (!verdict.value || row.dataset.verdict === verdict.value)
          && (!agreement.value || row.dataset.agreement === agreement.value);
        row.hidden = !fits;
        count += fits;
      }
      shown.textContent = `${count} of ${rows.length} quantities`;
    };
    for (const control of [box, verdict, agreement]) control.addEventListener("input", filter);
    box.form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  };
  // a report of sums alone has no overview of quantities
  const quantities = document.getElementById("overview-table");
  if (quantities) overview(quantities);

  // figures: what is known of a row, under the pointer or by the arrow keys
  const tip = document.getElementById("tip");
  let row = null;
  const wordsOf = (group) => {
    // the row's own title would show a second tip; it is kept where assistive software reads it
    const title = group.querySelector("title");
    if (title) {
      group.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    return group.getAttribute("aria-label") || "";
  };
  const hide = () => {
    if (row) row.classList.remove("on");
    row = null;
    tip.hidden = true;
  };
  const show = (group, x, y) => {
    if (row !== group) {
      hide();
      row = group;
      row.classList.add("on");
      tip.textContent = wordsOf(group);
      tip.hidden = false;
    }
    const size = tip.getBoundingClientRect();
    const left = Math.min(x + 14, window.innerWidth - size.width - 8);
    const top = y + 18 + size.height > window.innerHeight ? y - size.height - 10 : y + 18;
    tip.style.left = `${Math.max(left, 8)}px`;
    tip.style.top = `${Math.max(top, 8)}px`;
  };
  document.addEventListener("pointermove", (event) => {
    const group = event.target instanceof Element ? event.target.closest("svg .row") : null;
    if (group) show(group, event.clientX, event.clientY);
    else if (row && document.activeElement !== row.ownerSVGElement) hide();
  });
  const showBeside = (group) => {
    const at = group.getBoundingClientRect();
    show(group, at.left + Math.min(at.width / 2, 200), at.bottom - 14);
  };
  const step = (figure, move) => {
    const groups = Array.from(figure.querySelectorAll(".row"));
    if (!groups.length) return;
    const place = move(groups.indexOf(row), groups.length);
    showBeside(groups[Math.min(Math.max(place, 0), groups.length - 1)]);
  };
  const moves = {
    ArrowDown: (place) => place + 1, ArrowRight: (place) => place + 1,
    ArrowUp: (place) => place - 1, ArrowLeft: (place) => place - 1,
    Home: () => 0, End: (place, count) => count - 1,
  };
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof SVGSVGElement && event.target.matches(":focus-visible")) step(event.target, () => 0);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (!(event.target instanceof SVGSVGElement) || !(event.key in moves)) return;
    event.preventDefault();
    step(event.target, moves[event.key]);
  });
  document.addEventListener("scroll", () => {
    if (!row) return;
    const box = row.getBoundingClientRect();
    const seen = box.bottom > 0 && box.top < window.innerHeight;
    if (seen && document.activeElement === row.ownerSVGElement) showBeside(row);
    else hide();
  }, { passive: true });

  // wide tables are within reach of the keyboard where they scroll
  const narrow = window.matchMedia("(max-width: 48rem)");
  const reach = () => {
    for (const scroll of document.querySelectorAll(".scroll")) {
      if (narrow.matches) scroll.tabIndex = 0;
      else scroll.removeAttribute("tabindex");
    }
  };
  narrow.addEventListener("change", reach);
  reach();

  // on paper everything is open
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const part of opened) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
})();

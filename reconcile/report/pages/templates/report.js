"use strict";
(() => {
  // sorting: the header's button sorts by the cell's data-sort, else by its text; empty cells stay last
  const sortable = (table) => {
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
    // as found, unless a reader sorts
    const place = (order) => {
      if (!table.tHead.querySelector("[aria-sort]")) body.append(...order);
    };
    return { rows, place };
  };

  // words: what is asked for begins words of what is found; see search_words.py
  const cut = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
  const asked = (box) => {
    const passed = new Set(box.dataset.passed.split(" "));
    const all = [...new Set(cut(box.value))];
    const telling = all.filter((word) => !passed.has(word));
    return telling.length ? telling : all;
  };
  const words = (element) => ` ${element.dataset.find} ${element.dataset.kin || ""} `;
  const fits = (element, wanted) => wanted.every((word) => words(element).includes(` ${word}`));
  // how far what is found is from what is asked for; see found_order in search_words.py
  const far = (element, wanted) => {
    const [own, all] = [` ${element.dataset.find} `, words(element)];
    const one = (word) => {
      const ways = [own.includes(` ${word} `), own.includes(` ${word}`), all.includes(` ${word} `), true];
      return ways.indexOf(true);
    };
    return wanted.reduce((sum, word) => sum + one(word), 0);
  };

  // what is asked for stands in the address, so that a search can be sent; a page read from a disk may change its hash only
  const names = ["q", "verdict", "agreement"];
  const readState = () => {
    const state = new URLSearchParams(location.search);
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) if (names.includes(name)) state.set(name, value);
    return state;
  };
  const writeState = (values) => {
    const state = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
    const other = location.hash && !names.some((name) => location.hash.slice(1).startsWith(`${name}=`));
    if (other && !state.size) return;
    const kept = location.protocol === "file:" ? location.search : "";
    history.replaceState(null, "", `${location.pathname}${kept}${state.size ? `#${state}` : ""}`);
  };

  // the index: words and two choices
  const overview = (table, form) => {
    const { rows, place } = sortable(table);
    const [box, verdict, agreement] = ["filter", "filter-verdict", "filter-agreement"].map((id) => document.getElementById(id));
    const shown = document.getElementById("shown");
    const filter = () => {
      const wanted = asked(box);
      let count = 0;
      for (const row of rows) {
        row.hidden = !(fits(row, wanted)
          && (!verdict.value || row.dataset.verdict === verdict.value)
          && (!agreement.value || row.dataset.agreement === agreement.value));
        count += !row.hidden;
      }
      const near = new Map(rows.map((row) => [row, wanted.length ? far(row, wanted) : 0]));
      const standing = (row) => (wanted.length ? Number(row.dataset.standing) : 0);
      place(rows.slice().sort((one, other) => near.get(one) - near.get(other) || standing(one) - standing(other)));
      shown.textContent = count ? `${count} of ${rows.length} quantities` : `None of ${rows.length} quantities; try fewer words`;
    };
    const recall = () => {
      const state = readState();
      [box.value, verdict.value, agreement.value] = names.map((name) => state.get(name) || "");
      filter();
    };
    form.addEventListener("input", () => {
      filter();
      writeState({ q: box.value.trim(), verdict: verdict.value, agreement: agreement.value });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", recall);
    form.hidden = false;
    recall();
  };
  const quantities = document.getElementById("overview-table");
  if (quantities) overview(quantities, document.querySelector(".filters"));

  // the lead page: families whose words are asked for; Enter looks among all quantities
  const find = (form) => {
    const box = document.getElementById("find");
    const found = document.getElementById("found");
    const families = Array.from(document.querySelectorAll("main [data-find]"));
    const filter = () => {
      const wanted = asked(box);
      for (const family of families) family.hidden = !fits(family, wanted);
      const count = families.filter((family) => !family.hidden).length;
      found.textContent = wanted.length ? `${count} of ${families.length} families` : "";
    };
    const recall = () => {
      box.value = readState().get("q") || "";
      filter();
    };
    box.addEventListener("input", () => {
      filter();
      writeState({ q: box.value.trim() });
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${form.dataset.index}#${new URLSearchParams({ q: box.value.trim() })}`;
    });
    window.addEventListener("hashchange", recall);
    form.hidden = false;
    recall();
  };
  const form = document.querySelector(".find");
  if (form) find(form);

  // how old the page is, by the reader's clock
  const age = document.querySelector(".age");
  if (age) {
    const [year, month, day] = age.dataset.known.split("-").map(Number);
    const now = new Date();
    const days = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, day)) / 864e5);
    age.textContent = days === 1 ? age.dataset.one : age.dataset.many.replace("{}", days.toLocaleString("en"));
    age.hidden = days < 1;
  }

  // on paper: the families that are ticked, with everything that can be printed of them; as they stand where none is
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    const chosen = Array.from(document.querySelectorAll(".choose input:checked"), (box) => box.closest(".story"));
    unfolded = chosen.flatMap((story) => Array.from(story.querySelectorAll("details:not([open], .chart-data)")));
    for (const part of unfolded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
  });
  for (const choice of document.querySelectorAll(".choose")) choice.hidden = false;

  // a sentence as it stands in printed.csv
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // a browser that keeps the clipboard from pages on a disk copies what is marked
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copied(button.closest(".story").querySelector(".sentence").textContent);
      button.textContent = done ? "Copied" : "Not copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }

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

  // what scrolls sideways is within reach of the keyboard
  const reach = () => {
    for (const scroll of document.querySelectorAll(".scroll")) {
      if (scroll.scrollWidth > scroll.clientWidth) scroll.tabIndex = 0;
      else scroll.removeAttribute("tabindex");
    }
  };
  document.addEventListener("toggle", reach, true);
  window.addEventListener("resize", reach);
  reach();
})();

"use strict";
(() => {
  const one = (choice, within = document) => within.querySelector(choice);
  const all = (choice, within = document) => Array.from(within.querySelectorAll(choice));
  const said = () => document.getElementById("said");

  const say = (text) => {
    const place = said();
    if (place.textContent !== text) place.textContent = text;
  };

  // copying: the sentence nearest to the button
  const copied = async (button) => {
    const story = button.closest("article, li, section");
    const sentence = one("[data-sentence]", story) ?? one(".sentence", story);
    await navigator.clipboard.writeText(sentence.textContent.trim());
    say("Copied");
    button.dataset.done = "yes";
    const words = button.firstChild.textContent;
    button.firstChild.textContent = "Copied ";
    setTimeout(() => { button.firstChild.textContent = words; }, 1500);
  };

  // chips: opened by a key for the others as well, by a click for this claim alone
  const open = (chip, rest) => {
    for (const other of all("details.chip[open]")) if (other !== chip) other.open = false;
    chip.open = true;
    const choice = one(`[name=rest][value=${rest}]`, chip);
    if (choice) choice.checked = true;
    const field = one("input:not([type=hidden]):not([type=radio]), select", chip);
    const first = one("input[name$=date]", chip) ?? field;
    first.focus();
    if (first.select) first.select();
  };

  const fill = (form, columns) => {
    for (const [name, value] of Object.entries(columns)) {
      const field = form.elements[name];
      if (field) field.value = value;
    }
  };

  const armed = () => one("details.chip[open] form");

  // the word at a place of the article, and its neighbours with a capital where it has one itself
  const wordsAt = (node, offset) => {
    const text = node.textContent;
    const inside = (sign) => sign !== undefined && /[\p{L}\p{N}'’\-]/u.test(sign);
    let start = offset, end = offset;
    while (start > 0 && inside(text[start - 1])) start -= 1;
    while (end < text.length && inside(text[end])) end += 1;
    if (!/^\p{Lu}/u.test(text.slice(start, end))) return text.slice(start, end);
    let more = /^ (\p{Lu}[\p{L}\p{N}'’\-]*)/u.exec(text.slice(end));
    while (more) { end += more[0].length; more = /^ (\p{Lu}[\p{L}\p{N}'’\-]*)/u.exec(text.slice(end)); }
    let before = /(\p{Lu}[\p{L}\p{N}'’\-]*) $/u.exec(text.slice(0, start));
    while (before && !/[.!?]\s*$/.test(text.slice(0, start - before[0].length))) {
      start -= before[0].length;
      before = /(\p{Lu}[\p{L}\p{N}'’\-]*) $/u.exec(text.slice(0, start));
    }
    return text.slice(start, end);
  };

  const clicked = (event) => {
    const form = armed();
    const chosen = String(document.getSelection()).trim();
    const place = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    if (!form || !place || place.startContainer.nodeType !== Node.TEXT_NODE) return false;
    const words = chosen || wordsAt(place.startContainer, place.startOffset);
    const field = one("input[name$=date]", form) ?? one("input:not([type=hidden]):not([type=radio])", form);
    if (!words || !field) return false;
    field.value = words;
    field.focus();
    say(`${field.name}: ${words}`);
    return true;
  };

  document.addEventListener("click", (event) => {
    const text = event.target.closest("#article-text");
    if (text && armed() && clicked(event)) { event.preventDefault(); return; }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.fill) {
      fill(button.form, JSON.parse(button.dataset.fill));
      one("button.act", button.form).focus();
    }
    if (button.dataset.action === "copy") copied(button);
    if (button.dataset.action === "keys") document.getElementById("keys").showModal();
  });

  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details.chip")) document.getElementById("article-text")?.classList.toggle("armed", Boolean(armed()));
  }, true);

  document.addEventListener("change", (event) => {
    if (event.target.id === "f-column") document.getElementById("f-value").value = event.target.selectedOptions[0].dataset.value;
  });

  const find = document.getElementById("find");
  find?.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of all("#found-list li")) row.hidden = !words.every((word) => row.dataset.words.includes(word));
  });

  // what is wider than the screen scrolls by keys as well
  for (const box of all(".scroll")) box.tabIndex = 0;

  // a file that is dropped on the article is read as if it were chosen
  const read = document.getElementById("read");
  read?.addEventListener("dragover", (event) => event.preventDefault());
  // what is too large is not sent, so that nothing typed beside it is lost
  read?.addEventListener("submit", (event) => {
    const file = document.getElementById("file").files[0];
    const large = new Blob([document.getElementById("text").value]).size + (file?.size ?? 0) > Number(read.dataset.most);
    document.getElementById("too-large").hidden = !large;
    if (large) event.preventDefault();
  });
  read?.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    document.getElementById("file").files = event.dataTransfer.files;
  });

  // after a swap: the focus stays in the card, the figure is in view, and the interval is told once
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target.id === "card") {
      one(".card-title", target)?.focus({ preventScroll: true });
      one("a.figure.here")?.scrollIntoView({ block: "nearest" });
      document.getElementById("article-text")?.classList.remove("armed");
    }
    if (target.id === "sentence") {
      const title = one("[data-action=copy]", target);
      title?.focus({ preventScroll: true });
      const mark = one(".mark", target);
      if (mark) say(mark.textContent);
    }
    if (target.id === "joins" || target.id === "without") {
      target.removeAttribute("aria-busy");
      const moves = one(".moves", target);
      if (moves && target.id === "joins") say(moves.textContent.replace(/\s+/g, " ").trim());
    }
  });

  const press = (choice) => { const found = one(choice); found?.click(); return Boolean(found); };
  const go = (key) => press(`[data-go="g ${key}"]`) || (key === "r" && (location.href = "/#waiting", true));

  const step = (name) => {
    const claim = one(".claim");
    const id = claim?.dataset[name];
    if (id) location.href = `${location.pathname}?claim=${encodeURIComponent(id)}`;
    return Boolean(id);
  };

  const chips = { p: ["set-place", "open"], d: ["set-date", "open"], o: ["set-origin", "open"], m: ["set-measure", "this"], w: ["set-party", "this"], r: ["set-role", "this"], e: ["edit", "this"] };
  const keys = {
    "?": () => document.getElementById("keys").showModal(),
    "/": () => { if (find) find.focus(); else location.href = "/#find"; },
    j: () => step("following"),
    k: () => step("previous"),
    a: () => press(".claim [data-action=accept]"),
    x: () => press(".claim [data-action=reject]"),
    s: () => press(".claim [data-action=skip]"),
    A: () => press("[data-action=accept-sure]"),
    u: () => press("[data-action=undo]"),
    v: () => press(".joined a[data-key=v]") || press(".joins-what a"),
    c: () => press("#sentence [data-action=copy]"),
    l: () => press("[data-chart=scale]"),
    y: () => {
      const editor = document.getElementById("editor");
      if (!editor) return;
      if (editor.value.trim()) one("[data-action=approve]").focus(); else editor.focus();
    },
  };

  let before = "";
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape") {
      const chip = one("details.chip[open]");
      if (chip) { chip.open = false; one("summary", chip).focus(); }
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && read) { event.preventDefault(); read.requestSubmit(); return; }
    if (field && !["checkbox", "radio"].includes(field.type)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]") || event.repeat) return;
    if (before === "g") {
      before = "";
      if (go(event.key)) event.preventDefault();
      return;
    }
    before = event.key === "g" ? "g" : "";
    if (chips[event.key]) {
      const [action, rest] = chips[event.key];
      const summary = one(`.claim [data-action=${action}]`);
      if (summary) { event.preventDefault(); open(summary.closest("details"), rest); return; }
    }
    if (/^[1-9]$/.test(event.key)) {
      const story = all(".stories > article")[Number(event.key) - 1];
      if (story) one("h3 a", story)?.click();
      return;
    }
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
})();

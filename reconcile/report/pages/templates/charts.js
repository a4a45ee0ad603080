"use strict";
(() => {
  // filled in when the page is made: fonts, and the rules of a chart in light and in dark colours
  const style = CHART_STYLE;
  const margin = 20;
  const name = "http://www.w3.org/2000/svg";

  const tell = (row, fact) => {
    row.insertBefore(document.createElementNS(name, "title"), row.firstChild).textContent = fact;
  };

  const shown = (figure) => figure.querySelector("svg.desk:not([hidden])");

  // the chart as a file: wide, on its own paper, with what is known of each row
  const file = (figure, rules) => {
    const svg = shown(figure).cloneNode(true);
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const size = [width + 2 * margin, height + 2 * margin];
    for (const key of Array.from(svg.attributes)) svg.removeAttribute(key.name);
    svg.setAttribute("xmlns", name);
    svg.setAttribute("viewBox", `${-margin} ${-margin} ${size[0]} ${size[1]}`);
    svg.setAttribute("width", size[0]);
    svg.setAttribute("height", size[1]);
    svg.setAttribute("role", "img");
    for (const row of svg.querySelectorAll(".row")) {
      const fact = row.getAttribute("aria-label");
      if (fact) tell(row, fact);
      row.removeAttribute("aria-label");
      row.setAttribute("class", "row");
    }
    for (const one of svg.querySelectorAll("[id]")) one.removeAttribute("id");
    const look = document.createElementNS(name, "style");
    look.textContent = rules;
    const paper = document.createElementNS(name, "rect");
    const place = { x: -margin, y: -margin, width: size[0], height: size[1], class: "paper" };
    for (const [key, value] of Object.entries(place)) paper.setAttribute(key, value);
    svg.querySelector("desc").after(look, paper);
    return { text: new XMLSerializer().serializeToString(svg), size };
  };
  const both = () => `${style.light}@media screen and (prefers-color-scheme:dark){${style.dark}}`;

  const address = (text) => {
    const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
    return `data:image/svg+xml;base64,${btoa(bytes)}`;
  };

  const save = (blob, file_name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = file_name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // as chart_csv.py writes it: what a spreadsheet would take for a formula gets an apostrophe
  const field = (cell) => {
    if (cell.tagName === "TD" && cell.dataset.v !== undefined) return cell.dataset.v;
    const said = cell.dataset.v ?? cell.textContent;
    const text = /^[=+\-@\t\r]/.test(said) ? `'${said}` : said;
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const csv = (figure) => {
    const rows = Array.from(figure.querySelectorAll(".chart-data tr"));
    const texts = rows.map((row) => Array.from(row.cells, field).join(","));
    return `${texts.join("\n")}\n`;
  };

  const png = (figure, rules, file_name) => {
    const { text, size } = file(figure, rules);
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      // two pixels for each: sharp on the screens of phones
      [canvas.width, canvas.height] = size.map((side) => 2 * side);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, file_name), "image/png");
    };
    image.src = address(text);
  };

  const embed = (figure) => {
    const { text, size } = file(figure, both());
    const image = document.createElement("img");
    const [title, description] = ["title", "desc"].map((kind) => shown(figure).querySelector(kind).textContent);
    image.setAttribute("alt", `${title}. ${description}`);
    image.setAttribute("width", size[0]);
    image.setAttribute("height", size[1]);
    image.setAttribute("style", "max-width:100%;height:auto");
    const code = image.outerHTML.replace("<img ", `<img src="${address(text)}" `);
    return `<figure>${code}</figure>`;
  };

  const turn = (figure, button) => {
    for (const svg of figure.querySelectorAll("svg.chart")) svg.toggleAttribute("hidden");
    const [linear, log] = [button.dataset.linear, button.dataset.log];
    button.textContent = shown(figure).dataset.scale === "log" ? linear : log;
  };

  const acts = {
    csv: (figure) => save(new Blob([csv(figure)], { type: "text/csv" }), `${figure.dataset.name}.csv`),
    svg: (figure) => save(new Blob([file(figure, both()).text], { type: "image/svg+xml" }), `${figure.dataset.name}.svg`),
    png: (figure) => png(figure, style.light, `${figure.dataset.name}.png`),
    png_dark: (figure) => png(figure, style.dark, `${figure.dataset.name}-dark.png`),
    embed: (figure, button) => navigator.clipboard.writeText(embed(figure)).then(() => {
      button.textContent = button.dataset.done;
    }),
    scale: turn,
  };
  // the facts of rows are written once a chart: its other layouts have the same rows
  for (const figure of document.querySelectorAll("figure.chart")) {
    const [first, ...others] = figure.querySelectorAll("svg.chart");
    const facts = Array.from(first.querySelectorAll(".row"), (row) => row.firstElementChild.textContent);
    for (const svg of others) {
      svg.querySelectorAll(".row").forEach((row, place) => tell(row, facts[place]));
    }
  }
  for (const tools of document.querySelectorAll(".chart-tools")) tools.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-chart]");
    if (button) acts[button.dataset.chart](button.closest("figure.chart"), button);
  });
})();

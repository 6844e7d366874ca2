import { disputed, h, say, synthetic } from "./elements.js";
import { state } from "./state.js";

const text = (cell) => (cell instanceof Node ? cell.textContent : cell == null ? "unknown" : String(cell));
const DAY = /^\d{4}(-\d\d){0,2}$/;
const quoted = (cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The rows as CSV (RFC 4180), in the order in which the table shows them. */
export function csv(columns, rows) {
  return [columns, ...rows].map((row) => row.map((cell) => quoted(text(cell))).join(",")).join("\r\n") + "\r\n";
}

function compare(one, other) {
  const [a, b] = [text(one), text(other)];
  return a.localeCompare(b, "en", { numeric: true });
}

/** A table whose columns sort. `rows` is sorted in place, so that CSV follows it. */
function table(caption, columns, rows) {
  const body = h("tbody");
  const heads = columns.map((column, at) =>
    h("th", { scope: "col" }, h("button", { type: "button", class: "sort", onclick: () => sort(at) }, column)));
  const fill = () => body.replaceChildren(...rows.map((row) => h("tr", {}, row.map((cell, at) =>
    h(at ? "td" : "th", at ? { class: DAY.test(cell) && "date" } : { scope: "row" }, cell == null ? h("span", { class: "unknown" }, "unknown") : cell)))));
  function sort(at) {
    const descending = heads[at].getAttribute("aria-sort") === "ascending";
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[at].setAttribute("aria-sort", descending ? "descending" : "ascending");
    rows.sort((one, other) => compare(one[at], other[at]) * (descending ? -1 : 1));
    fill();
  }
  fill();
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)), body));
}

/** The table as a drawing, for what has no other picture. */
function drawn(columns, rows) {
  const canvas = h("canvas");
  const pen = canvas.getContext("2d");
  const cells = [columns, ...rows].map((row) => row.map((cell) => text(cell).slice(0, 48)));
  pen.font = "13px sans-serif";
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => pen.measureText(row[at] ?? "").width)) + 20);
  canvas.width = widths.reduce((sum, width) => sum + width, 10);
  canvas.height = Math.min(cells.length * 22 + 12, 16_000);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#16202c";
  cells.forEach((row, down) => {
    pen.font = `${down ? "" : "bold "}13px sans-serif`;
    let x = 8;
    row.forEach((cell, at) => { pen.fillText(cell, x, down * 22 + 20); x += widths[at]; });
  });
  return canvas;
}

function asked(queries) {
  return (queries ?? []).map((query) => h("div", { class: "asked" },
    h("p", {}, h("strong", {}, query.name), " — ", h("code", {}, `entente query show ${query.name}`), " prints it"),
    h("pre", { tabindex: "0", "aria-label": `Query ${query.name}` }, [query.browser, query.text].filter(Boolean).join("\n"))));
}

/** Tell that an answer is cut short, invented in part or disputed; nothing, where it is none of these. */
export function caveats(answer) {
  return [
    answer.complete === false && h("span", { class: "mark" }, "cut short"),
    answer.synthetic && synthetic(), answer.disputed && disputed(),
  ].filter(Boolean);
}

/**
 * A picture with what is behind it: its table, CSV and PNG, the Cypher that made it, and a link.
 * `content` is the picture; without one the table is shown itself. `canvas` gives what PNG takes.
 */
export function picture({ title, note, answer = {}, columns, rows, count = rows.length, content, canvas, empty = "Nothing is on record. That is unknown, not no." }) {
  const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const drawer = h("div", { class: "drawer" });
  const open = (button, make) => {
    const was = button.getAttribute("aria-expanded") === "true";
    tools.querySelectorAll("[aria-expanded]").forEach((each) => each.setAttribute("aria-expanded", "false"));
    drawer.replaceChildren(...(was ? [] : [make()].flat()));
    button.setAttribute("aria-expanded", String(!was));
    state.set({ shows: was ? "" : `${name}.${button.textContent}` }, { silently: true });
  };
  const toggle = (label, make) => {
    const button = h("button", { type: "button", "aria-expanded": "false", onclick: () => open(button, make) }, label);
    return button;
  };
  const press = (label, act) => h("button", { type: "button", onclick: act }, label);
  const link = async () => {
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    drawer.replaceChildren(h("label", {}, "Link to exactly this view ", h("input", { readonly: true, value: location.href, size: 60 })));
    drawer.querySelector("input").select();
    say("The link is copied where the browser allows it");
  };
  const tools = h("div", { class: "tools", role: "group", "aria-label": `${title}: what is behind it` },
    content && rows.length > 0 && toggle("Table", () => table(title, columns, rows)),
    rows.length > 0 && press("CSV", () => save(new Blob(["\ufeff", csv(columns, rows)], { type: "text/csv" }), `${name}.csv`)),
    rows.length > 0 && press("PNG", () => (canvas?.() ?? drawn(columns, rows)).toBlob((blob) => save(blob, `${name}.png`))),
    answer.asked?.length > 0 && toggle("Cypher", () => asked(answer.asked)),
    press("Link", link));
  const shows = [...tools.querySelectorAll("[aria-expanded]")].find((each) => state.get("shows") === `${name}.${each.textContent}`);
  shows?.click();
  return h("section", { class: "picture", "data-picture": name },
    h("div", { class: "head" }, h("h2", {}, title, " ", rows.length > 0 && h("span", { class: "count" }, String(count)), caveats(answer)), tools),
    note && h("p", { class: "note" }, note),
    rows.length === 0 ? h("p", { class: "empty" }, empty) : content ?? table(title, columns, rows),
    drawer);
}

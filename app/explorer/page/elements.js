/** Make an element. `on…` attributes are listeners; false, null and undefined ones are left out. */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (["value", "checked", "disabled"].includes(name)) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(3).filter((child) => child != null && child !== false));
  return made;
}

export const words = (code) => String(code ?? "").replaceAll("_", " ");

/** Tell screen readers what changed. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

/** A link to a nation's page on the day that is shown. */
export const nationLink = (state, nation) => h("a", { href: state.link({ view: "nation", of: nation.key }) }, nation.name);

export const synthetic = () => h("span", { class: "mark synthetic", title: "Invented, for demonstration" }, "synthetic");
export const disputed = () => h("span", { class: "mark disputed", title: "Sources disagree" }, "disputed");

/** Who says so, how far that can be relied on, and whether it was still observed on the day. */
export function evidence(record) {
  const grade = record.reliability ? ` ${record.reliability}${record.credibility}` : "";
  return `${record.source ?? "unknown source"}${grade}`;
}

/** First to last day; an open end says whether it is in force or unknown. */
export function span(record) {
  const first = `${record.startUnknown ? "by " : ""}${record.since ?? "unknown"}`;
  return `${first} – ${record.until ?? (record.endUnknown ? "end unknown" : "no end on record")}`;
}

import { combobox } from "./combobox.js";
import { Refusal, ask, file } from "./ask.js";
import { h } from "./elements.js";

/** The day on screen, as the lists of entities need it: they show all days where none is named. */
export function day(state) {
  return state.get("on") || new Date().toISOString().slice(0, 10);
}

/** The same day some months earlier or later. */
export function monthsFrom(on, months) {
  const moved = new Date(`${on}T00:00:00Z`);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved.toISOString().slice(0, 10);
}

/** A field that picks one nation and puts its key into the address as `name`. */
export function nationField(state, name, label) {
  const key = state.get(name);
  const field = combobox({ label, labels: ["Nation"], value: key, on: () => state.get("on"), chosen: (hit) => state.set({ [name]: hit.key }) });
  if (key) named(field.querySelector("input"), key, state.get("on"));
  return h("label", { class: "field" }, h("span", {}, label), field);
}

/** Show the nation's name where its key stands; the key stays where no name is to be had. */
function named(input, key, on) {
  ask("search", { text: key, labels: ["Nation"], on, limit: 1 }).then(({ hits }) => {
    if (hits[0]?.key === key && input.value === key) input.value = hits[0].name;
  }, () => {});
}

/** Some of several choices, as boxes; the address keeps them joined by commas. */
export function boxes(state, name, label, choices, standard) {
  const chosen = new Set(state.list(name).length ? state.list(name) : standard);
  const change = (choice) => {
    chosen.has(choice) ? chosen.delete(choice) : chosen.add(choice);
    state.set({ [name]: [...chosen].join(",") });
  };
  return h("fieldset", { class: "boxes" }, h("legend", {}, label), choices.map((choice) =>
    h("label", {}, h("input", { type: "checkbox", checked: chosen.has(choice), onchange: () => change(choice) }), " ", choice.replaceAll("_", " "))));
}

/** The place of an answer that takes longer than the rest of the page; it fails alone. */
export function later(title, make) {
  const place = h("section", { class: "picture waiting", "aria-busy": "true" }, h("h2", {}, title), h("p", { class: "note" }, "Asking the record …"));
  make().then((done) => place.replaceWith(...[done].flat()), (error) => {
    if (!(error instanceof Refusal)) console.error(error);
    place.setAttribute("aria-busy", "false");
    place.replaceChildren(h("h2", {}, title), h("p", { class: "empty", role: "alert" }, `${error.title ?? "Something failed"}: ${error.message}`),
      h("button", { type: "button", onclick: () => place.replaceWith(later(title, make)) }, "Ask again"));
  });
  return place;
}

/** A button that saves the brief on a nation, or on two, as it stands on the day on screen. */
export function brief(state, of, other) {
  const search = new URLSearchParams({ on: day(state), ...(other ? { with: other } : {}) });
  const said = h("span", { role: "status" });
  const save = async (type, ending) => {
    said.textContent = " Writing the brief …";
    try {
      const address = await file(`/api/v1/briefs/${encodeURIComponent(of)}?${search}`, type);
      h("a", { href: address, download: `brief-${[of, other].filter(Boolean).join("-")}-${day(state)}.${ending}` }).click();
      said.textContent = "";
    } catch (error) {
      said.textContent = ` ${error.message}`;
    }
  };
  return h("span", { class: "brief" },
    h("button", { type: "button", onclick: () => save("application/pdf", "pdf") }, "Brief as PDF"), " ",
    h("button", { type: "button", onclick: () => save("text/html", "html") }, "Brief as page"), said);
}

export const invitation = (title, ...lines) => h("div", { class: "state" }, h("h1", {}, title), lines.map((line) => h("p", {}, line)));

export const OBLIGATIONS = ["defence", "offence", "neutrality", "non-aggression", "consultation", "entente", "access", "logistics", "information_sharing", "training", "procurement"];

const scripts = new Map();

/** Load a library that is no module, once. */
export function library(name) {
  if (!scripts.has(name)) scripts.set(name, new Promise((resolve, reject) => {
    document.head.append(h("script", { src: `/vendor/${name}`, onload: resolve, onerror: () => reject(new Error(`${name} does not load`)) }));
  }));
  return scripts.get(name);
}

/** The colours of the theme that is on, for canvases. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const named = (name) => style.getPropertyValue(`--${name}`).trim();
  return { text: named("text"), soft: named("soft"), ground: named("ground"), panel: named("panel"), line: named("line"), accent: named("accent"),
    kinds: [1, 2, 3, 4, 5, 6, 7, 8].map((each) => named(`kind-${each}`)) };
}

/** A canvas with the theme's ground under it, so that a saved picture is not see-through. */
export function grounded(canvas) {
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const pen = copy.getContext("2d");
  pen.fillStyle = colours().ground;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(canvas, 0, 0);
  return copy;
}

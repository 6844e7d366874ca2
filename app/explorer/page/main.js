import { useKey } from "./ask.js";
import { combobox } from "./combobox.js";
import { h, say } from "./elements.js";
import { state } from "./state.js";
import { views } from "./views.js";

const FIRST_YEAR = 1900;
const main = document.getElementById("main");
let shown = 0;

function today() {
  return new Date().toISOString().slice(0, 10);
}

/** The day field and the slider of years: both change everything on screen. */
function dayControls() {
  const field = h("input", { type: "date", "aria-label": "On this day", min: "1816-01-01", max: "2100-12-31" });
  const slider = h("input", { type: "range", min: FIRST_YEAR, max: new Date().getFullYear(), step: 1, "aria-label": "Year" });
  let timer;
  const show = () => {
    field.value = state.get("on", today());
    slider.value = field.value.slice(0, 4);
    slider.setAttribute("aria-valuetext", field.value);
  };
  const ask = (day, wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => state.set({ on: day === today() ? "" : day }), wait);
  };
  field.addEventListener("change", () => field.value && ask(field.value, 0));
  slider.addEventListener("input", () => {
    const monthDay = field.value.slice(4);
    field.value = `${slider.value}${monthDay === "-02-29" ? "-02-28" : monthDay}`;
    slider.setAttribute("aria-valuetext", field.value);
    ask(field.value, 350);
  });
  state.onChange(show);
  show();
  document.getElementById("day").append(h("label", {}, "On "), field, slider,
    h("button", { type: "button", class: "quiet", onclick: () => state.set({ on: "" }) }, "Today"));
}

function theme() {
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = localStorage.getItem("theme") ?? (system.matches ? "dark" : "light");
    document.documentElement.dataset.theme = chosen;
    button.textContent = chosen === "dark" ? "Light" : "Dark";
  };
  button.addEventListener("click", () => {
    localStorage.setItem("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    apply();
    render();
  });
  system.addEventListener("change", () => { apply(); render(); });
  apply();
}

function chosen(hit) {
  if (hit.label === "Nation") state.set({ view: "nation", of: hit.key });
  else state.set({ view: "entity", of: hit.key, label: hit.label });
}

function refused(error) {
  if (error.status === 401) return signIn(error);
  const denied = error.status === 403;
  return h("div", { class: "state", role: "alert" }, h("h1", {}, denied ? "You may not see this" : error.title ?? "Something failed"),
    h("p", {}, error.message),
    denied ? h("p", {}, "Your key lets you in, but not to this answer. Whoever administers this service can widen it.")
      : h("button", { type: "button", onclick: render }, "Ask again"));
}

function signIn(error) {
  const field = h("input", { type: "password", "aria-label": "Key", autocomplete: "off", required: true });
  const enter = (event) => { event.preventDefault(); useKey(field.value); render(); };
  return h("form", { class: "state", onsubmit: enter }, h("h1", {}, "A key is needed"), h("p", {}, error.message),
    h("p", {}, "It is kept in this tab until you close it, and sent to this service only."), field,
    h("button", { type: "submit" }, "Open"));
}

const nameOf = (each) => `${each.tagName} ${each.getAttribute("aria-label") ?? (each.closest("label") ?? each).textContent}`;

/** How to find again what has the focus now, once everything is drawn anew; nothing, where it is elsewhere. */
function focusIn(place) {
  const now = document.activeElement;
  if (now === place || !place.contains(now)) return undefined;
  const name = nameOf(now).replace(/[+−]$/, "");
  return () => [...place.querySelectorAll("button, input, select, textarea, a")].find((each) => nameOf(each).replace(/[+−]$/, "") === name);
}

/** Show the view that the address names. A slower answer to an earlier question is dropped. */
async function render() {
  const mine = ++shown;
  const name = state.get("view", "nation");
  const view = views[name] ?? views.nation;
  document.querySelectorAll("#views a").forEach((link) => {
    link.href = state.link({ view: link.dataset.view, of: state.get("of"), with: state.get("with") });
    link.dataset.view === name ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  });
  document.title = `${view.title} – Entente explorer`;
  main.setAttribute("aria-busy", "true");
  const focused = focusIn(main);
  const waiting = setTimeout(() => mine === shown && main.replaceChildren(h("div", { class: "state loading" }, h("p", {}, "Asking the record …"))), 150);
  try {
    const content = await view.show(state);
    if (mine !== shown) return;
    main.replaceChildren(...[content].flat(4).filter(Boolean));
    focused?.()?.focus();
    main.querySelectorAll("*").forEach((each) => each.drawn?.());
    say(`${view.title} is shown`);
  } catch (error) {
    if (mine !== shown) return;
    if (error.status === undefined) console.error(error);
    main.replaceChildren(refused(error));
  } finally {
    clearTimeout(waiting);
    if (mine === shown) main.setAttribute("aria-busy", "false");
  }
}

document.getElementById("search").append(
  combobox({ label: "Search everything", placeholder: "Search nations, treaties, exercises, posts …", on: () => state.get("on"), chosen }));
document.getElementById("views").append(...Object.entries(views).filter(([, view]) => !view.hidden).map(([name, view]) =>
  h("li", {}, h("a", { href: `#view=${name}`, "data-view": name }, view.title))));
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
dayControls();
theme();
state.onChange(render);
render();

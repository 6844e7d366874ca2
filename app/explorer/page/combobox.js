import { ask } from "./ask.js";
import { h, say, words } from "./elements.js";

let made = 0;

/**
 * A field that suggests entities while one types (ARIA combobox). Arrows move, Enter takes, Escape closes.
 * `chosen` is called with the entity that was taken.
 */
export function combobox({ label, labels = [], value = "", placeholder, on, chosen }) {
  const id = `suggestions-${++made}`;
  const list = h("ul", { role: "listbox", id, "aria-label": `${label}: suggestions`, hidden: true });
  const input = h("input", {
    type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
    "aria-label": label, autocomplete: "off", spellcheck: "false", placeholder: placeholder ?? label, value,
    oninput: () => { clearTimeout(timer); timer = setTimeout(suggest, 120); }, onkeydown: key,
    onblur: () => setTimeout(close, 150),
  });
  let timer, hits = [], active = -1, latest = 0;

  async function suggest() {
    const mine = ++latest;
    const typed = input.value.trim();
    if (!typed) return close();
    try {
      const answer = await ask("search", { text: typed, labels, on: on(), limit: 12 });
      if (mine === latest) show(answer.hits);
    } catch (refusal) {
      if (mine === latest) nothing(refusal.message);
    }
  }
  function show(found) {
    hits = found;
    active = -1;
    if (!found.length) return nothing("Nothing answers to that name.");
    list.replaceChildren(...found.map((hit, at) => h("li", { role: "option", id: `${id}-${at}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(at); } },
      h("span", { class: "hit" }, hit.parts.map((part) => (part.matched ? h("mark", {}, part.text) : part.text)), hit.text === hit.name ? "" : ` — ${hit.name}`),
      h("span", { class: "kind" }, words(hit.label.replace(/([a-z])([A-Z])/g, "$1 $2")).toLowerCase()))));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    say(`${found.length} suggestions`);
  }
  function nothing(why) {
    hits = [];
    list.replaceChildren(h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "kind" }, why));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }
  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function move(by) {
    if (!hits.length) return;
    active = (active + by + hits.length) % hits.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${id}-${active}`);
  }
  function take(at) {
    const hit = hits[at];
    if (!hit) return;
    latest++;
    input.value = hit.name;
    close();
    chosen(hit);
  }
  function key(event) {
    const acts = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => take(Math.max(active, 0)), Escape: close };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }
  return h("div", { class: "combobox" }, input, list);
}

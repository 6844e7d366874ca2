const listeners = new Set();

/** What is on screen. All of it stands in the address after `#`, so that a link restores it. */
function read() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

export const state = {
  /** A value of the address, or `otherwise`. */
  get: (name, otherwise = "") => read()[name] ?? otherwise,
  /** Several values of one name, which are kept joined by commas. */
  list: (name) => (read()[name] ?? "").split(",").filter(Boolean),
  /** The address of another view of the same day. */
  link: (changes) => `#${new URLSearchParams(clean({ on: read().on, ...changes }))}`,
  /** Change some of what is shown and leave the rest. */
  set(changes, { silently = false } = {}) {
    const next = `#${new URLSearchParams(clean({ ...read(), ...changes }))}`;
    if (next === location.hash) return;
    if (silently) history.replaceState(null, "", next);
    else location.hash = next;
  },
  onChange: (listener) => listeners.add(listener),
};

function clean(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null && value !== ""));
}

addEventListener("hashchange", () => listeners.forEach((listener) => listener()));

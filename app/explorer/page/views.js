/** Each view by its name in the address. A view is loaded when it is first shown. */
function view(title, file, hidden = false) {
  return { title, hidden, show: async (state) => (await import(`./views/${file}.js`)).show(state) };
}

export const views = {
  nation: view("Nation", "nation"),
  network: view("Network", "network"),
  paths: view("Paths", "paths"),
  map: view("Map", "map"),
  history: view("History", "history"),
  matrix: view("Interoperability", "matrix"),
  whatif: view("What if", "what_if"),
  entity: view("Entity", "entity", true),
};

import { ask, graphql } from "../ask.js";
import { combobox } from "../combobox.js";
import { disputed, evidence, h, say, synthetic, words } from "../elements.js";
import { day, invitation } from "../parts.js";
import { picture } from "../picture.js";

const PROFILES = `query($on: Date) { requirements(on: $on, first: 100) { nodes { key name } } }`;
const points = (hundredths) => (hundredths / 100).toFixed(hundredths % 100 ? 1 : 0);
const range = (each) => (each.lower === each.upper ? points(each.lower) : `${points(each.lower)}–${points(each.upper)}`);

/** Forces against what a mission needs: each cell says how they stand, and opens into the gap and what would close it. */
export async function show(state) {
  const forces = state.list("forces").length ? state.list("forces") : [state.get("of"), state.get("with")].filter(Boolean);
  const { requirements } = await graphql(PROFILES, { on: day(state) });
  const requirement = state.get("for", requirements.nodes[0]?.key);
  const asking = controls(state, { forces, requirement, profiles: requirements.nodes });
  if (forces.length < 2) return [asking, invitation("Interoperability", "Add two to eight forces: nations, units or bodies.", "Each cell tells how far they have what the mission needs; nothing on record stays unknown.")];
  const answer = await ask("interoperability-gaps", { requirement, forces, on: state.get("on"), ways: 5 });
  const gap = h("div", { id: "gap" });
  const found = answer.gaps.find((each) => each.item === state.get("item"));
  if (found) gap.append(opened(state, answer, found));
  return [asking, summary(answer), matrix(state, answer, gap), gap, gaps(state, answer, gap)];
}

function controls(state, { forces, requirement, profiles }) {
  const add = combobox({ label: "Add a force", labels: ["Nation", "Unit", "Organization"], on: () => state.get("on"),
    chosen: (hit) => state.set({ forces: [...new Set([...forces, hit.key])].slice(0, 8).join(","), item: "" }) });
  const drop = (force) => state.set({ forces: forces.filter((each) => each !== force).join(","), of: "", with: "", item: "" });
  const select = h("select", { onchange: (event) => state.set({ for: event.target.value, item: "" }) }, profiles.map((each) => h("option", { value: each.key, selected: each.key === requirement }, each.name)));
  return h("div", { class: "asking" }, h("label", { class: "field" }, h("span", {}, "Mission"), select),
    h("label", { class: "field" }, h("span", {}, "Add a force"), add),
    h("div", {}, forces.map((force) => h("button", { type: "button", class: "chip", "aria-label": `Remove ${force}`, onclick: () => drop(force) }, `${force} ×`))));
}

function summary(answer) {
  const figure = (value, name) => h("div", {}, h("b", {}, value), h("span", {}, name));
  return h("div", { class: "title" }, h("h1", {}, answer.requirementName), h("p", {}, answer.forces.map((force) => force.name).join(", "), ` on ${answer.on}`),
    h("div", { class: "figures" }, figure(`${points(answer.lower)} of 100`, "for certain"), figure(`${points(answer.upper)} of 100`, "at most, if all that is unknown were met"), figure(String(answer.gaps.length), "gaps")));
}

function matrix(state, answer, place) {
  const needed = answer.parts.flatMap((part) => part.items.map((item) => ({ part, item })));
  const standing = (item, force) => {
    const own = item.forces.filter((each) => each.force === force.key);
    return own.length ? own : item.pairs.filter((pair) => [pair.one, pair.other].includes(force.key));
  };
  const worst = (found) => ["none", "disputed", "unknown", "partial", "full"].find((each) => found.some((one) => one.standing === each)) ?? found[0]?.standing ?? "unknown";
  const open = (item) => {
    const gap = answer.gaps.find((each) => each.item === item.key);
    state.set({ item: item.key }, { silently: true });
    place.replaceChildren(gap ? opened(state, answer, gap) : h("section", { class: "picture" }, h("h2", {}, item.name), h("p", {}, "No gap: all of them have it for certain.")));
    place.scrollIntoView({ block: "nearest" });
    say(`${item.name} is opened below`);
  };
  const cell = (item, force) => {
    const found = standing(item, force);
    const how = worst(found);
    const tone = { full: "full", partial: "partial", limited: "partial", planned: "partial", none: "none", disputed: "none" }[how] ?? "undetermined";
    return h("td", { class: tone }, h("button", { type: "button", "aria-label": `${item.name}, ${force.name}: ${words(how)}`, onclick: () => open(item) }, words(how),
      found.some((each) => each.synthetic) && synthetic(), found.some((each) => each.disputed) && how !== "disputed" && disputed()));
  };
  const grid = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Interoperability matrix" }, h("table", { class: "matrix" }, h("caption", {}, "Needs by force"),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Needed"), h("th", { scope: "col" }, "Points"), answer.forces.map((force) => h("th", { scope: "col" }, force.name)))),
    h("tbody", {}, needed.map(({ part, item }) => h("tr", {}, h("th", { scope: "row" }, item.name, " ", h("span", { class: "kind" }, words(part.part))), h("td", {}, `${range(item)} of ${points(item.points)}`), answer.forces.map((force) => cell(item, force)))))));
  return picture({ title: "Matrix", answer, content: grid, columns: ["Needed", "Part", "Points for certain", "Points at most", "Points", ...answer.forces.map((force) => force.name)],
    rows: needed.map(({ part, item }) => [item.name, words(part.part), points(item.lower), points(item.upper), points(item.points), ...answer.forces.map((force) => words(worst(standing(item, force))))]),
    note: "Choose a cell to open the gap and what would close it. Unknown: no source says. What is needed of each two forces shows the worse of a force's pairs." });
}

function opened(state, answer, gap) {
  const item = answer.parts.flatMap((part) => part.items).find((each) => each.key === gap.item);
  const side = (sides) => sides.map((each) => `${each.forces.join(" & ")} (${words(each.standing)})`).join(", ") || "nobody";
  const records = item.forces.flatMap((force) => force.records.map((record) => `${force.force}: ${record.extent}, ${evidence(record)}`));
  return picture({ title: gap.name, answer, note: `Lacking or unknown: ${side(gap.lacking)}. Have it: ${side(gap.have)}. Missing for certain ${points(gap.missing)} points, unknown ${points(gap.unknown)}.${records.length ? ` Records: ${records.join("; ")}.` : ""}`,
    empty: "No way to close it is on record.", columns: ["Way to close it", "Kind", "Closes it for", "Already in", "Last held", "Cost, USD"],
    rows: gap.ways.map((way) => [h("span", {}, way.name, way.synthetic && synthetic()), words(way.kind), side(way.closes), way.alreadyIn.join(", ") || "none of them", way.lastHeld, way.costUsd]) });
}

function gaps(state, answer, place) {
  const open = (gap) => { state.set({ item: gap.item }, { silently: true }); place.replaceChildren(opened(state, answer, gap)); place.scrollIntoView({ block: "nearest" }); };
  return picture({ title: "Gaps", answer, empty: "No gap is on record.", columns: ["Gap", "Part", "Missing for certain", "Unknown", "Ways on record"],
    rows: answer.gaps.map((gap) => [h("button", { type: "button", class: "sort", onclick: () => open(gap) }, gap.name), words(gap.part), points(gap.missing), points(gap.unknown), gap.ways.length + (gap.moreWays ? "+" : "")]) });
}

import { ask } from "../ask.js";
import { h, nationLink, words } from "../elements.js";
import { invitation, nationField } from "../parts.js";
import { picture } from "../picture.js";

const FORMS = ["withdrawal USA north-atlantic-treaty", "accession SWE north-atlantic-treaty defence", "agreement POL,JPN defence"];

/** What would be lost and gained if something changed. Nothing is written. */
export async function show(state) {
  const changes = state.get("changes").split("\n").map((line) => line.trim()).filter(Boolean);
  const field = h("textarea", { rows: 3, cols: 52, "aria-describedby": "forms", value: changes.join("\n") });
  const ask_ = (event) => { event.preventDefault(); state.set({ changes: field.value }); };
  const asking = h("form", { class: "asking", onsubmit: ask_ }, h("label", { class: "field" }, h("span", {}, "Suppose, one change a line"), field),
    nationField(state, "of", "Paths from"), nationField(state, "with", "to"), h("button", { type: "submit" }, "Show the difference"),
    h("p", { class: "note", id: "forms" }, "In words such as ", FORMS.map((form) => [h("code", {}, form), "  "])));
  if (!changes.length) return [asking, invitation("What if", "Suppose that a nation withdraws, joins or concludes an agreement, and see the difference.",
    h("a", { class: "chip", href: state.link({ view: "whatif", changes: FORMS[0], of: "NOR", with: "JPN" }) }, "The United States leave the North Atlantic Treaty"))];
  const between = [state.get("of"), state.get("with")].filter(Boolean);
  const answer = await ask("what-if", { changes, between: between.length === 2 ? between : [], on: state.get("on"), limit: 200 });
  return [asking, summary(answer), h("div", { class: "columns" }, pairs(state, answer), answer.paths && paths(answer), answer.commitments.map((each) => commitments(state, answer, each)), answer.brokers && brokers(state, answer))];
}

const lost = () => h("span", { class: "lost" }, "lost");
const gained = () => h("span", { class: "gained" }, "gained");
const both = (found, row) => [...found.lost.map((each) => [lost(), ...row(each)]), ...found.gained.map((each) => [gained(), ...row(each)])];

function summary(answer) {
  const figure = (before, after, name) => h("div", {}, h("b", {}, `${before} → ${after}`), h("span", {}, name));
  return h("div", { class: "title" }, h("h1", {}, "The difference"), h("p", {}, `Supposed on ${answer.on}: ${answer.suppositions.join("; ")}. Nothing is written.`),
    h("div", { class: "figures" }, figure(answer.pairsBefore, answer.pairsAfter, "pairs of nations linked by defence"), answer.paths && figure(answer.paths.before, answer.paths.after, "paths between the two") || ""));
}

function pairs(state, answer) {
  return picture({ title: "Linked pairs", answer, note: answer.morePairs ? "There are more than these." : undefined, empty: "No pair is lost or gained.", columns: ["Change", "One", "Other", "By"],
    rows: both({ lost: answer.pairsLost, gained: answer.pairsGained }, (pair) => [nationLink(state, pair.one), nationLink(state, pair.other), pair.through.map((link) => link.name).join("; ")]) });
}

function paths(answer) {
  return picture({ title: "Paths", answer, empty: "No path is lost or gained.", columns: ["Change", "Nations", "Agreements of the hops"],
    rows: both(answer.paths, (path) => [path.nations.map((nation) => nation.name).join(" – "), path.agreements.join(" – ")]) });
}

function commitments(state, answer, found) {
  return picture({ title: `Commitments of ${found.nation.name}`, answer, empty: "No direct commitment is lost or gained.", columns: ["Change", "Bound", "To", "Obligation", "By"],
    rows: both(found, (bond) => [nationLink(state, bond.bound), nationLink(state, bond.to), words(bond.obligation), bond.agreements.join("; ")]) });
}

function brokers(state, answer) {
  return picture({ title: "Brokers", answer, empty: "The same could bring the two together.", columns: ["Change", "Nation"], rows: both(answer.brokers, (nation) => [nationLink(state, nation)]) });
}

import { ask } from "../ask.js";
import { evidence, h, span, synthetic, words } from "../elements.js";
import { day, invitation, later } from "../parts.js";
import { picture } from "../picture.js";

/** Where the HTTP interface has each kind of entity, and what of it is shown. */
const KINDS = {
  Organization: ["organizations", ["members", "agreements", "parts", "engagements"]],
  Agreement: ["agreements", ["parties", "obligations", "governs"]],
  Obligation: ["obligations", ["boundBy"]],
  Unit: ["units", ["owners", "engagements", "capabilities", "standards"]],
  AttachePost: ["attache-posts", ["senders", "accreditations", "engagements"]],
  Engagement: ["engagements", ["participants", "series", "requirements"]],
  EngagementSeries: ["engagement-series", ["editions", "requirements"]],
  Initiative: ["initiatives", ["servedBy", "governedBy"]],
  Capability: ["capabilities", ["holders", "requiredBy"]],
  Standard: ["standards", ["implementers", "requiredBy"]],
  Requirement: ["requirements", ["requirements", "domains"]],
  Dispute: ["disputes", ["sides"]],
  InformationBarrier: ["information-barriers", ["restricted"]],
  Domain: ["domains", ["subjects"]],
};
/** Kinds that are over on most days that one looks at: they are shown whenever they were. */
const PASSING = ["Engagement", "EngagementSeries"];
const QUIET = ["id", "key", "name", "label", "record", "recordedAt", "marking", "assertions", "asked", "cursor", "sincePrecision", "untilPrecision",
  "since", "until", "startUnknown", "endUnknown", "attestedUntil", "source", "sourceRow", "reliability", "credibility", "synthetic", "node", "on", "knownOn", "sources", "entity"];
const title = (name) => words(name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()).replace(/^./, (first) => first.toUpperCase());
const plain = (value) => (Array.isArray(value) ? value.map(words).join(", ") : words(String(value)));

/** Anything that is no nation: what is on record of it, and what it is tied to. */
export async function show(state) {
  const [key, label] = [state.get("of"), state.get("label")];
  if (!KINDS[label]) return invitation("No such kind of entity", "Search above for what you look for.");
  const [folder, related] = KINDS[label];
  const on = PASSING.includes(label) ? undefined : day(state);
  const answer = await ask(`${folder}/${encodeURIComponent(key)}`, { on });
  const known = Object.entries(answer).filter(([name, value]) => !QUIET.includes(name) && value != null && typeof value !== "object" || Array.isArray(value) && !QUIET.includes(name));
  return [
    h("div", { class: "title" }, h("h1", {}, answer.name, " ", h("span", { class: "key" }, title(label)), answer.synthetic && synthetic()),
      h("p", { class: "note" }, `${span(answer)}. ${evidence(answer)}.`)),
    h("div", { class: "columns" },
      picture({ title: "What is on record", columns: ["What", "Value"], rows: known.map(([name, value]) => [title(name), plain(value)]) }),
      related.map((name) => later(title(name), () => ties(state, { folder, key, name, on })))),
  ];
}

async function ties(state, { folder, key, name, on }) {
  const answer = await ask(`${folder}/${encodeURIComponent(key)}/${name}`, { on, first: 200, total: true });
  const rows = answer.items.map((item) => {
    const { node, fact } = parted(item);
    const said = Object.entries(fact).filter(([field, value]) => !QUIET.includes(field) && value != null && value !== "");
    return [linked(state, node), said.map(([field, value]) => `${title(field)}: ${plain(value)}`).join("; ") || "–", span(fact), h("span", {}, evidence(fact), fact.synthetic && synthetic())];
  });
  return picture({ title: title(name), answer, columns: ["Which", "How", "When", "Source"], rows, note: answer.total > rows.length ? `The first ${rows.length} of ${answer.total}.` : undefined });
}

function parted(item) {
  const { entity, node, ...fact } = item;
  return { node: entity ?? node, fact };
}

function linked(state, node) {
  const view = node.label === "Nation" ? { view: "nation", of: node.key } : { view: "entity", of: node.key, label: node.label };
  return h("a", { href: state.link(view) }, node.name);
}

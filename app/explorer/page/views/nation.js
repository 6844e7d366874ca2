import { ask, graphql } from "../ask.js";
import { disputed, evidence, h, nationLink, span, synthetic, words } from "../elements.js";
import { brief, day, invitation, later, monthsFrom, nationField } from "../parts.js";
import { picture } from "../picture.js";

const FACT = "since startUnknown until endUnknown source reliability credibility synthetic";
const nations = (body, many = "$key: String!, $on: Date") =>
  `query(${many}) { nations(on: $on, where: {key: {eq: $key}}) { asked { name parameters browser text } nodes { ${body} } } }`;
const HEAD = nations("key name officialName region capital languages landlocked since startUnknown until endUnknown source reliability credibility synthetic");
const TIES = nations(`organizations(first: 200) { totalCount edges { ${FACT} node { key name label } } }
  agreements(first: 500) { totalCount edges { obligations obligationsUnknown reservation attestedUntil ${FACT} node { key name label kind } } }`);
const POSTS = nations(`postsSent(first: 200) { edges { ${FACT} node { key name label ... on AttachePost { residence vacant } } } }
  postsReceived(first: 200) { edges { resident ${FACT} node { key name label ... on AttachePost { residence vacant } } } }
  disputes(first: 100) { edges { side role hostility ${FACT} node { key name label kind subject } } }`);
const ENGAGEMENTS = `query($key: String!, $from: Date!, $until: Date!) { nations(where: {key: {eq: $key}}, first: 1) {
  asked { name parameters browser text } nodes { engagements(first: 200, where: {since: {gte: $from, lte: $until}}, sort: [{by: since, descending: true}])
  { totalCount edges { role ${FACT} node { key name label ... on Engagement { kind location } } } } } } }`;

const entity = (state, node) => h("a", { href: state.link({ view: "entity", of: node.key, label: node.label }) }, node.name);
const said = (record) => h("span", {}, evidence(record), " ", record.synthetic && synthetic());

/** One nation on the day: what it belongs to and is bound by, what it does, and what needs attention. */
export async function show(state) {
  const of = state.get("of");
  const pick = h("div", { class: "asking" }, nationField(state, "of", "Nation"));
  if (!of) return [pick, welcome(state)];
  const [key, on] = [of, day(state)];
  const head = (await graphql(HEAD, { key, on })).nations.nodes[0];
  if (!head) return [pick, invitation(`No nation ${key} on ${on}`, "No record shows it as a state on that day. Move the day, or search for another.")];
  return [pick, title(state, head, on),
    h("div", { class: "columns" },
      later("Needs attention", () => attention(state, key)),
      later("Defence commitments", () => commitments(state, key)),
      later("Agreements", () => agreements(state, { key, on })),
      later("Memberships", () => memberships(state, { key, on })),
      later("Engagements", () => engagements(state, key, on)),
      later("Posts", () => posts(state, { key, on })),
      later("Disputes", () => disputes(state, { key, on })))];
}

function welcome(state) {
  const suggestion = (key, name) => h("a", { class: "chip", href: state.link({ view: "nation", of: key }) }, name);
  return h("div", { class: "state" }, h("h1", {}, "Who is bound to whom, by what, on a day"),
    h("p", {}, "Search for a nation, a treaty, an exercise or a post above, or begin with one of these."),
    h("p", {}, [["POL", "Poland"], ["JPN", "Japan"], ["USA", "United States"], ["GRC", "Greece"], ["PHL", "Philippines"]].map((pair) => [suggestion(...pair), " "])));
}

function title(state, nation, on) {
  const facts = [nation.officialName, nation.region, nation.capital && `capital ${nation.capital}`, nation.landlocked && "landlocked"].filter(Boolean);
  const more = [["network", "Network"], ["map", "Map"], ["history", "History"], ["paths", "Paths"]];
  return h("div", { class: "title" }, h("h1", {}, nation.name, " ", h("span", { class: "key" }, nation.key), nation.synthetic && synthetic()),
    h("p", {}, facts.join(" · "), h("br"), h("span", { class: "note" }, `As of ${on}. This account: ${span(nation)}, ${evidence(nation)}.`)),
    h("p", { class: "chips" }, more.map(([view, name]) => [h("a", { class: "chip", href: state.link({ view, of: nation.key, with: state.get("with") }) }, name), " "]), brief(state, nation.key)));
}

async function attention(state, nation) {
  const answer = await ask("attention", { nation, on: state.get("on"), limit: 50 });
  return picture({ title: "Needs attention", answer, empty: "Nothing on record needs attention.",
    note: answer.more ? `The most pressing 50 of ${answer.found}.` : undefined,
    columns: ["What", "How pressing", "Why", "What settles it", "Since", "Source"],
    rows: answer.items.map((item) => [`${item.subject.name} (${words(item.kind)})`, h("span", { class: `pressing ${item.severity}` }, item.severity), item.why, item.settles, item.since,
      h("span", {}, [...new Set(item.evidence.map(evidence))].join(", ") || "no record", item.synthetic && synthetic(), item.disputed && disputed())]) });
}

async function commitments(state, nation) {
  const answer = await ask("commitments", { nation, on: state.get("on"), maxHops: 1, limit: 500 });
  const bonds = answer.bonds[0];
  const sides = [["bound to defend it", bonds.boundToIt], ["it must defend", bonds.boundByIt]];
  const rows = sides.flatMap(([side, found]) => found.map((bond) => [nationLink(state, bond.nation), side,
    bond.through.map((link) => link.name).join("; "),
    h("span", {}, [...new Set(bond.through.flatMap((link) => link.commitments.map(evidence)))].join(", "),
      bond.through.some((link) => link.doubts.length) && disputed(), bond.through.every((link) => !link.attested) && h("span", { class: "mark" }, "not attested since"))]));
  return picture({ title: "Defence commitments", answer, columns: ["Nation", "Commitment", "By", "Source"], rows,
    note: `${bonds.boundToIt.length} are bound to defend it; it is bound to defend ${bonds.boundByIt.length}. Direct commitments only.` });
}

async function agreements(state, asked) {
  const { nations: answer } = await graphql(TIES, asked);
  const found = answer.nodes[0].agreements;
  return picture({ title: "Agreements", answer: { asked: answer.asked }, note: part(found),
    columns: ["Agreement", "Kind", "Binds it to", "Left open", "In force", "Source"],
    rows: found.edges.map((edge) => [entity(state, edge.node), words(edge.node.kind), edge.obligations?.map(words).join(", ") || "no obligation on record",
      edge.obligationsUnknown?.map(words).join(", ") || "–", span(edge), said(edge)]) });
}

const part = (found) => (found.totalCount > found.edges.length ? `The first ${found.edges.length} of ${found.totalCount}.` : undefined);

async function memberships(state, asked) {
  const { nations: answer } = await graphql(TIES, asked);
  const found = answer.nodes[0].organizations;
  return picture({ title: "Memberships", answer: { asked: answer.asked }, note: part(found), columns: ["Body", "Member", "Source"],
    rows: found.edges.map((edge) => [entity(state, edge.node), span(edge), said(edge)]) });
}

async function engagements(state, key, on) {
  const { nations: answer } = await graphql(ENGAGEMENTS, { key, from: monthsFrom(on, -24), until: on });
  const found = answer.nodes[0].engagements;
  return picture({ title: "Engagements", answer: { asked: answer.asked }, note: `Begun in the 24 months up to ${on}. ${part(found) ?? ""}`,
    columns: ["Engagement", "Kind", "Where", "Role", "When", "Source"],
    rows: found.edges.map((edge) => [entity(state, edge.node), words(edge.node.kind), edge.node.location, edge.role, span(edge), said(edge)]) });
}

async function posts(state, asked) {
  const { nations: answer } = await graphql(POSTS, asked);
  const { postsSent, postsReceived } = answer.nodes[0];
  const row = (side) => (edge) => [entity(state, edge.node), side, edge.node.residence,
    edge.node.vacant === true ? h("span", { class: "mark" }, "vacant") : edge.node.vacant === false ? "held" : null, span(edge), said(edge)];
  return picture({ title: "Posts", answer: { asked: answer.asked }, columns: ["Post", "Side", "Residence", "Holder", "Tenure", "Source"],
    rows: [...postsSent.edges.map(row("sent")), ...postsReceived.edges.map(row("received"))] });
}

async function disputes(state, asked) {
  const { nations: answer } = await graphql(POSTS, asked);
  return picture({ title: "Disputes", answer: { asked: answer.asked }, columns: ["Dispute", "Kind", "Over", "Its side", "When", "Source"],
    rows: answer.nodes[0].disputes.edges.map((edge) => [entity(state, edge.node), words(edge.node.kind), edge.node.subject, edge.side ?? edge.role, span(edge), said(edge)]) });
}

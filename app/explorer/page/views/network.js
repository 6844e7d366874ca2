import { graphql } from "../ask.js";
import { evidence, h, say, words } from "../elements.js";
import { OBLIGATIONS, boxes, colours, day, grounded, invitation, nationField } from "../parts.js";
import { picture } from "../picture.js";

const KINDS = ["Nation", "Agreement", "Organization", "Engagement", "Dispute"];
const SHOWN = ["Agreement"];
const FACT = "since until source reliability credibility synthetic";
const OF_NATION = { Agreement: "agreements", Organization: "organizations", Engagement: "engagements", Dispute: "disputes" };
const BACK = { Agreement: ["agreements", "parties"], Organization: ["organizations", "members"], Engagement: ["engagements", "participants"], Dispute: ["disputes", "sides"] };
const MANNER = { Agreement: "obligations", Engagement: "role", Dispute: "side" };
/** Above so many nodes, names are shown only where one looks closely. */
const NAMED_UP_TO = 350;

const edgesOf = (kind, more = "") => `edges { ${MANNER[kind] ?? ""} ${FACT} node { key name label ${more} } }`;
const ofNation = (kinds) => `query($key: String!, $on: Date) { nations(on: $on, where: {key: {eq: $key}}) { asked { name parameters browser text } nodes { key name label
  ${kinds.map((kind) => `${OF_NATION[kind]}(first: 300) { ${edgesOf(kind, kind === "Agreement" ? "shortName" : "")} }`).join(" ")} } } }`;
const ofOther = (kind) => `query($key: String!, $on: Date) { ${BACK[kind][0]}(on: $on, where: {key: {eq: $key}}) { asked { name parameters browser text } nodes { key name label
  ${BACK[kind][1]}(first: 300) { ${edgesOf(kind)} } } } }`;
const ALL = `query($on: Date, $after: String) { agreements(on: $on, first: 100, after: $after) { asked { name parameters browser text } pageInfo { hasNextPage endCursor }
  nodes { key name label shortName parties(first: 200) { ${edgesOf("Agreement")} } } } }`;

/** What one entity is tied to on the day, as ties between it and others. */
async function tiesOf(node, kinds, on) {
  const isNation = node.label === "Nation";
  if (!isNation && !BACK[node.label]) return { ties: [], asked: [] };
  const answer = Object.values(await graphql(isNation ? ofNation(kinds) : ofOther(node.label), { key: node.key, on }))[0];
  const found = answer.nodes[0];
  if (!found) return { ties: [], asked: answer.asked };
  const lists = isNation ? kinds.map((kind) => [kind, found[OF_NATION[kind]]]) : [[node.label, found[BACK[node.label][1]]]];
  return { root: found, asked: answer.asked, ties: lists.flatMap(([kind, list]) => list.edges.map((edge) => tie(found, edge, kind))) };
}

const tie = (one, edge, kind) => ({ one: { key: one.key, name: one.name, label: one.label, shortName: one.shortName }, other: edge.node, kind, fact: edge, manner: [edge[MANNER[kind]] ?? []].flat() });

/** Every agreement of the day with its parties. */
async function everything(on) {
  const found = { ties: [], asked: [] };
  for (let after = null, more = true; more; ) {
    const { agreements } = await graphql(ALL, { on, after });
    found.asked = agreements.asked;
    found.ties.push(...agreements.nodes.flatMap((node) => node.parties.edges.map((edge) => tie(node, edge, "Agreement"))));
    [after, more] = [agreements.pageInfo.endCursor, agreements.pageInfo.hasNextPage];
  }
  return found;
}

/** The network around a nation. `open` in the address names what is expanded, so that a link restores it. */
export async function show(state) {
  const on = day(state);
  const kinds = state.list("kinds").length ? state.list("kinds") : SHOWN;
  const wanted = state.list("obligations");
  const asking = [h("div", { class: "asking" }, nationField(state, "of", "Around"),
    h("button", { type: "button", onclick: () => state.set({ of: "", all: "agreements" }) }, "All agreements of the day")),
    boxes(state, "kinds", "Kinds", KINDS.slice(1), SHOWN), boxes(state, "obligations", "Only ties with these obligations (none: all)", OBLIGATIONS, [])];
  if (!state.get("of") && !state.get("all")) return [asking, invitation("The network", "Pick a nation to begin with, or draw all agreements of the day.")];
  const parts = state.get("of") ? await opened(state, kinds, on) : [await everything(on)];
  const ties = unique(parts.flatMap((part) => part.ties)).filter((each) => kinds.includes(each.kind) && (!wanted.length || each.manner.some((one) => wanted.includes(one))));
  return [asking, drawing(state, ties, parts.flatMap((part) => part.asked))];
}

async function opened(state, kinds, on) {
  const open = state.list("open").map((each) => ({ label: each.split(":")[0], key: each.slice(each.indexOf(":") + 1) }));
  return Promise.all([{ label: "Nation", key: state.get("of") }, ...open].map((node) => tiesOf(node, kinds, on)));
}

const idOf = (node) => `${node.label}:${node.key}`;

function unique(ties) {
  const seen = new Map();
  for (const each of ties) {
    const [a, b] = [idOf(each.one), idOf(each.other)].sort();
    const id = `${a}|${b}|${each.fact.source}|${each.fact.since}`;
    if (!seen.has(id)) seen.set(id, each);
  }
  return [...seen.values()];
}

function drawing(state, ties, asked) {
  const graph = h("div", { class: "graph", role: "img", "aria-label": `Network of ${ties.length} ties; the table under Table holds the same` });
  const about = h("div", { class: "note", role: "status" }, "Choose a node to expand or collapse it. The table holds the same for keyboards and screen readers.");
  let drawn;
  graph.drawn = async () => { drawn = await draw(graph, ties, { root: `Nation:${state.get("of")}`, open: new Set(state.list("open")), pick: (node) => picked(state, about, node) }); };
  const rows = ties.map((each) => [each.one.name, toggle(state, each.other), words(each.kind).toLowerCase(), each.manner.map(words).join(", ") || "–", each.fact.since, evidence(each.fact)]);
  const legend = h("div", { class: "legend" }, KINDS.map((kind, at) => h("span", {}, h("span", { class: `swatch k${at + 1}` }), kind.toLowerCase())));
  return picture({ title: "Network", answer: { asked }, columns: ["One", "Other", "Kind", "Obligations or role", "Since", "Source"], rows,
    content: h("div", {}, graph, legend, about), canvas: () => grounded(drawn.png()), note: `On ${day(state)}.`,
    empty: "No tie of these kinds and obligations is on record for that day. That is unknown, not no." });
}

const expandable = (node) => node.label === "Nation" || node.label in BACK;

/** Change in the address whether a node is expanded. */
function turn(state, node) {
  const open = new Set(state.list("open"));
  const was = open.delete(idOf(node));
  if (!was) open.add(idOf(node));
  say(`${node.name} is ${was ? "collapsed" : "expanded"}`);
  state.set({ open: [...open].join(",") });
}

function toggle(state, node) {
  if (!expandable(node) || !state.get("of")) return node.name;
  return h("span", {}, node.name, " ", h("button", { type: "button", "aria-label": `Expand or collapse ${node.name}`, onclick: () => turn(state, node) }, state.list("open").includes(idOf(node)) ? "−" : "+"));
}

function picked(state, about, node) {
  const view = node.label === "Nation" ? { view: "nation", of: node.key } : { view: "entity", of: node.key, label: node.label };
  const isOpen = state.list("open").includes(idOf(node));
  about.replaceChildren(h("strong", {}, node.name), " ", h("a", { class: "chip", href: state.link(view) }, "Open its page"),
    ...(expandable(node) && state.get("of") && node.key !== state.get("of") ? [h("button", { type: "button", onclick: () => turn(state, node) }, isOpen ? "Collapse" : "Expand")] : []),
    ...(node.label === "Nation" && state.get("of") && node.key !== state.get("of") ? [" ", h("a", { class: "chip", href: state.link({ view: "paths", of: state.get("of"), with: node.key }) }, `Paths from ${state.get("of")}`)] : []));
}

/** Draw ties between entities. Returns what gives the picture as a canvas. Shown in well under a second for 10,000 ties. */
export async function draw(host, ties, { root, open = new Set(), pick = () => {} }) {
  const cytoscape = (await import("/vendor/cytoscape.min.js")).default;
  const nodes = new Map();
  for (const { one, other } of ties) for (const node of [one, other]) nodes.set(idOf(node), node);
  const many = nodes.size > NAMED_UP_TO;
  const { kinds, text, soft, ground, accent } = colours();
  const elements = [
    ...[...nodes].map(([id, node]) => ({ data: { id, name: caption(node), node, colour: kinds[Math.max(KINDS.indexOf(node.label), 0)], open: id === root || open.has(id) ? 1 : 0, size: node.label === "Nation" ? 20 : 13 } })),
    ...ties.map((each, at) => ({ data: { id: `tie-${at}`, source: idOf(each.one), target: idOf(each.other) } })),
  ];
  const graph = cytoscape({
    container: host, elements, textureOnViewport: many, hideEdgesOnViewport: many, pixelRatio: many ? 1 : "auto", boxSelectionEnabled: false, minZoom: 0.05, maxZoom: 4,
    style: [
      { selector: "node", style: { "background-color": "data(colour)", width: "data(size)", height: "data(size)", label: many ? "" : "data(name)", color: text, "font-size": 12, "text-outline-color": ground, "text-outline-width": 2, "text-valign": "bottom", "text-margin-y": 3 } },
      { selector: "node[open = 1]", style: { "border-width": 3, "border-color": accent, "font-weight": "bold" } },
      { selector: "edge", style: { width: many ? 0.6 : 1.2, "line-color": soft, "line-opacity": many ? 0.35 : 0.6, "curve-style": "haystack" } },
    ],
    layout: { name: "preset", padding: 40, positions: nodes.has(root) && !many ? around(root, nodes, ties) : rings(nodes, ties) },
  });
  graph.on("tap", "node", (event) => pick(event.target.data("node")));
  const sized = () => graph.style().selector("node").style({ "font-size": 12 / graph.zoom(), label: many && graph.zoom() < 0.9 ? "" : "data(name)" }).update();
  graph.on("zoom", sized);
  sized();
  return { graph, png: () => graph.renderer().data.canvases[2] };
}

const caption = ({ shortName, name }) => ((shortName ?? name).length > 34 ? `${(shortName ?? name).slice(0, 32)}…` : shortName ?? name);

/** Where each node goes: the root in the middle, what is one tie away around it, and what that is tied to outside. */
function around(root, nodes, ties) {
  const near = new Map([...nodes.keys()].map((id) => [id, []]));
  for (const { one, other } of ties) {
    near.get(idOf(one)).push(idOf(other));
    near.get(idOf(other)).push(idOf(one));
  }
  const places = { [root]: { x: 0, y: 0 } };
  let radius = 0;
  for (let ring = [root]; ring.length; ) {
    const next = [...new Set(ring.flatMap((id) => near.get(id)))].filter((id) => !places[id]);
    radius += Math.max(150, (next.length * 16) / Math.PI - radius);
    next.forEach((id, at) => {
      const angle = (at / next.length) * 2 * Math.PI - Math.PI / 2;
      const stagger = next.length > 12 && at % 2 ? 1.13 : 1;
      places[id] = { x: Math.cos(angle) * radius * 2 * stagger, y: Math.sin(angle) * radius * stagger };
    });
    ring = next;
  }
  return (node) => places[node.id()] ?? { x: 0, y: radius + 120 };
}

/** Rings about the centre, the best connected innermost: placed without trying, so that it is quick however many. */
function rings(nodes, ties) {
  const degree = new Map();
  for (const { one, other } of ties) for (const node of [one, other]) degree.set(idOf(node), (degree.get(idOf(node)) ?? 0) + 1);
  const ranked = [...nodes.keys()].sort((a, b) => degree.get(b) - degree.get(a) || a.localeCompare(b));
  const places = {};
  for (let ring = 0, at = 0; at < ranked.length; ring++) {
    const room = Math.max(1, ring * 14);
    for (let spot = 0; spot < room && at < ranked.length; spot++, at++) {
      const angle = (spot / room) * 2 * Math.PI + ring * 0.37;
      places[ranked[at]] = { x: Math.cos(angle) * ring * 110, y: Math.sin(angle) * ring * 110 };
    }
  }
  return (node) => places[node.id()];
}

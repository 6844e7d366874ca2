import { graphql } from "../ask.js";
import { evidence, h, span, synthetic, words } from "../elements.js";
import { colours, day, grounded, library, monthsFrom, nationField } from "../parts.js";
import { picture } from "../picture.js";

const FACT = "since startUnknown until endUnknown source reliability credibility synthetic";
const ENGAGEMENTS = `query($where: EngagementWhere, $after: String) { engagements(first: 100, after: $after, where: $where, sort: [{by: since, descending: true}]) { totalCount pageInfo { hasNextPage endCursor } asked { name parameters browser text }
  nodes { key name label kind location latitude longitude ${FACT} participants(first: 60) { edges { role node { key name label } } } } } }`;
const POSTS = `query($on: Date) { attachePosts(first: 200, on: $on) { totalCount asked { name parameters browser text }
  nodes { key name label residence vacant ${FACT} senders(first: 3) { nodes { key name } } accreditations(first: 20) { edges { resident node { key name label } } } } } }`;
const MOST = 400;
const [WIDTH, HEIGHT] = [1400, 700];

/** Engagements of a year up to the day, and the posts of the day, over the outlines of the world. */
export async function show(state) {
  const [on, of] = [day(state), state.get("of")];
  const [engagements, posts, world] = await Promise.all([held(on, of), accredited(on, of), outlines()]);
  const places = [...engagements.nodes.map((each) => engagementPlace(each, world)), ...posts.nodes.flatMap((each) => postPlaces(each, world))];
  return [h("div", { class: "asking" }, nationField(state, "of", "Only with this nation"), of && h("button", { type: "button", onclick: () => state.set({ of: "" }) }, "All nations")),
    chart(state, places, world, { on, of, asked: [...engagements.asked, ...posts.asked], found: engagements.totalCount })];
}

async function held(on, of) {
  const where = { since: { gte: monthsFrom(on, -12), lte: on }, ...(of ? { participants: { some: { node: { key: { eq: of } } } } } : {}) };
  const all = { nodes: [], asked: [] };
  for (let after = null, more = true; more && all.nodes.length < MOST; ) {
    const page = (await graphql(ENGAGEMENTS, { where, after })).engagements;
    all.nodes.push(...page.nodes);
    Object.assign(all, { asked: page.asked, totalCount: page.totalCount });
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  return all;
}

async function accredited(on, of) {
  const { attachePosts } = await graphql(POSTS, { on });
  const touches = (post) => !of || post.senders.nodes.some((each) => each.key === of) || post.accreditations.edges.some((edge) => edge.node.key === of);
  return { asked: attachePosts.asked, nodes: attachePosts.nodes.filter(touches) };
}

let drawnWorld;

/** The outlines, with the middle of each nation by its three-letter code. */
async function outlines() {
  return (drawnWorld ??= (async () => {
    await library("d3-array.min.js");
    await Promise.all([library("d3-geo.min.js"), library("topojson-client.min.js")]);
    const [atlas, codes] = await Promise.all(["countries-110m.json", "country-codes.json"].map(async (name) => (await fetch(`/vendor/${name}`)).json()));
    const letters = new Map(codes.map(([, three, number]) => [number, three]));
    const countries = topojson.feature(atlas, atlas.objects.countries).features;
    return { countries, middle: new Map(countries.map((each) => [letters.get(each.id), largest(each)])) };
  })());
}

/** The middle of the largest piece: that of all pieces may lie in the sea. */
function largest(country) {
  const { type, coordinates } = country.geometry;
  const pieces = (type === "Polygon" ? [coordinates] : coordinates).map((each) => ({ type: "Polygon", coordinates: each }));
  return d3.geoCentroid(pieces.sort((a, b) => d3.geoArea(b) - d3.geoArea(a))[0]);
}

function engagementPlace(each, world) {
  const hosts = each.participants.edges.filter((edge) => edge.role === "host").map((edge) => edge.node);
  const host = hosts.find((node) => world.middle.has(node.key));
  const known = each.latitude != null && each.longitude != null;
  return { what: each, sort: "engagement", kind: each.kind, where: each.location, hosts: hosts.map((node) => node.name).join(", "), area: known ? null : host?.key,
    at: known ? [each.longitude, each.latitude] : host ? world.middle.get(host.key) : null, by: known ? "its place" : host ? "middle of the host" : "not placed" };
}

function postPlaces(each, world) {
  return each.accreditations.edges.map(({ node, resident }) => ({ what: each, sort: "post", kind: resident ? "resident post" : "non-resident post", where: each.residence, hosts: node.name, area: node.key,
    at: world.middle.get(node.key) ?? null, by: world.middle.has(node.key) ? "middle of the host" : "not placed" }));
}

function chart(state, places, world, { on, of, asked, found }) {
  const placed = places.filter((each) => each.at);
  const canvas = h("canvas", { class: "map", width: WIDTH, height: HEIGHT, role: "img", "aria-label": `World map of ${placed.length} engagements and posts; the table under Table holds the same` });
  const about = h("p", { class: "note", role: "status" }, "Choose a circle to list what is there.");
  canvas.drawn = () => {
    const circles = drawMap(canvas, gathered(placed), world);
    canvas.onclick = (event) => list(state, about, hit(canvas, circles, event));
    canvas.onmousemove = (event) => { canvas.title = hit(canvas, circles, event)?.title ?? ""; };
  };
  const legend = h("div", { class: "legend" }, h("span", {}, h("span", { class: "swatch k1" }), "engagements"), h("span", {}, h("span", { class: "swatch k2" }), "attaché posts"), h("span", {}, "The larger a circle, the more of them."));
  return picture({ title: "World map", answer: { asked }, content: h("div", {}, canvas, legend, about), canvas: () => grounded(canvas), columns: ["What", "Kind", "Where", "Host", "Placed by", "When", "Source"],
    note: `Engagements that began in the 12 months up to ${on}${of ? ` with ${of}` : ""}, and posts of that day. ${places.length - placed.length} of ${places.length} have no place and no host on record: they are in the table only.${found > MOST ? ` The newest of ${found} engagements.` : ""} Outlines: Natural Earth, of today whatever the day, for orientation only.`,
    rows: places.map((each) => [h("a", { href: state.link({ view: "entity", of: each.what.key, label: each.what.label }) }, each.what.name), words(each.kind), each.where, each.hosts || null, each.by, span(each.what), h("span", {}, evidence(each.what), each.what.synthetic && synthetic())]) });
}

/** What lies at one place is one circle. */
function gathered(placed) {
  const groups = new Map();
  for (const each of placed) {
    const key = `${each.sort}|${each.at.map((degree) => degree.toFixed(1))}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function drawMap(canvas, groups, world) {
  const { kinds, line, panel, soft, ground, text } = colours();
  const pen = canvas.getContext("2d");
  const projection = d3.geoNaturalEarth1().fitExtent([[8, 8], [WIDTH - 8, HEIGHT - 8]], { type: "Sphere" });
  const path = d3.geoPath(projection, pen);
  pen.clearRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = ground;
  pen.beginPath(); path({ type: "Sphere" }); pen.fill();
  pen.fillStyle = line; pen.strokeStyle = panel; pen.lineWidth = 0.8;
  for (const country of world.countries) { pen.beginPath(); path(country); pen.fill(); pen.stroke(); }
  return groups.map((group) => {
    const [x, y] = projection(group[0].at);
    const moved = group[0].sort === "post" ? x + 9 : x;
    const radius = Math.min(5 + Math.sqrt(group.length) * 3, 30);
    pen.beginPath(); pen.arc(moved, y, radius, 0, 2 * Math.PI);
    pen.globalAlpha = 0.75; pen.fillStyle = kinds[group[0].sort === "post" ? 1 : 0]; pen.fill();
    pen.globalAlpha = 1; pen.strokeStyle = panel; pen.stroke();
    if (group.length > 1) {
      pen.font = "600 13px sans-serif"; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineWidth = 3; pen.strokeStyle = panel;
      pen.strokeText(group.length, moved, y); pen.fillStyle = text; pen.fillText(group.length, moved, y); pen.lineWidth = 0.8;
    }
    return { x: moved, y, radius, group, title: `${group.length} at ${group[0].where ?? group[0].hosts}` };
  });
}

function hit(canvas, circles, event) {
  const box = canvas.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) * (WIDTH / box.width), (event.clientY - box.top) * (HEIGHT / box.height)];
  return circles.findLast((each) => Math.hypot(each.x - x, each.y - y) <= Math.max(each.radius, 10));
}

function list(state, about, circle) {
  if (!circle) return;
  about.replaceChildren(...circle.group.slice(0, 12).flatMap((each) => [h("a", { class: "chip", href: state.link({ view: "entity", of: each.what.key, label: each.what.label }) }, each.what.name), " "]),
    circle.group.length > 12 ? `and ${circle.group.length - 12} more: see the table` : "");
}

import { ask } from "../ask.js";
import { disputed, evidence, h, synthetic, words } from "../elements.js";
import { colours, grounded, invitation, library, nationField } from "../parts.js";
import { picture } from "../picture.js";

/** What two nations did together: by year and kind, how often, and what has gone quiet. */
export async function show(state) {
  const between = [state.get("of"), state.get("with")];
  const since = h("input", { type: "date", value: state.get("since"), onchange: (event) => state.set({ since: event.target.value }) });
  const asking = h("div", { class: "asking" }, nationField(state, "of", "One nation"), nationField(state, "with", "With"), h("label", { class: "field" }, h("span", {}, "Since"), since));
  if (!between[0] || !between[1]) return [asking, invitation("Exchange history", "Pick two nations to see what they did together, and what has gone quiet.")];
  const answer = await ask("exchange-history", { between, on: state.get("on"), since: state.get("since"), limit: 200 });
  return [asking, heading(answer), byYear(answer), h("div", { class: "columns" }, lapses(state, answer), cadence(answer), timeline(state, answer))];
}

function heading(answer) {
  const figure = (value, name) => h("div", {}, h("b", {}, String(value)), h("span", {}, name));
  return h("div", { class: "title" }, h("h1", {}, answer.parties.map((party) => party.name).join(" and ")),
    h("p", { class: "note" }, `${answer.countedSince} to ${answer.on}`),
    h("div", { class: "figures" }, figure(answer.engagements, "engagements on record"), figure(words(answer.trend.direction), "trend"),
      figure(answer.lapses.length, "series gone quiet"), figure(answer.notHeld.length, "kinds not known to be held")));
}

function byYear(answer) {
  const years = [...new Set([...answer.trend.years, ...answer.byYear].map((each) => each.year))].sort((a, b) => a - b);
  const kinds = [...new Set(answer.byYear.map((each) => each.kind))];
  const count = (year, kind) => answer.byYear.find((each) => each.year === year && each.kind === kind)?.engagements ?? 0;
  const canvas = h("canvas", { role: "img", "aria-label": "Engagements by year and kind; the table under Table holds the same" });
  canvas.drawn = () => bars(canvas, years, kinds.map((kind) => ({ label: words(kind), data: years.map((year) => count(year, kind)) })));
  return picture({ title: "Engagements by year", answer, columns: ["Year", ...kinds.map(words)], rows: answer.engagements ? years.map((year) => [year, ...kinds.map((kind) => count(year, kind))]) : [],
    content: h("div", { class: "chart" }, canvas), canvas: () => grounded(canvas),
    note: `Counted by the sources on record: ${answer.coverage.map((each) => `${each.source} (${each.first.slice(0, 4)}–${each.last.slice(0, 4)})`).join(", ")}. A year without a bar is a year without a record, not without engagements.` });
}

async function bars(canvas, years, series) {
  await library("chart.min.js");
  const { kinds, text, line } = colours();
  const axis = { stacked: true, ticks: { color: text, precision: 0 }, grid: { color: line } };
  new Chart(canvas, { type: "bar",
    data: { labels: years, datasets: series.map((each, at) => ({ ...each, backgroundColor: kinds[at % kinds.length] })) },
    options: { responsive: true, maintainAspectRatio: false, animation: false, scales: { x: axis, y: { ...axis, beginAtZero: true } }, plugins: { legend: { labels: { color: text, boxWidth: 12 } } } } });
}

function lapses(state, answer) {
  return picture({ title: "Gone quiet", answer, empty: "No series on record has lapsed.", columns: ["Series", "Together", "Rhythm in months", "Last together", "Lapsed since", "Note"],
    rows: answer.lapses.map((lapse) => [h("a", { href: state.link({ view: "entity", of: lapse.series.key, label: "EngagementSeries" }) }, lapse.series.name), lapse.together, lapse.rhythm, lapse.lastTogether, lapse.lapsedSince,
      h("span", {}, lapse.attested ? "attested" : "no source observes it on that day: the pause may be one of observation", lapse.synthetic && synthetic(), lapse.disputed && disputed())]) });
}

function cadence(answer) {
  const rows = answer.cadence.map((each) => [words(each.kind), each.engagements, each.medianGap ?? "once only", each.lastHeld, each.sinceLast]);
  return picture({ title: "How often", answer, columns: ["Kind", "Engagements", "Months between (median)", "Last held", "Months since"], rows,
    note: answer.notHeld.length ? `Not known to be held together: ${answer.notHeld.map(words).join(", ")}. That is unknown, not no.` : undefined });
}

function timeline(state, answer) {
  return picture({ title: "Engagements", answer, note: answer.more ? "The newest 200." : undefined, columns: ["Engagement", "Kind", "Where", "First day", "Last day", "Source"],
    rows: answer.timeline.map((entry) => [h("a", { href: state.link({ view: "entity", of: entry.key, label: "Engagement" }) }, entry.name), words(entry.kind), entry.location, entry.first, entry.last,
      h("span", {}, [...new Set(entry.accounts.map(evidence))].join(", "), entry.synthetic && synthetic(), entry.disputed && disputed())]) });
}

import { ask } from "../ask.js";
import { disputed, evidence, h, nationLink, synthetic, words } from "../elements.js";
import { OBLIGATIONS, boxes, brief, invitation, nationField } from "../parts.js";
import { picture } from "../picture.js";

/** The shortest chains of allies between two nations, with what links each hop. */
export async function show(state) {
  const [from, to] = [state.get("of"), state.get("with")];
  const asking = [h("div", { class: "asking" }, nationField(state, "of", "From"), nationField(state, "with", "To"),
    h("button", { type: "button", disabled: !from || !to, onclick: () => state.set({ of: to, with: from }) }, "Swap"),
    from && to && brief(state, from, to)),
    boxes(state, "obligations", "Linked by any of", OBLIGATIONS, ["defence"])];
  if (!from || !to) return [asking, invitation("Paths between two nations", "Pick two nations to see how one is allied with the other, and by which agreement at each hop.")];
  const obligations = state.list("obligations");
  const answer = await ask("alliance-paths", { from, to, on: state.get("on"), obligations, limit: 10 });
  return [asking, picture({
    title: "Alliance paths", answer, count: answer.paths.length, content: h("div", {}, answer.paths.map((path) => chain(state, path))),
    note: `${answer.fromNation.name} to ${answer.toNation.name} on ${answer.on}, by ${answer.obligations.map(words).join(", ")}.${answer.more ? " There are more than the ten shown." : ""}`,
    empty: `No chain of at most ${answer.maxHops} hops is on record for that day. That is not known, which is not the same as no.`,
    columns: ["Path", "Hop", "From", "To", "Agreement", "Binds to", "Both since", "Source"],
    rows: answer.paths.flatMap((path, at) => path.hops.flatMap((hop, step) => hop.through.map((link) =>
      [at + 1, step + 1, hop.fromNation.name, hop.toNation.name, link.name, link.obliges.map(words).join(", "), link.since, sources(link)]))),
  })];
}

const sources = (link) => [...new Set(link.commitments.map(evidence))].join(", ");

function chain(state, path) {
  return h("ol", { class: "hops", "aria-label": path.nations.map((nation) => nation.name).join(" to ") },
    path.hops.map((hop, at) => h("li", {}, at === 0 && h("span", { class: "stop" }, nationLink(state, hop.fromNation)),
      h("div", { class: "hop" }, hop.through.map((link) => h("div", {},
        h("a", { href: state.link({ view: "entity", of: link.agreement, label: "Agreement" }) }, link.name),
        h("small", {}, `${link.obliges.map(words).join(", ")}${link.mutual ? ", mutual" : ", one side only"} · both since ${link.since} · ${sources(link)}`,
          !link.attested && h("span", { class: "mark" }, "not attested since"), link.doubts.length > 0 && disputed())))),
      h("span", { class: "stop" }, nationLink(state, hop.toNation)))),
    path.synthetic && h("li", {}, synthetic()));
}

const KEY = "entente-key";
const answers = new Map();
const KEPT = 60;

/** Questions under way at once: a service that has just been started plans each query first, and many at once would run
 * into their time limits, where one after the other they do not. */
const AT_ONCE = 2;
const waiting = [];
let underWay = 0;

/** What the service refused, in its own words. */
export class Refusal extends Error {
  constructor(problem, status) {
    super(problem.detail || problem.message || "The service gave no reason.");
    this.title = problem.title || "No answer";
    this.status = status;
    this.field = problem.field;
  }
}

/** Keep the key for as long as this tab is open. */
export function useKey(key) {
  sessionStorage.setItem(KEY, key);
  answers.clear();
}

/** Ask when it is this question's turn. */
async function inTurn(asking) {
  if (underWay >= AT_ONCE) await new Promise((go) => waiting.push(go));
  underWay += 1;
  try {
    return await asking();
  } finally {
    underWay -= 1;
    waiting.shift()?.();
  }
}

const fetched = (address, options) => inTurn(() => answered(address, options));

async function answered(address, options = {}) {
  const key = sessionStorage.getItem(KEY);
  const headers = { ...options.headers, ...(key ? { Authorization: `Bearer ${key}` } : {}) };
  let response;
  try {
    response = await fetch(address, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal({ title: "No connection", detail: "The service does not answer. Is it running?" }, 0);
  }
  const body = await response.json().catch(() => ({}));
  const problem = body.errors?.[0] && !body.title ? body.errors[0] : body;
  if (!response.ok || body.errors) throw new Refusal(problem, response.status);
  return body;
}

/** Ask once for what is asked for again and again; what failed or was given up is not kept. */
function once(name, make) {
  if (!answers.has(name)) {
    const asked = make();
    answers.set(name, asked);
    asked.catch(() => answers.delete(name));
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
  }
  return answers.get(name);
}

/** Ask a question of the HTTP interface. Lists become repeated parameters; empty values are left out. */
export function ask(question, parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    for (const each of [value].flat()) if (each != null && each !== "") search.append(name, each);
  const address = `/api/v1/${question}?${search}`;
  return once(address, () => fetched(address));
}

/** A file that the service makes, as an address of this page: a link bears no key, and a question does. */
export function file(address, type) {
  return inTurn(async () => {
    const key = sessionStorage.getItem(KEY);
    const response = await fetch(address, { headers: { Accept: type, ...(key ? { Authorization: `Bearer ${key}` } : {}) } });
    if (!response.ok) throw new Refusal(await response.json().catch(() => ({})), response.status);
    return URL.createObjectURL(await response.blob());
  });
}

/** Ask for entities by GraphQL. */
export function graphql(query, variables) {
  const body = JSON.stringify({ query, variables });
  return once(body, async () => {
    const headers = { "Content-Type": "application/json" };
    return (await fetched("/graphql", { method: "POST", headers, body })).data;
  });
}

// Asks a service through openapi-fetch, with the types that openapi-typescript makes.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

// The media types tell which of its representations an answer has.
type Problems = "application/problem+json";
const client = createClient<paths, "application/json" | Problems>({ baseUrl: process.argv[2] });
const tables = createClient<paths, "text/csv" | Problems>({ baseUrl: process.argv[2] });
const on = "2024-07-01";

const asked = await client.GET("/api/v1/alliance-paths", {
  params: { query: { from: "Norway", to: "Japan", on, limit: 1, obligations: ["defence", "consultation"] } },
});
if (!asked.data) throw new Error(asked.error.detail);
const path: components["schemas"]["AlliancePath"] = asked.data.paths[0]!;
const nations: string[] = path.nations.map((nation) => nation.name);

const changed = await client.POST("/api/v1/what-if", {
  body: {
    changes: [{ kind: "withdrawal", nations: ["USA"], agreement: "north-atlantic-treaty" }],
    between: ["NOR", "JPN"],
    on,
    limit: 3,
  },
});
const wrong = await client.GET("/api/v1/alliance-paths", { params: { query: { from: "Norway", to: "Japann" } } });
const problem: components["schemas"]["Problem"] | undefined = wrong.error;
const table = await tables.GET("/api/v1/alliance-paths", {
  params: { query: { from: "Norway", to: "Japan", on, format: "csv" } },
  parseAs: "text",
});

console.log(
  JSON.stringify({ nations, paths: asked.data, "what-if": changed.data, problem, header: table.data?.split("\r\n")[0] }),
);

// What the types of the description must refuse.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

const client = createClient<paths>();
await client.GET("/api/v1/alliance-paths", { params: { query: { from: "Norway" } } });
await client.GET("/api/v1/alliance-paths", { params: { query: { from: "Norway", to: "Japan", limit: "one" } } });
await client.GET("/api/v1/alliance-paths", {
  params: { query: { from: "Norway", to: "Japan", obligations: ["friendship"] } },
});
await client.GET("/api/v1/alliance-path", {});

// @neo4j/graphql behind the plainest server there is: node:http and graphql-js, documents parsed and validated once.
//
// NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE name the graph, TYPE_DEFINITIONS the file with the types.
// It prints its port as a line of its own when it is ready, answers POST on loopback, and ends with its standard input,
// so that it does not outlive who started it. DEBUG=@neo4j/graphql:execution prints the Cypher that it runs.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { execute, parse, validate } from "graphql";
import neo4j from "neo4j-driver";

const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE, TYPE_DEFINITIONS } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD), {
  notificationFilter: { minimumSeverityLevel: "OFF" },
});
const library = new Neo4jGraphQL({
  typeDefs: readFileSync(TYPE_DEFINITIONS, "utf8"),
  driver,
  features: { filters: { String: { CASE_INSENSITIVE: true } } },
});
const schema = await library.getSchema();
const context = { executionContext: driver, sessionConfig: { database: NEO4J_DATABASE } };
const documents = new Map();

function checked(text) {
  let known = documents.get(text);
  if (known === undefined) {
    const document = parse(text);
    known = { document, errors: validate(schema, document) };
    documents.set(text, known);
  }
  return known;
}

async function answer({ query, variables }) {
  const { document, errors } = checked(query);
  if (errors.length) return { errors };
  return execute({ schema, document, variableValues: variables, contextValue: { ...context } });
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  let body;
  try {
    body = JSON.stringify(await answer(JSON.parse(Buffer.concat(parts))));
  } catch (error) {
    body = JSON.stringify({ errors: [{ message: String(error) }] });
  }
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));

process.stdin.resume().on("end", async () => {
  server.closeAllConnections();
  await driver.close();
  process.exit(0);
});

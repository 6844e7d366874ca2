// audit/sources
// Which properties the sources bear, of which Cypher types, and how many bear each. For the operator: it counts
// everything.
//
// result: many
// viewer: none, operators check the whole record against the model
// timeout: 60 s
MATCH (source:Source)
UNWIND keys(source) AS property
RETURN property, valueType(source[property]) AS valueType, count(*) AS bearing
ORDER BY property, valueType

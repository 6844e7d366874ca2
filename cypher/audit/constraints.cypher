// audit/constraints
// Which properties of which labels and relationship types are unique.
//
// result: many
// viewer: none, operators check the whole record against the model
// timeout: 60 s
SHOW CONSTRAINTS YIELD labelsOrTypes, properties, entityType
RETURN labelsOrTypes[0] AS kind, properties[0] AS property, entityType
ORDER BY kind, property

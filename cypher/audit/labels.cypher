// audit/labels
// How many nodes bear each set of labels. For the operator: it counts everything, whoever may see it.
//
// result: many
// timeout: 60 s
MATCH (node)
RETURN labels(node) AS labels, count(*) AS nodes
ORDER BY labels

// trail/heads
// Where the chains of the audit trail ended when that was last noted.
//
// result: many
// viewer: none, bookkeeping of the trail
MATCH (head:TrailHead)
RETURN head.chain AS chain, head.file AS file, head.number AS number, head.hash AS hash
ORDER BY chain

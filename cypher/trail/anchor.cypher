// trail/anchor
// Note where a chain of the audit trail ends. Only the process that writes on the chain does.
//
// result: write
// viewer: none, bookkeeping of the trail
// param chain: string      the chain
// param file: string       its last file
// param number: integer    number of its last entry
// param hash: string       hash of that entry
// param at: datetime       when this was noted
MERGE (head:TrailHead {chain: $chain})
SET head.file = $file, head.number = $number, head.hash = $hash, head.at = $at
RETURN head.number AS number

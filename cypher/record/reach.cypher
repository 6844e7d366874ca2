// record/reach
// How far the record reaches, whoever may see what it holds: the position of its last change, how often it was written,
// and the secret with which positions are sealed. For bookkeeping: no answer shows any of it.
//
// result: one
// viewer: none, bookkeeping of imports by who runs the service
OPTIONAL MATCH (ledger:Ledger {name: 'record'})
RETURN coalesce(ledger.position, 0) AS position, coalesce(ledger.version, 0) AS version, ledger.feedKey AS key

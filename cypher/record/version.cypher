// record/version
// Which version of the record stands: the ledger's own name, and how often the record was written since it was opened.
// Every write through the record's write path counts; what is written round it does not.
//
// result: one
// viewer: none, bookkeeping of imports by who runs the service
OPTIONAL MATCH (ledger:Ledger {name: 'record'})
RETURN coalesce(ledger.id, '') AS ledger, coalesce(ledger.version, 0) AS version

// record/feed_key
// The secret with which positions of the feed are sealed: the one that is there already, else the one that is given.
//
// result: write
// viewer: none, bookkeeping of imports by who runs the service
// param key: string   a new secret, in hexadecimal digits
MERGE (ledger:Ledger {name: 'record'})
ON CREATE SET ledger.id = randomUUID()
SET ledger.feedKey = coalesce(ledger.feedKey, $key)
RETURN ledger.feedKey AS key

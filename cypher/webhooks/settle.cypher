// webhooks/settle
// Note what became of a webhook, and give it free.
//
// result: write
// viewer: none, bookkeeping of deliveries: what they send is asked for their maker
// param id: string       what it is known by
// param outcome: map     properties as they are now; null: none
MATCH (webhook:Webhook {id: $id})
SET webhook += $outcome
SET webhook.claimedUntil = null
RETURN webhook.id AS id

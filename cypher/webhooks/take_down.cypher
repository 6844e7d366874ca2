// webhooks/take_down
// Forget a webhook.
//
// result: write
// param id: string   what it is known by
MATCH (webhook:Webhook {id: $id})
DELETE webhook
RETURN count(*) AS taken

// webhooks/own
// The webhooks that a caller made.
//
// result: many
// viewer: none, bookkeeping of deliveries: what they send is asked for their maker
// param caller: string   which caller it is
MATCH (webhook:Webhook {caller: $caller})
RETURN webhook
ORDER BY webhook.createdAt, webhook.id

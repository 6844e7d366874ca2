// webhooks/note
// Note how much a message holds before it is sent, so that it is the same when it is sent again.
//
// result: write
// viewer: none, bookkeeping of deliveries: what they send is asked for their maker
// param id: string          what the webhook is known by
// param pending: integer    changes in the message
MATCH (webhook:Webhook {id: $id})
SET webhook.pending = $pending
RETURN webhook.id AS id

// webhooks/own
// The webhooks of a viewer: those that somebody of the same clearance and nationality made.
//
// result: many
// viewer: none, bookkeeping of deliveries: what they send is asked for their maker
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (webhook:Webhook)
WHERE webhook.clearance = $clearance AND coalesce(webhook.nationality, '') = coalesce($nationality, '')
RETURN webhook
ORDER BY webhook.createdAt, webhook.id

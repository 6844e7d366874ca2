// webhooks/make
// Keep a new webhook, which sends what its maker may see.
//
// result: write
// param id: string              what it is known by
// param secret: string          signs what it sends
// param position: string?       where in the feed it begins
// param createdAt: datetime     when it was made
// param webhook: map            url, about, labels, types, kinds
// param caller: string          who made it
// param clearance: integer      the maker's clearance
// param nationality: string?    the maker's nationality
CREATE (webhook:Webhook {id: $id})
SET webhook += $webhook
SET webhook.secret = $secret,
    webhook.position = $position,
    webhook.createdAt = $createdAt,
    webhook.caller = $caller,
    webhook.clearance = $clearance,
    webhook.nationality = $nationality,
    webhook.state = 'active',
    webhook.failures = 0
RETURN webhook

// webhooks/claim
// Webhooks that have something to look at, claimed for a while, so that of several services one delivers.
//
// result: write
// viewer: none, bookkeeping of deliveries: what they send is asked for their maker
// param now: datetime         what is due by now
// param until: datetime       how long the claim holds, should its holder be gone
// param reach: integer        position of the last change of the record
// param seen: string          version and day that attention lists of now are made of
// param most: integer         webhooks to claim
MATCH (webhook:Webhook {state: 'active'})
WHERE coalesce(webhook.nextAttemptAt, $now) <= $now AND coalesce(webhook.claimedUntil, $now) <= $now
  AND CASE webhook.about WHEN 'changes' THEN coalesce(webhook.readTo, -1) < $reach ELSE coalesce(webhook.seen, '') <> $seen END
  // Whose key is not accepted any more is told nothing any more.
  AND (NOT webhook.caller STARTS WITH 'key:' OR EXISTS {
    MATCH (key:ApiKey {id: substring(webhook.caller, 4)})
    WHERE key.revokedAt IS NULL AND key.expiresAt > $now
  })
WITH webhook
ORDER BY coalesce(webhook.nextAttemptAt, webhook.createdAt)
LIMIT $most
// Written before it is read again: whoever comes second waits here, and then sees the other's claim.
SET webhook.claims = coalesce(webhook.claims, 0) + 1
WITH webhook
WHERE coalesce(webhook.claimedUntil, $now) <= $now AND coalesce(webhook.nextAttemptAt, $now) <= $now
SET webhook.claimedUntil = $until
RETURN webhook

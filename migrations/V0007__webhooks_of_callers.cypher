// Webhooks and submissions belong to the caller who made them. Those from before keys were asked for are of whoever sat at
// the machine.
MATCH (webhook:Webhook)
WHERE webhook.caller IS NULL
SET webhook.caller = 'local';

MATCH (change:Change)
WHERE NOT change.key CONTAINS '/'
SET change.key = 'local/' + change.key;

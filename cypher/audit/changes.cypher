// audit/changes
// Who changed what by a submission, when and why, the latest first. For the operator: it shows every change.
//
// result: many
// viewer: none, operators check the whole record against the model
// param since: datetime   changes since then
// timeout: 60 s
MATCH (change:Change)
WHERE change.recordedAt >= $since
RETURN change.key AS key,
       change.author AS author,
       change.reason AS reason,
       change.recordedAt AS recordedAt,
       change.entered AS entered,
       change.closed AS closed
ORDER BY recordedAt DESC, key
// A change holds up to two thousand records; this bounds what one answer carries.
LIMIT 1000

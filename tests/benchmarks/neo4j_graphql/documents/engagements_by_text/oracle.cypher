MATCH (engagement:Engagement)
WHERE engagement.kind = $kind AND toLower(engagement.name) CONTAINS toLower($text)
WITH engagement ORDER BY engagement.validFrom DESC, engagement.key LIMIT 50
CALL (engagement) {
  MATCH (participant:Entity)-[fact:PARTICIPATED_IN]->(engagement)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND fact.role IN ['host', 'lead'] AND participant.name IS NOT NULL
  WITH fact, participant ORDER BY participant.key, fact.recordId
  RETURN collect({role: fact.role, key: participant.key, name: participant.name}) AS participants
}
RETURN engagement.key AS key, engagement.name AS name, engagement.validFrom AS since, engagement.location AS location,
       participants
ORDER BY since DESC, key

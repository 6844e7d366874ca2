MATCH (nation:Nation)
WHERE nation.name IS NOT NULL AND nation.validTo IS NULL
  AND NOT EXISTS {
    MATCH (nation)-[fact:PARTICIPATED_IN]->(engagement:Engagement {kind: $kind})
    WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
      AND engagement.validFrom >= date($since)
  }
RETURN nation.key AS key, nation.name AS name, nation.region AS region
ORDER BY key

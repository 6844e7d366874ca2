MATCH (nation:Nation)
WHERE nation.key IN $keys AND nation.name IS NOT NULL
CALL (nation) {
  OPTIONAL MATCH (nation)-[fact:PARTICIPATED_IN]->(engagement:Engagement)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND fact.validFrom >= date($since) AND engagement.name IS NOT NULL
  RETURN {count: count(fact), personnel: {least: min(fact.personnel), greatest: max(fact.personnel),
                                          mean: avg(fact.personnel)}} AS engagements
}
RETURN nation.key AS key, engagements
ORDER BY key

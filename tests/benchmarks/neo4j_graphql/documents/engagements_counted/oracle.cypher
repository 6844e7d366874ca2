MATCH (nation:Nation {region: $region})
WHERE nation.name IS NOT NULL
RETURN nation.key AS key, nation.name AS name,
       COUNT {
         MATCH (nation)-[fact:PARTICIPATED_IN]->(engagement:Engagement {kind: $kind})
         WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
       } AS engagements
ORDER BY key

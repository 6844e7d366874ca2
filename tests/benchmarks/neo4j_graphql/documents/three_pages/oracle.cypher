MATCH (engagement:Engagement)
WHERE engagement.name IS NOT NULL
  AND (engagement.personnel >= $people
       OR toLower(engagement.name) CONTAINS toLower($text) AND NOT engagement.kind = $kind)
RETURN engagement.key AS key, engagement.name AS name, engagement.kind AS kind, engagement.personnel AS personnel,
       engagement.validFrom AS since, engagement.validTo AS until
ORDER BY since DESC, key
LIMIT 150

MATCH (engagement:Engagement)
WHERE engagement.name IS NOT NULL AND engagement.validFrom < date($before)
RETURN engagement.key AS key, engagement.name AS name, engagement.kind AS kind, engagement.validFrom AS since
ORDER BY since DESC, key
LIMIT 1000

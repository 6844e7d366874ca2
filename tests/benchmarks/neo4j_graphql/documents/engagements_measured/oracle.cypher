MATCH (engagement:Engagement {kind: $kind})
WHERE engagement.name IS NOT NULL AND engagement.validFrom >= date($since)
RETURN count(engagement) AS count,
       {least: min(engagement.personnel), greatest: max(engagement.personnel),
        mean: avg(engagement.personnel)} AS personnel,
       {least: min(engagement.occurrences), greatest: max(engagement.occurrences),
        mean: avg(engagement.occurrences)} AS occurrences,
       {least: min(engagement.latitude), greatest: max(engagement.latitude)} AS latitude

// resources/measured
// The resources of a nation in a year, as each source measured them.
//
// result: many
// param nation: string         key of a nation
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[measured:MEASURED_BY]->(:Source)
WHERE measured.validFrom <= $on AND (measured.validTo IS NULL OR $on <= measured.validTo)
  AND measured.recordedAt <= $knownOn AND (measured.supersededAt IS NULL OR measured.supersededAt > $knownOn)
  AND measured.marking <= $clearance AND (measured.releasableTo IS NULL OR $nationality IN measured.releasableTo)
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
RETURN measured.validFrom AS first,
       measured.militaryExpenditure AS militaryExpenditure,
       measured.militaryPersonnel AS militaryPersonnel,
       measured.population AS population,
       measured.capability AS capability,
       measured.source AS source,
       measured.sourceRow AS sourceRow,
       coalesce(measured.synthetic, false) AS synthetic
ORDER BY source

// hadr/capability_levels
// How far nations, and units of theirs, have some capabilities on a day, by who holds them. A nation that is not
// listed is unknown, which is not no.
//
// result: many
// param needed: list<string>    keys of capabilities
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $needed AS capabilityKey
MATCH (:Capability {key: capabilityKey})<-[has:HAS_CAPABILITY]-(holder:Nation|Unit)
WHERE has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.recordedAt <= $knownOn AND (has.supersededAt IS NULL OR has.supersededAt > $knownOn)
  AND has.marking <= $clearance AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND ($sources IS NULL OR has.source IN $sources)
WITH holder, collect([capabilityKey, has.level]) AS levels
WHERE EXISTS {
    MATCH (holder)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (holder) {
  WITH holder
  WHERE holder:Nation
  RETURN holder AS nation
  UNION ALL
  MATCH (holder)-[belongs:BELONGS_TO]->(owner:Nation)
  WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
    AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
    AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
    AND ($sources IS NULL OR belongs.source IN $sources)
  RETURN DISTINCT owner AS nation
}
RETURN nation.key AS nation, CASE WHEN holder:Unit THEN holder.key END AS unit, levels
ORDER BY nation, unit

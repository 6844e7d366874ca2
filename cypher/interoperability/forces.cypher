// interoperability/forces
// The units and bodies of some keys, and who owns each on a day.
//
// result: many
// param keys: list<string>      keys of units and bodies
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $keys AS asked
MATCH (force:Entity {key: asked})
WHERE force:Unit OR force:Organization
// What the best source calls it on that day; no row where the viewer may see no assertion of it.
CALL (force) {
  MATCH (force)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (force) {
  MATCH (force)-[belongs:BELONGS_TO]->(owner:Nation|Organization)
  WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
    AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
    AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
    AND ($sources IS NULL OR belongs.source IN $sources)
  CALL (owner) {
    MATCH (owner)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    RETURN said.name AS ownerName
    ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
             said.reliability, said.credibility, said.source, said.validFrom DESC
    LIMIT 1
  }
  WITH belongs, owner, ownerName
  ORDER BY belongs.reliability, belongs.credibility, owner.key, belongs.source, belongs.recordId
  RETURN collect({
    key: owner.key,
    name: ownerName,
    kind: CASE WHEN owner:Nation THEN 'nation' ELSE 'organization' END,
    synthetic: coalesce(belongs.synthetic, false)
  }) AS owners
}
RETURN force.key AS key,
       name,
       CASE WHEN force:Unit THEN 'unit' ELSE 'organization' END AS kind,
       owners
ORDER BY key

// interoperability/capability_differences
// What two forces can do on a day, capability by capability, where at least one is known: null is unknown, which
// is not no.
//
// result: many
// param force: string          key of a nation, unit or body
// param other: string          key of another
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (capability:Capability)<-[has:HAS_CAPABILITY]-(holder:Nation|Unit|Organization)
WHERE holder.key IN [$force, $other]
  AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.recordedAt <= $knownOn AND (has.supersededAt IS NULL OR has.supersededAt > $knownOn)
  AND has.marking <= $clearance AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND EXISTS {
    MATCH (holder)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (capability) {
  MATCH (capability)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.area AS area
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
WITH capability, name, area, holder, has
ORDER BY has.reliability, has.credibility, has.source, has.validFrom DESC
WITH capability, name, area,
     [known IN collect({holder: holder.key, has: has}) WHERE known.holder = $force | known.has] AS ours,
     [known IN collect({holder: holder.key, has: has}) WHERE known.holder = $other | known.has] AS theirs
RETURN capability.key AS capability,
       name,
       area,
       ours[0].level AS forceLevel,
       ours[0].constraint AS forceConstraint,
       theirs[0].level AS otherLevel,
       theirs[0].constraint AS otherConstraint,
       [known IN ours + theirs | known.source] AS sources
ORDER BY area, capability

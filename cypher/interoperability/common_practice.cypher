// interoperability/common_practice
// The exercises, courses and operations of a period in which at least two of some forces took part, as each source
// has them, and whether each trained what is asked about: itself, one of its series or what they require is asked
// about (`trainsIt`), or one of its series belongs to one of the asked domains (`inDomain`).
//
// result: many
// param forces: list<string>    keys of nations, units and bodies
// param roles: list<string>     roles that count as having taken part
// param kinds: list<string>     kinds of engagement that train
// param profile: string         key of the profile, engagement or series asked about
// param needed: list<string>    keys of the capabilities and standards that it requires
// param domains: list<string>   keys of its domains
// param since: date             first day of the period
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $forces AS forceKey
MATCH (force:Entity {key: forceKey})-[part:PARTICIPATED_IN]->(engagement:Engagement)
WHERE part.role IN $roles
  AND part.validFrom <= $on AND (part.validTo IS NULL OR $since <= part.validTo)
  AND part.recordedAt <= $knownOn AND (part.supersededAt IS NULL OR part.supersededAt > $knownOn)
  AND part.marking <= $clearance AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
  AND ($sources IS NULL OR part.source IN $sources)
WITH engagement, force, max(coalesce(part.synthetic, false)) AS invented
ORDER BY force.key
WITH engagement,
     collect(force.key) AS forces,
     collect(CASE WHEN invented THEN force.key END) AS inventedForces
WHERE size(forces) > 1
MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.kind IN $kinds
  AND held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND ($sources IS NULL OR held.source IN $sources)
WITH engagement, forces, inventedForces, held
ORDER BY held.validFrom DESC, engagement.key, held.source, held.recordId
// What matters of five years of common practice is the best; beyond this the answer says that it is cut.
LIMIT 2001
CALL (engagement) {
  OPTIONAL MATCH (engagement)-[link:IN_SERIES]->(series:EngagementSeries)
  WHERE link.validFrom <= $on
    AND link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
    AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
    AND ($sources IS NULL OR link.source IN $sources)
    AND EXISTS {
      MATCH (series)-[known:ASSERTED_BY]->(:Source)
      WHERE known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
        AND known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
    }
  RETURN collect(DISTINCT series) AS seriesOf
}
RETURN engagement.key AS engagement,
       held.name AS name,
       held.kind AS kind,
       forces,
       any(one IN [engagement] + seriesOf WHERE one.key = $profile OR EXISTS {
         MATCH (one)-[requires:REQUIRES]->(needed:Capability|Standard)
         WHERE needed.key IN $needed
           AND requires.validFrom <= $on AND (requires.validTo IS NULL OR $on <= requires.validTo)
           AND requires.recordedAt <= $knownOn AND (requires.supersededAt IS NULL OR requires.supersededAt > $knownOn)
           AND requires.marking <= $clearance
           AND (requires.releasableTo IS NULL OR $nationality IN requires.releasableTo)
           AND ($sources IS NULL OR requires.source IN $sources)
       }) AS trainsIt,
       any(one IN seriesOf WHERE EXISTS {
         MATCH (one)-[link:IN_DOMAIN]->(domain:Domain)
         WHERE domain.key IN $domains
           AND link.validFrom <= $on AND (link.validTo IS NULL OR $on <= link.validTo)
           AND link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
           AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
           AND ($sources IS NULL OR link.source IN $sources)
       }) AS inDomain,
       inventedForces,
       held.validFrom AS validFrom,
       held.validTo AS validTo,
       held.validFromPrecision AS validFromPrecision,
       held.validToPrecision AS validToPrecision,
       coalesce(held.startUnknown, false) AS startUnknown,
       coalesce(held.endUnknown, false) AS endUnknown,
       held.attestedUntil AS attestedUntil,
       held.source AS source,
       held.sourceRow AS sourceRow,
       held.reliability AS reliability,
       held.credibility AS credibility,
       coalesce(held.synthetic, false) AS synthetic
ORDER BY validFrom DESC, engagement, source, held.recordId

// interoperability/needs
// What one kind of mission, one engagement or one series needs on a day: capabilities and standards with weights,
// reasons, topics (capability area, field of a standard) and domains. No row: nothing visible bears that key.
//
// result: many
// param profile: string         key of a requirement profile, an engagement or a series
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (profile:Entity {key: $profile})
WHERE profile:Requirement OR profile:Engagement OR profile:EngagementSeries
CALL (profile) {
  MATCH (profile)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (profile) {
  MATCH (profile)-[link:IN_DOMAIN]->(domain:Domain)
  WHERE link.validFrom <= $on AND (link.validTo IS NULL OR $on <= link.validTo)
    AND link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
    AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
    AND ($sources IS NULL OR link.source IN $sources)
    AND EXISTS {
      MATCH (domain)-[said:ASSERTED_BY]->(:Source)
      WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
        AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    }
  WITH DISTINCT domain.key AS domain
  ORDER BY domain
  RETURN collect(domain) AS profileDomains
}
CALL (profile) {
  MATCH (profile)-[requires:REQUIRES]->(needed:Capability|Standard)
  WHERE requires.validFrom <= $on AND (requires.validTo IS NULL OR $on <= requires.validTo)
    AND requires.recordedAt <= $knownOn AND (requires.supersededAt IS NULL OR requires.supersededAt > $knownOn)
    AND requires.marking <= $clearance AND (requires.releasableTo IS NULL OR $nationality IN requires.releasableTo)
    AND ($sources IS NULL OR requires.source IN $sources)
  CALL (needed) {
    MATCH (needed)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    RETURN said.name AS neededName,
           said.designation AS designation
    ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
             said.reliability, said.credibility, said.source, said.validFrom DESC
    LIMIT 1
  }
  CALL (needed) {
    MATCH (needed)-[said:ASSERTED_BY]->(:Source)
    WHERE said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
      AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND ($sources IS NULL OR said.source IN $sources)
    WITH coalesce(said.area, said.field) AS topic, said
    ORDER BY said.reliability, said.credibility, said.source, topic
    RETURN collect(topic) AS topics
  }
  CALL (needed) {
    MATCH (needed)-[link:IN_DOMAIN]->(domain:Domain)
    WHERE link.validFrom <= $on AND (link.validTo IS NULL OR $on <= link.validTo)
      AND link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
      AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
      AND ($sources IS NULL OR link.source IN $sources)
      AND EXISTS {
        MATCH (domain)-[said:ASSERTED_BY]->(:Source)
        WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
          AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
      }
    WITH DISTINCT domain.key AS domain
    ORDER BY domain
    RETURN collect(domain) AS domains
  }
  WITH requires, needed, neededName, designation, topics, domains
  ORDER BY needed.key, requires.source, requires.recordId
  RETURN collect({
    needed: needed.key,
    name: coalesce(designation + ': ', '') + neededName,
    kind: CASE WHEN needed:Standard THEN 'standard' ELSE 'capability' END,
    topics: topics,
    domains: domains,
    weight: requires.weight,
    reason: requires.reason,
    validFrom: requires.validFrom,
    validTo: requires.validTo,
    validFromPrecision: requires.validFromPrecision,
    startUnknown: requires.startUnknown,
    endUnknown: requires.endUnknown,
    attestedUntil: requires.attestedUntil,
    source: requires.source,
    sourceRow: requires.sourceRow,
    reliability: requires.reliability,
    credibility: requires.credibility,
    synthetic: requires.synthetic
  }) AS needs
}
RETURN profile.key AS key,
       name,
       CASE WHEN profile:Requirement THEN 'requirement' WHEN profile:Engagement THEN 'engagement' ELSE 'series' END AS kind,
       profileDomains AS domains,
       needs

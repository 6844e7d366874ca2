// attention/stale
// What stands by a day only because nobody has looked since: of whom, how many facts of each type, and three of them.
// A fact was last looked at where its source's observation ends, or else when it was recorded.
//
// result: many
// param of: string?             key of a nation or body whose affairs are looked at; null: all
// param before: date            what was last looked at before this day is stale
// param rows: integer           most rows
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
CALL () {
  WITH $of AS of
  WHERE of IS NULL
  MATCH (start:Entity)-[fact:PARTY_TO|MEMBER_OF|ACCREDITED_TO|HAS_CAPABILITY|IMPLEMENTS|DISPUTES]->(end)
  WHERE fact.validTo IS NULL AND coalesce(fact.attestedUntil, date(fact.recordedAt)) < $before
  RETURN start, fact, end
  UNION ALL
  MATCH (:Entity {key: $of})-[fact:PARTY_TO|MEMBER_OF|ACCREDITED_TO|HAS_CAPABILITY|IMPLEMENTS|DISPUTES]-(:Entity)
  WHERE fact.validTo IS NULL AND coalesce(fact.attestedUntil, date(fact.recordedAt)) < $before
  RETURN startNode(fact) AS start, fact, endNode(fact) AS end
}
WITH start, fact, end
WHERE fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
  AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND ($sources IS NULL OR fact.source IN $sources)
WITH start, type(fact) AS type, end,
     max(coalesce(fact.attestedUntil, date(fact.recordedAt))) AS looked,
     collect(fact) AS facts
WHERE NOT EXISTS {
    MATCH (start)-[other:PARTY_TO|MEMBER_OF|ACCREDITED_TO|HAS_CAPABILITY|IMPLEMENTS|DISPUTES]->(end)
    WHERE type(other) = type
      AND (other.validTo IS NOT NULL OR coalesce(other.attestedUntil, date(other.recordedAt)) >= $before)
      AND other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
      AND other.recordedAt <= $knownOn AND (other.supersededAt IS NULL OR other.supersededAt > $knownOn)
      AND other.marking <= $clearance AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
      AND ($sources IS NULL OR other.source IN $sources)
  }
  AND EXISTS {
    MATCH (start)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
  AND EXISTS {
    MATCH (end)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
WITH start, type, end, looked, facts
ORDER BY looked, end.key
WITH start, type, min(looked) AS oldest, count(*) AS number,
     collect({looked: looked, facts: facts, other: end})[..3] AS examples,
     max(any(fact IN facts WHERE fact.synthetic)) AS synthetic
CALL (start) {
  MATCH (start)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
WITH start, name, type, oldest, number, examples, coalesce(synthetic, false) AS anySynthetic
ORDER BY oldest, start.key, type
// One more than is used: then the answer is not complete.
LIMIT $rows
UNWIND examples AS example
UNWIND example.facts AS fact
RETURN start.key AS subject,
       name,
       [label IN labels(start) WHERE label <> 'Entity'][0] AS label,
       type,
       oldest,
       number,
       anySynthetic,
       example.other.key AS other,
       fact.validFrom AS validFrom,
       fact.validTo AS validTo,
       fact.validFromPrecision AS validFromPrecision,
       coalesce(fact.startUnknown, false) AS startUnknown,
       coalesce(fact.endUnknown, false) AS endUnknown,
       fact.attestedUntil AS attestedUntil,
       fact.source AS source,
       fact.sourceRow AS sourceRow,
       fact.reliability AS reliability,
       fact.credibility AS credibility,
       coalesce(fact.synthetic, false) AS synthetic
ORDER BY oldest, subject, type, example.looked, other,
         fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId

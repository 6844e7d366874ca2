// entities/holders
// Which entities have at least so many facts of one kind that meet conditions: what a condition on related facts means.
//
// result: many
// varies: PARTY_TO over relationships
// param others: list<string>?       keys of the only entities at the other end that are meant; null: whichever
// param direction: string           out: facts that start at the entities; in: that end there; either
// param contrary: boolean           true: facts that are not known to meet the conditions
// param least: integer              fewest facts
// param measured: map?              how (total or mean), of, property, is, value and not: what a number has to be
// param on: date?                   only facts that hold on that day; null: whenever
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
// param any: list<list<map>>        alternatives; all conditions of one have to hold; none: no condition
CALL () {
  WITH $others AS others
  WHERE others IS NOT NULL AND NOT $contrary
  UNWIND others AS key
  MATCH (entity:Entity {key: key})-[fact:PARTY_TO]-(holder:Entity)
  RETURN holder, fact, entity
  UNION ALL
  WITH $others AS others
  WHERE others IS NULL OR $contrary
  MATCH (entity:Entity)-[fact:PARTY_TO]-(holder:Entity)
  RETURN holder, fact, entity
}
WITH holder, fact, entity
WHERE ($direction = 'either' OR ($direction = 'out') = (startNode(fact) = holder))
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
  AND ($sources IS NULL OR fact.source IN $sources)
  AND ($on IS NULL OR fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo))
MATCH (entity)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND ($sources IS NULL OR said.source IN $sources)
  AND coalesce(($others IS NULL OR entity.key IN $others) AND (size($any) = 0 OR any(every IN $any WHERE all(condition IN every WHERE any(
    value IN [CASE condition.of
      WHEN 'key' THEN entity.key
      WHEN 'fact' THEN fact[condition.property]
      ELSE said[condition.property]
    END]
    // A value that is not known meets no condition, and the contrary of none: unknown is not no.
    WHERE CASE condition.is
      WHEN 'in' THEN value IN condition.value
      WHEN 'less' THEN value < condition.value
      WHEN 'most' THEN value <= condition.value
      WHEN 'contains' THEN toLower(value) CONTAINS condition.value
      WHEN 'starts' THEN toLower(value) STARTS WITH condition.value
      WHEN 'ends' THEN toLower(value) ENDS WITH condition.value
      WHEN 'includes' THEN any(one IN value WHERE one IN condition.value)
      WHEN 'unknown' THEN value IS NULL
    END <> condition.not
  )))), false) <> $contrary
  AND NOT EXISTS {
    // Of all that is said of it, what holds on the day asked about comes first, or else what held last; then the
    // better grade; the rest makes the choice repeatable.
    MATCH (entity)-[other:ASSERTED_BY]->(:Source)
    WHERE other <> said
      AND other.marking <= $clearance AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
      AND other.recordedAt <= $knownOn AND (other.supersededAt IS NULL OR other.supersededAt > $knownOn)
      AND ($sources IS NULL OR other.source IN $sources)
      AND CASE
        WHEN (other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo))
          <> (said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo))
          THEN other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
        WHEN $on IS NULL
          AND coalesce(other.validTo, date('9999-12-31')) <> coalesce(said.validTo, date('9999-12-31'))
          THEN coalesce(other.validTo, date('9999-12-31')) > coalesce(said.validTo, date('9999-12-31'))
        WHEN other.reliability <> said.reliability THEN other.reliability < said.reliability
        WHEN other.credibility <> said.credibility THEN other.credibility < said.credibility
        WHEN other.source <> said.source THEN other.source < said.source
        WHEN other.validFrom <> said.validFrom THEN other.validFrom > said.validFrom
        ELSE other.recordId < said.recordId
      END
  }
WITH holder, count(fact) AS facts,
     collect(CASE $measured.of
       WHEN 'fact' THEN fact[$measured.property]
       WHEN 'said' THEN said[$measured.property]
     END) AS known
WITH holder, facts,
     // Of what nothing is known, the total is not known either.
     CASE
       WHEN size(known) = 0 THEN null
       WHEN $measured.how = 'total' THEN reduce(total = 0.0, value IN known | total + value)
       ELSE reduce(total = 0.0, value IN known | total + value) / size(known)
     END AS measure
WHERE facts >= $least
  AND ($measured IS NULL
    OR CASE $measured.is WHEN 'less' THEN measure < $measured.value ELSE measure <= $measured.value END <> $measured.not)
  // A fact may be seen of somebody of whom nothing else may: the key is told with the answer.
  AND EXISTS {
    MATCH (holder)-[shown:ASSERTED_BY]->(:Source)
    WHERE shown.marking <= $clearance AND (shown.releasableTo IS NULL OR $nationality IN shown.releasableTo)
  }
RETURN holder.key AS key
// One more tells that there are too many to go on with.
LIMIT 50001

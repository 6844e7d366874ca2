// entities/groups
// How many entities of one kind there are for each combination of some properties, and the least, the greatest, the sum
// and the mean of others.
//
// result: many
// varies: Engagement over labels
// param keys: list<string>?         keys of the only ones meant; null: all
// param on: date?                   only those that are asserted for that day; null: whenever
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
// param any: list<list<map>>        alternatives; all conditions of one have to hold; none: no condition
// param by: list<string>            properties to group by; none: all in one group
// param measured: list<string>      properties to measure
// param numbers: list<string>       those of them that are numbers, which have a sum and a mean
CALL () {
  WITH $keys AS keys
  WHERE keys IS NOT NULL
  UNWIND keys AS key
  MATCH (entity:Engagement:Entity {key: key})
  RETURN entity
  UNION ALL
  WITH $keys AS keys
  WHERE keys IS NULL
  MATCH (entity:Engagement)
  RETURN entity
}
MATCH (entity)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND ($sources IS NULL OR said.source IN $sources)
  AND ($on IS NULL OR said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo))
  AND (size($any) = 0 OR any(every IN $any WHERE all(condition IN every WHERE any(
    value IN [CASE condition.of
      WHEN 'key' THEN entity.key
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
  ))))
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
WITH [property IN $by | said[property]] AS values, said
// One row for each measured property, and one for the group itself.
UNWIND [null] + $measured AS property
WITH values, property, said[property] AS value
RETURN values,
       property,
       count(*) AS counted,
       count(value) AS known,
       min(value) AS least,
       max(value) AS greatest,
       sum(CASE WHEN property IN $numbers THEN value END) AS total,
       avg(CASE WHEN property IN $numbers THEN value END) AS mean
ORDER BY values, property
// Nobody reads more groups; one more tells that there are more.
LIMIT 5001

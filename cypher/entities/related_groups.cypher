// entities/related_groups
// How many facts of one kind some entities have for each combination of some properties, with how many others, and the
// least, the greatest, the sum and the mean of other properties.
//
// result: many
// varies: PARTY_TO over relationships
// param parents: list<string>       keys of the entities asked about
// param direction: string           out: facts that start at them; in: that end there; either
// param among: list<string>?        keys of the only others meant; null: all
// param on: date?                   only facts that hold on that day; null: whenever
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
// param any: list<list<map>>        alternatives; all conditions of one have to hold; none: no condition
// param by: list<map>               of and property, to group by; none: all in one group
// param measured: list<map>         of and property, to measure; with number: it has a sum and a mean
UNWIND $parents AS parentKey
CALL (parentKey) {
  MATCH (parent:Entity {key: parentKey})
  // Of what the viewer may not see, nothing is related to anything.
  WHERE EXISTS {
    MATCH (parent)-[own:ASSERTED_BY]->(:Source)
    WHERE own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
      AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
      AND ($sources IS NULL OR own.source IN $sources)
  }
  MATCH (parent)-[fact:PARTY_TO]-(entity:Entity)
  WHERE ($direction = 'either' OR ($direction = 'out') = (startNode(fact) = parent))
    AND ($among IS NULL OR entity.key IN $among)
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
    AND ($sources IS NULL OR fact.source IN $sources)
    AND ($on IS NULL OR fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo))
  MATCH (entity)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND ($sources IS NULL OR said.source IN $sources)
    AND (size($any) = 0 OR any(every IN $any WHERE all(condition IN every WHERE any(
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
  WITH fact, entity, said,
       [key IN $by | CASE key.of
         WHEN 'key' THEN entity.key
         WHEN 'fact' THEN fact[key.property]
         ELSE said[key.property]
       END] AS values
  // One row for each measured property, and one for the group itself.
  UNWIND range(-1, size($measured) - 1) AS measure
  WITH entity, values, measure, $measured[measure].number AS number,
       CASE
         WHEN measure < 0 THEN null
         WHEN $measured[measure].of = 'fact' THEN fact[$measured[measure].property]
         ELSE said[$measured[measure].property]
       END AS value
  RETURN values,
         measure,
         count(*) AS counted,
         count(DISTINCT entity) AS entities,
         count(value) AS known,
         min(value) AS least,
         max(value) AS greatest,
         sum(CASE WHEN number THEN value END) AS total,
         avg(CASE WHEN number THEN value END) AS mean
}
RETURN parentKey AS parent, values, measure, counted, entities, known, least, greatest, total, mean
ORDER BY parent, values, measure
// Nobody reads more groups; one more tells that there are more.
LIMIT 50001

// entities/related
// What some entities are related to by facts of one kind: of each, a page of these facts and of the entities at their
// other end, with what the best source says of each.
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
// param sort: list<map>             of, property and descending of up to three sort keys
// param after: list<map>?           values of the sort keys, key and record after which each page starts; null: first
// param limit: integer              most facts of each entity
// param places: boolean             whether to return what each is sorted by
// param factProperties: list<string>  what to return of each fact
// param properties: list<string>    what to return of each entity at its other end
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
       [key IN $sort | CASE key.of
         WHEN 'key' THEN entity.key
         WHEN 'fact' THEN fact[key.property]
         ELSE said[key.property]
       END] + [entity.key, fact.recordId] AS sorted
  WHERE $after IS NULL OR any(place IN range(0, size($after) - 1) WHERE
    // All sort keys before this one are equal, and this one comes later; what is unknown comes last.
    all(before IN range(0, place - 1) WHERE
      sorted[before] = $after[before].value OR (sorted[before] IS NULL AND $after[before].value IS NULL))
    AND CASE
      WHEN $after[place].value IS NULL THEN false
      WHEN sorted[place] IS NULL THEN true
      WHEN $sort[place].descending THEN sorted[place] < $after[place].value
      ELSE sorted[place] > $after[place].value
    END)
  WITH fact, entity, said, sorted
  ORDER BY sorted[0] IS NULL,
           CASE WHEN NOT coalesce($sort[0].descending, false) THEN sorted[0] END,
           CASE WHEN $sort[0].descending THEN sorted[0] END DESC,
           sorted[1] IS NULL,
           CASE WHEN NOT coalesce($sort[1].descending, false) THEN sorted[1] END,
           CASE WHEN $sort[1].descending THEN sorted[1] END DESC,
           sorted[2] IS NULL,
           CASE WHEN NOT coalesce($sort[2].descending, false) THEN sorted[2] END,
           CASE WHEN $sort[2].descending THEN sorted[2] END DESC,
           entity.key, fact.recordId
  LIMIT $limit
  RETURN collect([
    entity.key,
    [label IN labels(entity) WHERE label <> 'Entity'][0],
    CASE WHEN $places THEN sorted END,
    [property IN $factProperties | fact[property]],
    [property IN $properties | said[property]]
  ]) AS facts
}
RETURN parentKey AS parent, facts

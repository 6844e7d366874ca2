// search/named
// The assertions that may call something by what was typed: what the full-text index proposes, as far as the viewer may
// see it. Its scores are not read, since what is hidden bears on them.
//
// result: many
// param names: string                query of the index of names, in its own language
// param words: list<string>          the words typed, folded: names that hold more of them come first
// param labels: list<string>?        the only kinds of entities to look for; null: all
// param most: integer                most assertions to look at
// param on: date                     the day asked about
// param knownOn: datetime            what was known by then
// param sources: list<string>?       sources to rely on; null: all
// param clearance: integer           the viewer's clearance
// param nationality: string?         the viewer's nationality
CALL db.index.fulltext.queryRelationships('asserted_names', $names) YIELD relationship AS said
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND ($sources IS NULL OR said.source IN $sources)
WITH said, startNode(said) AS entity
WHERE $labels IS NULL OR any(label IN labels(entity) WHERE label IN $labels)
WITH said, entity, size([word IN $words WHERE toLower(said.name) CONTAINS word]) AS held
ORDER BY held DESC, size(said.name), entity.key, said.recordId
LIMIT $most  // what is ranked last of so many is not what was meant
RETURN entity.key AS key,
       [label IN labels(entity) WHERE label <> 'Entity'][0] AS label,
       said.recordId AS record,
       said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) AS holds,
       // What is past is still called so where nothing else is said of it on that day.
       said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) OR NOT EXISTS {
         MATCH (entity)-[other:ASSERTED_BY]->(:Source)
         WHERE other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
           AND other.marking <= $clearance AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
           AND other.recordedAt <= $knownOn AND (other.supersededAt IS NULL OR other.supersededAt > $knownOn)
       } AS current,
       said {
         .name, .shortName, .officialName, .aliases, .designation, .mmeNames, .cowIgo,
         .iso2, .iso3, .cowCode, .gwCode, .cowId, .atopId, .dcadId
       } AS says
ORDER BY key, record

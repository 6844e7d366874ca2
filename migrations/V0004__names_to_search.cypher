// Names are found through one full-text index. What something is called is said by its ASSERTED_BY relationships, each
// with its own marking, so that these are indexed and not the entities: the index finds candidates, and the query that
// reads it looks at what the viewer may see of them. Accents and case are folded; the codes of nations are not here,
// since some of them (IT, NO) are words that the analyzer leaves out.
CREATE FULLTEXT INDEX asserted_names IF NOT EXISTS
FOR ()-[said:ASSERTED_BY]-()
ON EACH [
  said.name, said.shortName, said.officialName, said.aliases, said.designation, said.mmeNames, said.cowIgo
]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};

// A search meets no index that is still being filled.
CALL db.awaitIndex('asserted_names', 600);

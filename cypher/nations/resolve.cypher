// nations/resolve
// Which nations answer to these names (key, code, name or alias), and what each is called on a day.
//
// result: many
// param names: list<string>     names as people type them, folded: lower case, no accents, single spaces
// param on: date                the day asked about: it decides between nations that shared a name
// param knownOn: datetime       what was known by then
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality

// Few nations answer to a name; only of these is looked at what every source says.
MATCH (nation:Nation)-[naming:ASSERTED_BY]->(:Source)
WHERE (toLower(nation.key) IN $names OR any(name IN $names WHERE name IN naming.searchNames))
  AND naming.marking <= $clearance AND (naming.releasableTo IS NULL OR $nationality IN naming.releasableTo)
  AND naming.recordedAt <= $knownOn AND (naming.supersededAt IS NULL OR naming.supersededAt > $knownOn)
WITH DISTINCT nation
MATCH (nation)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
WITH nation, said,
     said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) AS holds
// What the best source says on that day comes first, and so names the nation.
ORDER BY holds DESC, said.reliability, said.credibility, said.source, said.validFrom DESC
WITH nation, collect({said: said, holds: holds}) AS assertions
UNWIND $names AS asked
WITH nation, assertions, asked,
     [a IN assertions WHERE asked IN a.said.searchNames | a] AS naming
WHERE asked = toLower(nation.key) OR size(naming) > 0
RETURN asked,
       nation.key AS key,
       assertions[0].said.name AS name,
       // A key is meant as a key; a name held on that day comes before one held on another.
       CASE
         WHEN asked = toLower(nation.key) THEN 0
         WHEN any(a IN naming WHERE a.holds AND asked IN [toLower(a.said.iso2), toLower(a.said.iso3)]) THEN 1
         WHEN any(a IN naming WHERE a.holds) THEN 2
         ELSE 3
       END AS rank
ORDER BY asked, rank, key

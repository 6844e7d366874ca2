// Which entities bear a word in their name?
// The node shows what everybody may see; everything that is said of it stands on its ASSERTED_BY.
:param word => 'maritime';
:param clearance => 0;

MATCH (entity:Entity)
WHERE toLower(entity.name) CONTAINS toLower($word)
  AND entity.marking <= $clearance
RETURN [label IN labels(entity) WHERE label <> 'Entity'][0] AS kind,
       entity.key AS key,
       entity.name AS name
ORDER BY kind, name
// A word that more entities bear is not much of a question.
LIMIT 200;

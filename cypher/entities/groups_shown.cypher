// entities/groups_shown
// How many entities of one kind there are for each combination of some values, and the least, the greatest, the sum and
// the mean of others, by what each of them shows: what the best source that everybody may see says of it now. What is
// asked of them is written into the query, so that it is planned for that.
//
// result: many
// varies: Engagement over labels
// param given: list               what conditions compare with
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
/*keys:*/ /*:keys*/
// All entities are found by their key.
MATCH (entity:Engagement/*named:*/ /*:named*/)
WHERE /*condition:*/ $given IS NOT NULL /*:condition*/
  // Of whom everybody may see nothing, it shows nothing, no marking either.
  AND entity.marking <= $clearance AND (entity.releasableTo IS NULL OR $nationality IN entity.releasableTo)
WITH [/*by:*/ entity.kind /*:by*/] AS values, entity
WITH values, count(*) AS counted, [/*measures:*/ count(entity.name) /*:measures*/] AS measures
RETURN values, counted, counted AS entities, measures
ORDER BY values
// Nobody reads more groups; one more tells that there are more.
LIMIT 5001

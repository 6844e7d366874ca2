// entities/groups_shown
// How many entities of one kind there are for each combination of some values, and the least, the greatest, the sum and
// the mean of others, by what each of them shows: what the best source that everybody may see says of it now. What is
// asked of them is written into the query, so that it is planned for that.
//
// result: many
// varies: Engagement over labels
// viewer: not entity, its marking bears a name of its own, so that it is asked about last
// param given: list               what conditions compare with
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
/*keys:*/ /*:keys*/
// Entities that are named are found by their keys.
MATCH (entity:Engagement/*named:*/ /*:named*/)
WHERE /*condition:*/ $given IS NOT NULL /*:condition*/
// Looked up only of those that meet the condition. Of whom everybody may see nothing, it shows no marking either.
WITH entity, entity.marking AS marking, entity.releasableTo AS releasableTo
WHERE marking <= $clearance AND (releasableTo IS NULL OR $nationality IN releasableTo)
WITH /*by:*/ [entity.kind] /*:by*/ AS values, count(*) AS counted, [/*measures:*/ count(entity.name) /*:measures*/] AS measures
RETURN values, counted, counted AS entities, measures
ORDER BY values
// Nobody reads more groups; one more tells that there are more.
LIMIT 5001

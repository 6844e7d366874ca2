// entities/page_shown
// A page of the entities of one kind by what each of them shows: what the best source that everybody may see says of it
// now. What is asked of them is written into the query, so that it is planned for that.
//
// result: one
// varies: Engagement over labels
// param given: list               what conditions compare with
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
// param limit: integer            most entities
/*keys:*/ /*:keys*/
// All entities are found by their key.
MATCH (entity:Engagement/*named:*/ /*:named*/)
WHERE /*condition:*/ $given IS NOT NULL /*:condition*/
  // Of whom everybody may see nothing, it shows nothing, no marking either.
  AND entity.marking <= $clearance AND (entity.releasableTo IS NULL OR $nationality IN entity.releasableTo)
WITH entity
ORDER BY /*order:*/ entity.key /*:order*/
LIMIT $limit
// One row is sent in half the time of a thousand.
RETURN collect([entity.key, /*place:*/ null /*:place*/, [/*values:*/ entity.name /*:values*/]]) AS entities

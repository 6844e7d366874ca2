// entities/page_shown
// A page of the entities of one kind by what each of them shows: what the best source that everybody may see says of it
// now. What is asked of them is written into the query, so that it is planned for that.
//
// result: one
// varies: Engagement over labels
// viewer: not entity, its marking bears a name of its own, so that it is asked about last
// param given: list               what conditions compare with
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
// param limit: integer            most entities
/*keys:*/ /*:keys*/
// Entities that are named are found by their keys.
MATCH (entity:Engagement/*named:*/ /*:named*/)
WHERE /*condition:*/ $given IS NOT NULL /*:condition*/
// Looked up only of those that meet the condition. Of whom everybody may see nothing, it shows no marking either.
WITH entity, entity.marking AS marking, entity.releasableTo AS releasableTo
WHERE marking <= $clearance AND (releasableTo IS NULL OR $nationality IN releasableTo)
WITH entity
ORDER BY /*order:*/ entity.key /*:order*/
LIMIT $limit
// One row is sent in half the time of a thousand. What is only counted of each is counted here: to ask again takes longer.
RETURN collect([
  entity.key,
  /*place:*/ null /*:place*/,
  [/*values:*/ entity.name /*:values*/]
  /*counts:*/ /*:counts*/
]) AS entities

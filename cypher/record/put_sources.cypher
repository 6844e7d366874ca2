// record/put_sources
// Enter datasets, documents and reporters that facts come from.
//
// result: write
// viewer: none, bookkeeping of imports by who runs the service
// param sources: list<map>   the properties of each; null: none such
UNWIND $sources AS given
MERGE (source:Source {key: given.key})
SET source += given
RETURN count(source) AS written

// record/put_sources
// Enter datasets, documents and reporters that facts come from.
//
// result: write
// param sources: list<map>   key, title, publisher, version, url, licence, reliability of each
UNWIND $sources AS given
MERGE (source:Source {key: given.key})
SET source += given
RETURN count(source) AS written

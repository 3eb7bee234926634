-- Every refused row is of a file of the version, which has as many as it says.
--
-- In whose words: a refused row is kept, with its file and line (docs/method.md, section 14).
-- Expected: what the file says. Found: rows that are kept.
with kept as (
  select file_digest, count(*) as refused from refused_rows group by file_digest
)
select coalesce(file_name, file_digest) as subject, coalesce(rows_refused, 0) as expected,
       coalesce(refused, 0) as found
from files full join kept using (file_digest);

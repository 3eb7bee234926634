-- Every row of a file is accepted or refused.
--
-- In whose words: "rows read = rows accepted + rows refused" (docs/method.md, section 14).
-- Expected: rows read. Found: rows accepted, and refused rows that are kept.
with refused as (
  select file_digest, count(*) as kept from refused_rows group by file_digest
)
select file_name as subject, rows_read as expected, rows_accepted + coalesce(kept, 0) as found
from files left join refused using (file_digest);

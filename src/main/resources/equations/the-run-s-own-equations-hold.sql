-- The equations that the run asked of itself hold.
--
-- In whose words: "equations that must hold before a year is published" (docs/method.md,
-- section 15); here the rows are looked at again, not taken at the run's word.
-- Expected: right side. Found: left side.
select concat_ws(': ', check_name, nullif(subject, '')) as subject, right_side as expected,
       left_side as found
from reconciliation where must_hold;

-- Twelve months of aspiration are the annual amount.
--
-- In whose words: "twelve months = the annual aspiration" (docs/method.md, section 15).
-- Expected: annual aspiration of practices with twelve months. Found: what they were paid.
select practice_code as subject, annual_aspiration_gbp as expected,
       aspiration_paid_gbp as found
from aspiration_payments where months_paid = 12;

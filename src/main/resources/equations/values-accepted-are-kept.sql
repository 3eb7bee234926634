-- Every value that was accepted is among the frozen values.
--
-- In whose words: "values accepted = values in silver" (docs/method.md, section 15).
-- Expected: values that the run read. Found: rows of indicator_values.
select 'all values' as subject,
       (select sum(left_side) from reconciliation
        where check_name = 'values accepted are in silver') as expected,
       (select count(*) from indicator_values) as found;

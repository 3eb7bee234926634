-- Register and population behind a national prevalence are those of the practices.
--
-- In whose words: national prevalence is all registers over all contractor registered populations
-- of the practices that delivered the register (docs/method.md, section 8); a practice whose
-- contract ended before 31 March counts for none. A register that the nation has and no practice,
-- or practices and not the nation, is a difference.
-- Expected: sums of practice_factors. Found: numerator and denominator of national_figures.
with counted as (
  select group_code, sum(register_size) as registers, sum(crp) as population
  from practice_factors
  where register_size is not null
    and practice_code not in (select practice_code from practice_checks where severity = 'part_year')
  group by group_code
), national as (
  select group_code, numerator, denominator from national_figures
  where figure = 'national_prevalence'
), both as (
  select group_code, coalesce(registers, 0) as registers, coalesce(population, 0) as population,
         coalesce(numerator, 0) as numerator, coalesce(denominator, 0) as denominator
  from counted full join national using (group_code)
)
select group_code || ' register' as subject, registers as expected, numerator as found from both
union all
select group_code || ' population', population, denominator from both;

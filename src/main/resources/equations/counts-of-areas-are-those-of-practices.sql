-- Counts of every area and indicator are those of its practices.
--
-- In whose words: "practices, points, registers and lists of every level of area add up to
-- England's" (docs/method.md, section 15); here of every single area, from its practices.
-- Expected: sums of practice_indicators. Found: area_indicators.
with placed as (
  select practice_code, level, area_code from practice_points
  lateral view stack(5, 'pcn', pcn_code, 'sub_icb', sub_icb_code, 'icb', icb_code,
                     'region', region_code, 'england', 'ENG') areas as level, area_code
), sums as (
  select level, area_code, indicator_code, sum(numerator) as n, sum(denominator) as d,
         sum(pca_count) as adjustments
  from placed join practice_indicators using (practice_code)
  group by level, area_code, indicator_code
)
select concat_ws(' ', level, area_code, indicator_code, what) as subject, expected, found
from sums full join area_indicators areas using (level, area_code, indicator_code)
lateral view stack(3, 'numerator', n, numerator, 'denominator', d, denominator,
                   'adjustments', adjustments, pca_count) as what, expected, found;

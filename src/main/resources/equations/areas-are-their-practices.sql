-- Practices, lists and points of every area are those of its practices.
--
-- In whose words: "practices, points, registers and lists of every level of area add up to
-- England's" (docs/method.md, section 15); here of every single area, from its practices.
-- Expected: sums of practice_points. Found: area_points.
with placed as (
  select practice_code, level, area_code from practice_points
  lateral view stack(5, 'pcn', pcn_code, 'sub_icb', sub_icb_code, 'icb', icb_code,
                     'region', region_code, 'england', 'ENG') areas as level, area_code
), sums as (
  select level, placed.area_code, count(*) as practices, sum(list_size) as lists,
         sum(earned_points) as points
  from placed join practice_points using (practice_code)
  group by level, placed.area_code
)
select concat_ws(' ', level, area_code, what) as subject, expected, found
from sums full join area_points areas using (level, area_code)
lateral view stack(3, 'practices', cast(sums.practices as decimal(28,2)), cast(areas.practices as decimal(28,2)),
                   'lists', cast(lists as decimal(28,2)), cast(list_size as decimal(28,2)),
                   'points', cast(points as decimal(28,2)), cast(earned_points as decimal(28,2)))
  as what, expected, found;

-- Registers and lists of every area and group are those of its practices.
--
-- In whose words: "practices, points, registers and lists of every level of area add up to
-- England's" (docs/method.md, section 15); here of every single area, from its practices.
-- Expected: sums of practice_groups. Found: area_groups.
with placed as (
  select practice_code, level, area_code from practice_points
  lateral view stack(5, 'pcn', pcn_code, 'sub_icb', sub_icb_code, 'icb', icb_code,
                     'region', region_code, 'england', 'ENG') areas as level, area_code
), sums as (
  select level, area_code, group_code, sum(register_size) as registers, sum(list_size) as lists,
         sum(pca_count) as adjustments
  from placed join practice_groups using (practice_code)
  group by level, area_code, group_code
)
select concat_ws(' ', level, area_code, group_code, what) as subject, expected, found
from sums full join area_groups areas using (level, area_code, group_code)
lateral view stack(3, 'register', registers, register_size, 'list', lists, list_size,
                   'adjustments', adjustments, pca_count) as what, expected, found;

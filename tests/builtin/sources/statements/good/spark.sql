select date_trunc('month', created_at) as day, count(*) as value from orders group by 1
select last_day(day) as day, sum(value) from t group by last_day(day)
select day, percentile_approx(hours, 0.95), percentile(hours, 0.5) from t group by day
select day, count_if(state = 'lost') / count(*) from t group by day
select day, count(*) filter (where state = 'lost') from t group by day
select t.day, x from t lateral view explode(t.items) e as x
select t.day, p, x from t lateral view outer posexplode(t.items) e as p, x
select explode(sequence(date '2026-01-01', date '2026-12-31', interval 1 day)) as day, 1
select date_format(day, 'yyyy-MM'), to_date(day, 'yyyy-MM-dd'), add_months(day, 1), datediff(a, b) from t
select region, day, sum(value) from t group by grouping sets ((region), (day))
select region, day, sum(value) from t group by cube (region, day)
select region, day, sum(value) from t group by region, day with rollup
select day, collect_list(region), collect_set(region), concat_ws(',', collect_list(region)) from t group by day
select day, get_json_object(data, '$.amount'), from_json(data, 'amount double').amount from t
select day, transform(parts, x -> x * 2), filter(parts, x -> x > 1), aggregate(parts, 0, (a, x) -> a + x) from t
select day, element_at(parts, 1), size(parts), array_contains(tags, 'x') from t
select day, nvl(value, 0), if(value > 0, 1, 0), isnull(value) from t
select day, value from t tablesample (10 percent)
select day, approx_count_distinct(user_id), max_by(value, at), stddev(value) from t group by day
select day, value from t qualify row_number() over (partition by day order by at desc) = 1
select `day`, `net value` from `sales`.`orders`
select day, months_between(a, b), from_unixtime(created), unix_timestamp(day) from t
select day, value from t left semi join u on t.id = u.id
select day, value from t left anti join u on t.id = u.id
select * from (select day, kind, value from t) pivot (sum(value) for kind in ('a', 'b'))
select day, value rlike '^a', regexp_extract(name, '(a)(b)', 1), split(name, ',')[0] from t
select day, try_divide(a, b), try_cast(x as int) from t
select day, value from t distribute by day sort by value
select id from range(10)
select struct(1, 2).col1, map('a', 1)['a'], named_struct('x', 1).x

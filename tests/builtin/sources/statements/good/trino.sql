select date_trunc('month', created_at) as day, count(*) as value from hive.sales.orders group by 1
select day, approx_percentile(hours, 0.95), approx_distinct(user_id) from t group by day
select day, count_if(state = 'lost') * 100.0 / count(*) from t group by day
select day, count(*) filter (where state = 'lost') from t group by day
select d as day, 1 from unnest(sequence(date '2026-01-01', date '2026-12-31', interval '1' day)) as x(d)
select t.day, x from t cross join unnest(t.items) as u(x)
select t.day, x, n from t cross join unnest(t.items) with ordinality as u(x, n)
select region, day, sum(value) from t group by grouping sets ((region), (day), ())
select region, day, sum(value) from t group by rollup (region, day)
select region, day, sum(value) from t group by cube (region, day)
select date_add('day', 1, day), date_diff('hour', a, b), date_format(day, '%Y-%m'), date_parse(x, '%Y') from t
select day, json_extract_scalar(data, '$.amount'), json_value(data, 'lax $.a') from t
select day, max_by(value, at), min_by(value, at), arbitrary(region), histogram(region) from t group by day
select day, transform(parts, x -> x * 2), reduce(parts, 0, (a, x) -> a + x, a -> a), filter(parts, x -> x > 1) from t
select day, element_at(m, 'a'), cardinality(parts), contains(tags, 'x'), array_join(tags, ',') from t
select day, try_cast(x as bigint), try(1 / value), if(value > 0, 1, 0) from t
select day at time zone 'Europe/Berlin', with_timezone(at, 'UTC') from t
select day, listagg(region, ',') within group (order by region) from t group by day
select day, value from t tablesample bernoulli (10)
select day, value from t fetch first 5 rows only
select day, value from t where regexp_like(name, '^a') and starts_with(name, 'b')
select from_unixtime(created), to_unixtime(at), from_iso8601_timestamp(x), last_day_of_month(day) from t
select day, approx_percentile(hours, array[0.5, 0.9])[1] from t group by day
select "day", "net value" from t where region is distinct from 'x'
values (date '2026-01-01', 1), (date '2026-01-02', 2)
with recursive n (x) as (select 1 union all select x + 1 from n where x < 10) select x from n
select day, array_agg(value order by day), map_agg(k, v), regr_slope(a, b), corr(a, b) from t group by day
select t.day, l.v from t cross join lateral (select max(value) as v from u where u.id = t.id) l
select row(1, 2)[1], cast(row(1, 2) as row(a integer, b integer)).a

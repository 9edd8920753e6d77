select date_trunc('month', created_at)::date as day, count(*) as value from orders group by 1
select (date_trunc('month', :until::date) - interval '1 day')::date, 1
select day, percentile_cont(0.5) within group (order by hours) as value from t group by day
select day, percentile_disc(0.95) within group (order by hours) from t group by day
select day, count(*) filter (where state = 'lost')::float8 / count(*) as value from t group by day
select d::date as day, count(o.id) from generate_series(:since, :until, interval '1 day') d left join orders o on o.day = d group by 1
select d, n from generate_series(1, 10) with ordinality as g(d, n)
select region, day, sum(value) from t group by grouping sets ((region, day), (day), ())
select region, day, sum(value), grouping(region) from t group by cube (region, day)
select region, day, sum(value) from t group by rollup (region, day)
select distinct on (customer) customer, day, value from t order by customer, day desc
select t.day, l.value from t, lateral (select sum(u.value) as value from u where u.id = t.id) l
select t.day, l.value from t left join lateral (select value from u where u.id = t.id order by day desc limit 1) l on true
select day, data->>'amount' as value from t where data @> '{"kind": "order"}'
select day, (data #>> '{total,net}')::numeric as value from t where data ? 'total'
select day, jsonb_array_length(data->'items') from t
select day, (x->>'qty')::int from t, jsonb_array_elements(data->'items') as x
select day, value from jsonb_to_recordset('[]') as x(day date, value int)
select extract(year from day), extract(epoch from finished_at - started_at) / 3600 from t
select to_char(day, 'YYYY-MM'), value from t where day >= current_date - 30
select day, array_agg(distinct region order by region), string_agg(region, ', ') from t group by day
select day, value from t where region = any(array['a', 'b']) and tags && array['x']
select day, unnest(array[1, 2, 3]) from t
select day, value from t where name ~* '^a.*b$' and name !~ 'x' and name ilike '%c'
select day, sum(value) over w, avg(value) over w from t window w as (partition by region order by day)
with recursive days(d) as (select date '2026-01-01' union all select (d + 1) from days where d < date '2026-12-31') select d, 1 from days
with recursive tree as (select id, parent from org where parent is null union all select o.id, o.parent from org o join tree on o.parent = tree.id) select count(*) from tree
select day, stddev_samp(value), var_pop(value), corr(a, b), regr_slope(a, b) from t group by day
select day, width_bucket(value, 0, 100, 10), mod(a, b), greatest(a, b), least(a, b) from t
select make_date(2026, 1, 1), age(day, day), justify_interval(interval '40 days') from t
select day at time zone 'Europe/Berlin', value from t
select day, value from t tablesample bernoulli (10)
values ('2026-01-01', 1), ('2026-01-02', 2)
select day, value from t fetch first 10 rows only
select day, value is distinct from other from t
select day, md5(name), left(name, 3), split_part(name, ',', 1), regexp_replace(name, '\d+', '') from t
select pg_catalog.date_trunc('day', created_at), 1 from t
select day, value from t where (a, b) in (select a, b from u)

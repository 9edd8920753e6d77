select date(day, 'start of month', '+1 month', '-1 day') as day, count(*) from t group by 1
select strftime('%Y-%m', day) as month, sum(value) as value from t group by month
select day, julianday(finished) - julianday(started) from t
select datetime(created, 'unixepoch'), unixepoch(day) from t
select day, json_extract(data, '$.amount') from t
select day, data ->> '$.amount' from t
select t.day, j.value from t, json_each(t.items) as j
select day, iif(value > 0, 1, 0), ifnull(value, 0), total(value) from t group by day
select day, group_concat(region, ', ') from t group by day
select day, sum(value) filter (where kind = 'x') from t group by day
with recursive n(x) as (select 1 union all select x + 1 from n where x < 10) select x from n
with recursive d(day) as (select date('2026-01-01') union all select date(day, '+1 day') from d where day < '2026-12-31') select day, 1 from d
select "day", [value], `name` from t
select day, value from t where name glob 'a*'
select day, substr(name, 1, 3), instr(name, 'x'), printf('%d', value), hex(name), typeof(value) from t
select day, min(a, b), max(a, b), round(value, 1), random() from t
select day, value from t where rowid > 5 limit 10 offset 5
values ('2026-01-01', 1)
select day, value collate nocase from t
select day, cast(value as integer) || '' from t
select day, value from t natural join u
select day, nth_value(value, 2) over (order by day) from t
select count(*) over (partition by region), cume_dist() over (order by value) from t
select day, sum(value) over win from t window win as (order by day rows unbounded preceding)

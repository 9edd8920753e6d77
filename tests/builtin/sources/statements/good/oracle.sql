select trunc(created_at, 'MM') as day, count(*) from orders group by trunc(created_at, 'MM')
select last_day(day), nvl(value, 0), decode(kind, 'a', 1, 0) from t
select add_months(day, 1), months_between(a, b), to_char(day, 'YYYY-MM'), to_date('2026-01-01', 'YYYY-MM-DD') from dual
select level, 1 from dual connect by level <= 10
select day, median(value), listagg(region, ',') within group (order by region) from t group by day
select day, value from t fetch first 10 rows only
select day, ratio_to_report(value) over (partition by day), systimestamp from t

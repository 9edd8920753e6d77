select eomonth(created_at) as day, count(*) as value from dbo.orders group by eomonth(created_at)
select top 10 [day], [net value] from [sales].[orders] order by [day] desc
select day, sum(iif(state = 'lost', 1, 0)) * 100.0 / count(*) from t group by day
select datefromparts(year(day), month(day), 1), datediff(hour, a, b), dateadd(month, 1, day) from t
select t.day, x.v from t cross apply (select max(u.value) as v from u where u.id = t.id) x
select day, isnull(value, 0), len(name), charindex('a', name), try_convert(int, name) from t
select distinct percentile_cont(0.5) within group (order by hours) over (partition by day), day from t
select day, string_agg(region, ',') within group (order by region) from t group by day
select convert(date, day), format(value, 'N2'), getdate() from t

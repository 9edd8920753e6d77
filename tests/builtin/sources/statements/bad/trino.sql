select * from table(system.query('drop table t'))
select * from table(mysql.system.query(query => 'delete from t'))
select * from table(exclude_columns(input => table(t), columns => descriptor(a)))
select * from table(elasticsearch.system.raw_query('x'))
select * from table(hive.system.unload(input => table(t)))
select * from table(google_sheets.system.sheet(id => 'x'))
call system.runtime.kill_query('x')
call hive.system.sync_partition_metadata('x', 'y', 'z')
call system.sync_partition_metadata('x')
set session x = 1
reset session x
set role admin
set path x
use hive.sales
prepare p from select 1
execute p
execute immediate 'drop table t'
deallocate prepare p
start transaction
comment on table t is 'x'
create schema x
create catalog x using y
create or replace table x as select 1
create materialized view v as select 1
refresh materialized view v
create function f() returns bigint return 1
create role x
alter table t execute optimize
alter table t set properties x = 1
alter view v rename to w
drop schema x cascade
drop catalog x
drop function f()
deny select on t to x
show create table t
show session
show stats for t
describe input p
explain (type distributed) select 1
with function f() returns bigint return 1 select f()
with function f(x bigint) returns bigint begin return x; end select f(1)
select current_user()
select fail('x')
select version()
select secret('x')
select url_decode('x')
select http_get('x')
select from_utf8(file('x'))
select "system"."runtime"."kill_query"('x')

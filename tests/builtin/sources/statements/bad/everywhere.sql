drop table t
drop table if exists t cascade
create table x as select 1
create table x (a int)
create view v as select 1
create temporary table x as select 1
insert into t values (1)
insert into t select 1
update t set a = 1
delete from t
truncate table t
alter table t add column x int
merge into t using u on t.id = u.id when matched then delete
grant all on t to public
revoke all on t from public
call p()
set x = 1
begin
commit
rollback
explain select 1
explain analyze delete from t
describe t
show tables
use other
analyze t
lock table t
execute p
prepare p as select 1
with x as (delete from t returning 1) select * from x
with x as (insert into t values (1) returning 1) select * from x
with x as (update t set a = 1 returning 1) select * from x
with x as (select 1) delete from t
with x as (select 1) insert into t select * from x
select 1; select 2
select 1; drop table t
select 1;;
;drop table t
select * into x from t
select 1 from t for update
select 1 from t for share
select 1 /*! into outfile '/tmp/x' */
select 1 /*!50000 union select 2 */
select 1 /*M! union select 2 */
select /*+ set_var(x=1) */ 1
select 1 /* a /* b */ ; drop table t -- */
select 1 --x
select 1--1
select 1 # comment
select 'a\' , sleep(5) , 'b'
select 'a\\', sleep(5), 'b'
select "a\" , sleep(5) , "b"
select $$a$$
select $x$ ; drop table t $x$
select e'\' ; drop table t --'
select @a := 1
select unknown_function(1)
select "unknown_function"(1)
select other_schema.sum(1)
select sleep /* x */ (5)
select ＇x＇
select x‮ from t
select 1​ from t
select nextval('s')
select s.nextval from dual
select :unknown

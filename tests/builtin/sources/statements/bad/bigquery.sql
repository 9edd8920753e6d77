select * from external_query('c', 'drop table t')
export data options (uri = 'gs://x') as select 1
load data into t from files (uris = ['gs://x'])
select session_user()
select ml.predict(1)
select * from ml.predict(model m, table t)
select keys.new_keyset('x')
select net.host('x')
select error('x')
select """a""" , 'b'
select r'\' , sleep(1) , '
select '''a'b'''
assert false
execute immediate 'drop table t'
begin select 1; end
declare x int64
create temp function f() as (1); select f()
select @x
select @@error.message

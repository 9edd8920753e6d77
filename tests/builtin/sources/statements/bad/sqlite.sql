select load_extension('x')
select readfile('/etc/passwd')
select writefile('/tmp/x', 'y')
select edit('x')
select fts3_tokenizer('x')
select * from fsdir('/')
select * from pragma_database_list()
select * from pragma_table_info('t')
select * from zipfile('x.zip')
select * from csv('x')
select sqlite_compileoption_get(1)
select sqlite_version()
select last_insert_rowid()
select changes()
select total_changes()
select randomblob(1000000000)
select zeroblob(1000000000)
select sqlite_log(1, 'x')
select sqlite_offset(x) from t
select rtreecheck('x')
attach 'x.db' as x
attach database '/tmp/x' as x
detach x
pragma writable_schema = on
pragma query_only = off
pragma journal_mode = delete
pragma database_list
vacuum
vacuum into '/tmp/x'
reindex
replace into t values (1)
insert or replace into t values (1)
create virtual table x using fts5(a)
create trigger x after insert on t begin delete from u; end
create index i on t (a)
savepoint x
release x
begin immediate
end transaction
explain query plan select 1
select 1 union delete from t
with x as (select 1) replace into t select 1
select [a'b] from t
select `a'b` from t
select "a'b" from t

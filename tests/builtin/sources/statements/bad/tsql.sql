select 1 shutdown
select 1 delete from t
select 1 drop table t
select 1 exec xp_cmdshell 'id'
select 1 exec('x')
select 1 waitfor delay '0:0:9'
select 1 use master
select 1 kill 5
select 1 backup database x to disk = 'x'
select 1 declare @x int
select 1 print 'x'
exec xp_cmdshell 'id'
exec sp_configure 'x', 1
execute sp_executesql N'drop table t'
select * from openrowset('x', 'y', 'z')
select * from openrowset(bulk '/etc/passwd', single_clob) x
select * from opendatasource('x', 'y').a.b.c
select * from openquery(s, 'drop table t')
select * from openxml(1, 'x')
select * from sys.fn_get_audit_file('x', default, default)
select * from sys.dm_os_file_exists('x')
select xp_fileexist('x')
select next value for s
select * into #x from t
select * from t with (updlock)
select * from t with (tablockx)
select * from t option (recompile)
select * from t for xml path
select * from t for json auto
select suser_sname()
select @@version
waitfor delay '0:0:9'
bulk insert t from 'x'
dbcc checkdb
go

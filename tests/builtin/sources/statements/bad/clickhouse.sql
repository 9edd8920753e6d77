select * from url('http://evil', 'CSV', 'a String')
select * from urlCluster('c', 'http://evil', 'CSV', 'a String')
select * from file('/etc/passwd', 'LineAsString')
select * from fileCluster('c', 'x', 'CSV')
select * from s3('http://evil/x.csv')
select * from s3Cluster('c', 'http://evil/x.csv')
select * from gcs('http://evil/x.csv')
select * from hdfs('hdfs://evil/x')
select * from azureBlobStorage('x')
select * from remote('evil', 'system.one')
select * from remoteSecure('evil', 'system.one')
select * from cluster('c', 'system.one')
select * from clusterAllReplicas('c', 'system.one')
select * from mysql('evil:3306', 'd', 't', 'u', 'p')
select * from postgresql('evil:5432', 'd', 't', 'u', 'p')
select * from mongodb('evil', 'd', 't', 'u', 'p')
select * from redis('evil', 'k', 'v')
select * from sqlite('/x.db', 't')
select * from odbc('DSN=x', 't')
select * from jdbc('x', 't')
select * from executable('x.sh', 'CSV', 'a String')
select * from input('a String')
select * from iceberg('http://evil')
select * from deltaLake('http://evil')
select * from hudi('http://evil')
select * from merge('d', '.*')
select * from dictionary('x')
select * from generateRandom('a String')
select * from view(select 1)
select * from loop(t)
select * from zeros_mt(10)
select sleep(3)
select sleepEachRow(1)
select file('/etc/passwd')
select dictGet('x', 'y', 1)
select joinGet('x', 'y', 1)
select getSetting('x')
select getServerPort('tcp_port')
select getMacro('x')
select currentUser()
select hostName()
select addressToLine(1)
select addressToSymbol(1)
select demangle('x')
select trap('x')
select throwIf(1)
select catboostEvaluate('/x', 1)
select modelEvaluate('x', 1)
select reinterpretAsString(1)
select initializeAggregation('x', 1)
select materialize(1)
select 1 into outfile '/tmp/x'
select 1 format CSV
select 1 settings readonly = 0
select 1 settings max_execution_time = 0
select 1 from t settings max_threads = 100
insert into function file('x') select 1
insert into t format CSV
system shutdown
system reload config
system drop mark cache
kill query where 1
optimize table t final
attach table t
detach table t
exchange tables a and b
rename table a to b
backup table t to disk('x')
restore table t from disk('x')
create dictionary x (a int) primary key a source(http(url 'http://evil'))
create user x
create function f as x -> x
alter table t delete where 1
alter table t update a = 1 where 1
watch v
check table t
exists table t
parallel with select 1
select {x:String}
select * apply(file) from (select 'x.txt')
select t.* except(a) apply(getMacro) from t
select columns('x') apply(sleep) from t

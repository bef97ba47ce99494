# Makes a PostgreSQL cluster, says "ready" when it answers, and runs it until standard input ends: the test process holds the
# other end of that pipe and nobody else does, so the cluster goes away however the tests end, a panic or a kill included.
# Arguments: the folder of PostgreSQL's programs, an empty folder that this user owns, `on` where a commit waits for the disk and `off` where not.
bin=$1
folder=$2
durable=$3

start() {
    "$bin/initdb" -D "$folder/data" -U shouwang -A trust -E UTF8 --locale=C --no-sync &&
        cat >>"$folder/data/postgresql.conf" <<END &&
listen_addresses = ''
unix_socket_directories = '$folder'
port = 5432
max_connections = 200
# A test's data need not outlive the machine; what is measured does.
fsync = $durable
synchronous_commit = $durable
full_page_writes = $durable
END
        "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w start
}

if start >"$folder/start.log" 2>&1; then
    echo ready
    read -r _
    "$bin/pg_ctl" -D "$folder/data" -m immediate stop >>"$folder/start.log" 2>&1
else
    cat "$folder/start.log" "$folder/server.log" 2>/dev/null
fi
rm -rf "$folder"

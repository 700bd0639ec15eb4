#!/bin/sh
# cluster.sh: a private Postgres cluster in a folder of its own, for the tests and for ./dev.
#
#	tests/cluster.sh start DIR PORT    makes it when it is not there, starts it when it is down
#	tests/cluster.sh stop DIR PORT     stops it; the data stay
#	tests/cluster.sh url DIR PORT      exports TEST_DATABASE_URL and TEST_DATABASE_OWNER_URL
#
# It listens on 127.0.0.1 and on a socket in DIR only, with fixed demo passwords: not for real data.
# Postgres refuses to run as root, so for root everything runs as CLUSTER_USER (postgres). FSYNC=off
# makes tests quick; a cluster that somebody wants to keep leaves it on. A cluster of the system is
# never looked at.
set -eu

fail() {
	echo "cluster.sh: $*" >&2
	exit 1
}

[ $# -eq 3 ] || fail "usage: cluster.sh start|stop|url DIR PORT"
act=$1 dir=$(realpath -m "$2") port=$3
case $port in '' | *[!0-9]*) fail "PORT is a number, not '$port'" ;; esac

bin=${PG_BIN:-$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)}
[ -x "$bin/initdb" ] || fail "no Postgres server found (package postgresql)"

# Runs a program as the owner of the cluster, from a folder that user may be in.
as_owner() {
	cd /
	if [ "$(id -u)" -eq 0 ]; then
		runuser -u "${CLUSTER_USER:-postgres}" -- env LC_ALL=C.UTF-8 "$@"
	else
		env LC_ALL=C.UTF-8 "$@"
	fi
}

ask() {
	as_owner "$bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$dir/socket" -p "$port" -U postgres "$@"
}

is_running() {
	as_owner "$bin/pg_ctl" -D "$dir/data" status > /dev/null 2>&1
}

make_cluster() {
	mkdir -p "$dir"
	[ "$(id -u)" -ne 0 ] || chown "${CLUSTER_USER:-postgres}" "$dir"
	as_owner mkdir -p -m 0700 "$dir/socket" 2> /dev/null ||
		fail "$dir cannot be reached by the user ${CLUSTER_USER:-postgres}"
	rm -rf "$dir/made"
	# Moved into place when whole: a cut initdb is not mistaken for a cluster.
	as_owner "$bin/initdb" -D "$dir/made" -U postgres -E UTF8 --locale=C.UTF-8 \
		--data-checksums --no-sync --auth-local=trust --auth-host=scram-sha-256 \
		> "$dir/initdb.log" 2>&1 ||
		fail "initdb failed: $(tail -n 3 "$dir/initdb.log")"
	# What people typed must not come into the server's log: no parameters, no statements of errors.
	as_owner tee -a "$dir/made/postgresql.conf" > /dev/null <<-CONF
		listen_addresses = '127.0.0.1'
		unix_socket_directories = '$dir/socket'
		max_connections = 100
		password_encryption = 'scram-sha-256'
		log_parameter_max_length = 0
		log_parameter_max_length_on_error = 0
		log_min_error_statement = panic
		shared_buffers = 64MB
	CONF
	mv "$dir/made" "$dir/data"
}

make_database() {
	[ -z "$(ask -d postgres -c "select 1 from pg_database where datname = 'verify'")" ] || return 0
	ask -d postgres <<-'SQL'
		select format('create role %I login password %L', wanted, 'demo')
		  from unnest(array['verify_owner', 'verify_app']) wanted
		 where not exists (select from pg_roles where rolname = wanted) \gexec
		create database verify owner verify_owner encoding 'UTF8' template template0;
		revoke all on database verify from public;
		grant connect on database verify to verify_app;
	SQL
}

start() {
	socket="$dir/socket/.s.PGSQL.$port"
	[ ${#socket} -le 107 ] || fail "the path $dir is too long for a socket"
	[ -f "$dir/data/PG_VERSION" ] || make_cluster
	if ! is_running; then
		as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w -t 30 -s \
			-o "-p $port -c fsync=${FSYNC:-on}" start < /dev/null > /dev/null 2>&1 ||
			fail "Postgres did not start: $(as_owner tail -n 3 "$dir/data/server.log")"
	fi
	make_database
}

case $act in
start) start ;;
stop) ! is_running || as_owner "$bin/pg_ctl" -D "$dir/data" -m fast -w -t 30 -s stop ;;
url)
	echo "export TEST_DATABASE_URL=postgres://verify_app:demo@127.0.0.1:$port/verify"
	echo "export TEST_DATABASE_OWNER_URL=postgres://verify_owner:demo@127.0.0.1:$port/verify"
	;;
*) fail "no such act: $act" ;;
esac

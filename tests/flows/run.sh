#!/bin/bash
# run.sh: the journeys. Starts a portal and a simulator of the given build on free ports over a
# fresh demo world, runs every *.test.mjs against them, one file after the other, then stops the
# portal as an operator would.
#
#	tests/flows/run.sh BUILD_DIR [PART PARTS]      FLOWS=word: only files whose name holds it
#
# With PART and PARTS it runs only every PARTS-th file, so that parts can run beside each other.
# Each has its own Postgres cluster, because some journeys stop it.
# The tests find everything through the environment: APP_URL HOOKS_URL OPS_URL SIM_URL, the
# settings of the portal, TEST_PG_DIR and TEST_PG_PORT, LOG_DIR. Like an init system it starts a
# portal or simulator that ended again; LOG_DIR holds portal.pid, portal.ends (exit codes) and,
# while a test wants it to wait, portal.stay-down. Each must end with 0 or by a test's SIGKILL, and
# without a sanitizer's report, and canaries.sh must find nobody in what they left behind, or the
# run has failed whatever the tests say.
set -euo pipefail

cd "$(dirname "$0")/../.."
build=$(realpath "$1")
# shellcheck source=tests/ports.sh
. tests/ports.sh

part=${2:-1} parts=${3:-1}
if [ "${FLOWS_DATABASE:-}" != ready ]; then
	TEST_PG_DIR=$(mktemp -d /var/tmp/flows.XXXXXX) TEST_PG_PORT=$(free_port)
	export TEST_PG_DIR TEST_PG_PORT FLOWS_DATABASE=ready
	trap 'tests/cluster.sh stop "$TEST_PG_DIR" "$TEST_PG_PORT"; rm -rf "$TEST_PG_DIR"' EXIT
	chmod 755 "$TEST_PG_DIR"
	FSYNC=off tests/cluster.sh start "$TEST_PG_DIR" "$TEST_PG_PORT" < /dev/null
	tests/with_database.sh flows "$0" "$build" "$part" "$parts"
	exit
fi

LOG_DIR=$build/flows/$part
rm -rf "$LOG_DIR"
mkdir -p "$LOG_DIR"
app=$(free_port) hooks=$(free_port) ops=$(free_port) sim=$(free_port) mail=$(free_port)

export LOG_DIR SOURCE_DIR=$PWD PORTAL=$build/portal
export APP_URL=http://127.0.0.1:$app HOOKS_URL=http://127.0.0.1:$hooks
export OPS_URL=http://127.0.0.1:$ops SIM_URL=http://127.0.0.1:$sim
export APP_LISTEN=127.0.0.1:$app HOOKS_LISTEN=127.0.0.1:$hooks OPS_LISTEN=127.0.0.1:$ops
export SIM_PORT=$sim SIM_PUBLIC_URL=$SIM_URL SIM_WEBHOOK_URL=$HOOKS_URL/webhooks/truv
export SIM_CLIENT_ID=demo-client SIM_SECRET=demo-access-secret SIM_PAGES=$PWD/tests/sim/pages
export PUBLIC_URL=$APP_URL TRUV_URL=$SIM_URL/v1/
# Nobody opens forty pages in ten seconds but a test, and a closed page's stream is known to be
# closed at its next ping.
export STREAMS_EACH=90
export DATABASE_URL=$TEST_DATABASE_URL DATABASE_OWNER_URL=$TEST_DATABASE_OWNER_URL
export TRUV_CLIENT_ID=demo-client TRUV_SECRET=demo-access-secret SHARE_DIR=$PWD
export AUDIT_ANCHORS=$LOG_DIR/anchors
export SEAL_KEYS=demo:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
SEAL_KEYS+=,next:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=
export INDEX_KEY="the demo world is looked through with this key"
export TRUV_SECRET_BEFORE=demo-secret-before
export TRUV_BATCH=on
export TRUEWORK_URL=$SIM_URL/truework TRUEWORK_WIDGET=$SIM_URL/widget
export TRUEWORK_KEY=tw_sk_test_demo TRUEWORK_TOKEN=demo-truework-token
export SIM_MAIL_PORT=$mail MAIL_URL=smtp://127.0.0.1:$mail MAIL_FROM=verify@lakeside.test
export SMS_URL=$SIM_URL/sms SMS_USER=demo-texts SMS_PASSWORD=demo-texts-password
export SMS_FROM=+14155550199 SMS_CALLBACK=$HOOKS_URL/webhooks/sms
export PAPER_HOSTS=127.0.0.1:$SIM_PORT
export CASE_SYSTEM_PORT; CASE_SYSTEM_PORT=$(free_port)
export API_PRIVATE_HOSTS=127.0.0.1:$CASE_SYSTEM_PORT
export AGENCY_NAME="Lakeside County Human Services" AGENCY_ZONE=America/Los_Angeles
export ENVIRONMENT=sandbox TOTP=optional
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1

failed=0
blame() {
	echo "run.sh: $*" >&2
	failed=1
}

# keep_running NAME COMMAND…: starts it again whenever it ends, until the file "over" is there.
keep_running() {
	local name=$1 code
	shift
	while [ ! -e "$LOG_DIR/over" ]; do
		"$@" < /dev/null >> "$LOG_DIR/$name.log" 2>&1 &
		echo $! > "$LOG_DIR/$name.pid"
		code=0
		wait $! || code=$?
		echo "$code" >> "$LOG_DIR/$name.ends"
		while [ -e "$LOG_DIR/$name.stay-down" ]; do sleep 0.1; done
		[ "$code" -eq 0 ] || [ "$code" -eq 137 ] || sleep 1
	done
}

pid_of() {
	until [ -s "$LOG_DIR/$1.pid" ]; do sleep 0.05; done
	cat "$LOG_DIR/$1.pid"
}

# stop_all SIGNAL: both, for good.
stop_all() {
	touch "$LOG_DIR/over"
	rm -f "$LOG_DIR"/*.stay-down
	kill "-$1" "$(pid_of portal)" "$(pid_of sim)" 2> /dev/null || true
	wait
}

judge() {
	local code
	while read -r code; do
		[ "$code" -eq 0 ] || [ "$code" -eq 137 ] || blame "$1 ended with $code"
	done < "$LOG_DIR/$1.ends"
	[ "$(tail -n 1 "$LOG_DIR/$1.ends")" -eq 0 ] || blame "$1 did not stop by itself"
}

"$PORTAL" migrate > "$LOG_DIR/migrate.log" 2>&1 || { cat "$LOG_DIR/migrate.log" >&2; exit 1; }
psql -X -q -1 -v ON_ERROR_STOP=1 "$DATABASE_OWNER_URL" -f tests/fixtures.sql > /dev/null
"$PORTAL" keys rotate > /dev/null

# Minutes that a rule waits become seconds: see span() in the migrations.
psql -X -q -h "$TEST_PG_DIR/socket" -p "$TEST_PG_PORT" -U postgres -d postgres \
	-c "alter database ${TEST_DATABASE_URL##*/} set app.time_scale = ${FLOW_SCALE:-60}"

keep_running sim "$build/sim" &
keep_running portal "$PORTAL" serve &
trap 'stop_all KILL' EXIT
if ! wait_ready "$ops" "$(pid_of portal)"; then
	tail -n 40 "$LOG_DIR/portal.log" >&2
	echo "run.sh: the portal did not become ready" >&2
	exit 1
fi

# What earlier files left open is asked for no more: an hour of the test's clock is a minute, and
# the reconciler of hundreds of orders would use up the provider's real one.
leave_behind() {
	PGOPTIONS='-c app.sees_all=true' psql -X -q "$DATABASE_OWNER_URL" \
		-c "update orders set fetched_at = now() + interval '1 day'
		     where upstream_id is not null"
}

run_file() { timeout "${FLOW_SECONDS:-400}" node --test "$1" < /dev/null; }

# On a busy machine something may once be later than a journey waits for it: one file of a run is
# asked a second time, and the output says so. A second one that fails has failed.
again=
run_again() {
	[ -z "$again" ] || return 1
	again=$1
	echo "run.sh: $1 failed; this one file is asked again" >&2
	run_file "$1"
}

number=0
for file in tests/*"${FLOWS:-}"*.test.mjs tests/flows/*"${FLOWS:-}"*.test.mjs; do
	[ -f "$file" ] && [ $((number++ % parts)) -eq $((part - 1)) ] || continue
	leave_behind
	run_file "$file" || run_again "$file" || blame "$file failed"
done

exec 3<> "/dev/tcp/127.0.0.1/$ops"
printf 'GET /metrics HTTP/1.1\r\nHost: ops\r\nConnection: close\r\n\r\n' >&3
cat <&3 > "$LOG_DIR/metrics.txt"
exec 3>&-

stop_all TERM
tests/canaries.sh "$LOG_DIR" "$LOG_DIR/metrics.txt" || blame "people or secrets got out"
judge portal
judge sim
trap - EXIT
if grep -lE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$LOG_DIR"/*.log >&2; then
	blame "a sanitizer reported"
fi
if [ "$failed" -ne 0 ]; then
	echo "run.sh: the portal's log ends:" >&2
	tail -n 15 "$LOG_DIR/portal.log" >&2
fi
exit "$failed"

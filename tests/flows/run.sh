#!/bin/bash
# run.sh: the journeys. Starts a portal and a simulator of the given build on free ports over a fresh demo world, runs
# tests/flows/*.test.mjs against them one file after the other, then stops the portal as an operator would.
#
#	tests/flows/run.sh BUILD_DIR          FLOWS=pattern: only files whose name holds it
#
# The tests find everything through the environment: APP_URL HOOKS_URL OPS_URL SIM_URL, the settings of the portal,
# PORTAL and PORTAL_PID (for tests that kill it), LOG_DIR. A portal must end with 0 and without a
# sanitizer's report, or the run has failed whatever the tests say.
set -euo pipefail

cd "$(dirname "$0")/../.."
build=$(realpath "$1")
# shellcheck source=tests/ports.sh
. tests/ports.sh

if [ "${FLOWS_DATABASE:-}" != ready ]; then
	FLOWS_DATABASE=ready exec tests/with_database.sh flows "$0" "$build"
fi

LOG_DIR=$build/flows
rm -rf "$LOG_DIR"
mkdir -p "$LOG_DIR"
app=$(free_port) hooks=$(free_port) ops=$(free_port) sim=$(free_port)

export LOG_DIR SOURCE_DIR=$PWD PORTAL=$build/portal
export APP_URL=http://127.0.0.1:$app HOOKS_URL=http://127.0.0.1:$hooks
export OPS_URL=http://127.0.0.1:$ops SIM_URL=http://127.0.0.1:$sim
export APP_LISTEN=127.0.0.1:$app HOOKS_LISTEN=127.0.0.1:$hooks OPS_LISTEN=127.0.0.1:$ops
export SIM_LISTEN=127.0.0.1:$sim SIM_WEBHOOK_URL=$HOOKS_URL/webhooks/truv
export PUBLIC_URL=$APP_URL TRUV_URL=$SIM_URL/v1/
export DATABASE_URL=$TEST_DATABASE_URL DATABASE_OWNER_URL=$TEST_DATABASE_OWNER_URL
export TRUV_CLIENT_ID=demo-client TRUV_SECRET=demo-access-secret SHARE_DIR=$PWD
export AGENCY_NAME="Lakeside County Human Services" AGENCY_ZONE=America/Los_Angeles
export ENVIRONMENT=sandbox
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1

failed=0
blame() {
	echo "run.sh: $*" >&2
	failed=1
}

stop_all() {
	local name
	for name in "${PORTAL_PID:-}" "${sim_pid:-}"; do
		[ -z "$name" ] || kill -KILL "$name" 2> /dev/null || true
	done
}
trap stop_all EXIT

"$PORTAL" migrate > "$LOG_DIR/migrate.log" 2>&1 || { cat "$LOG_DIR/migrate.log" >&2; exit 1; }
psql -X -q -1 -v ON_ERROR_STOP=1 "$DATABASE_OWNER_URL" -f tests/fixtures.sql > /dev/null

"$build/sim" < /dev/null > "$LOG_DIR/sim.log" 2>&1 &
sim_pid=$!
"$PORTAL" serve < /dev/null > "$LOG_DIR/portal.log" 2>&1 &
PORTAL_PID=$!
export PORTAL_PID
if ! wait_ready "$ops" "$PORTAL_PID"; then
	tail -n 40 "$LOG_DIR/portal.log" >&2
	echo "run.sh: the portal did not become ready" >&2
	exit 1
fi

for file in tests/flows/*"${FLOWS:-}"*.test.mjs; do
	timeout 300 node --test "$file" < /dev/null || blame "$file failed"
done

kill -TERM "$PORTAL_PID"
wait "$PORTAL_PID" || blame "the portal ended with $?"
kill -TERM "$sim_pid"
wait "$sim_pid" || blame "the simulator ended with $?"
trap - EXIT
if grep -lE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$LOG_DIR"/*.log >&2; then
	blame "a sanitizer reported"
fi
[ "$failed" -eq 0 ] || { echo "run.sh: the portal's log ends:"; tail -n 15 "$LOG_DIR/portal.log"; } >&2
exit "$failed"

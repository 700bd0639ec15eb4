#!/bin/bash
# canaries.sh: looks for people and secrets where none may be. flows/run.sh runs it after the
# journeys, over everything their world left behind (safety.md §3).
#
#	tests/canaries.sh LOG_DIR METRICS     METRICS: a file with what /metrics said
#
# Sought are the planted ones below, which flows/canaries.test.mjs sends through every door, and
# what identifies a person or opens something in the database itself. They must not be in a log, the
# server's own included, in a metric, in the audit trail, in what a job says went wrong, in a core,
# in an address that a page of ours leads to; SSNs not even in a dump of the database. Files that
# people save hold names, because they are for that, and nothing else of it; the audit trail's hold
# no client's. At the end a line with each is made and must be found: who finds nothing must be able
# to.
set -uo pipefail
cd "$(dirname "$0")/.."

logs=$1 metrics=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# Of a range that is never given to anybody, as written and as typed.
ssn='987-?65-?43(2[0-9])|991-?91-?[0-9]{4}'
planted=("Kanarievska" "kanari@canary.test" "4155550177" "7,313.13" "7313.13"
	"canary-5e1f0c77aa" "canary password 5e1f" "Kanari & Sons" "demo-access-secret"
	"demo-texts-password" "lakeside demo 2026" "${SIM_PUBLIC_URL:-http://127.0.0.1:8090}/")

ask() {
	PGOPTIONS='-c app.sees_all=true' psql -X -q -A -t "$DATABASE_OWNER_URL" -c "$1"
}

blame() {
	echo "canaries.sh: $*" >&2
	failed=1
}

identifying() {
	ask "select x from (
	       select email from members union select phone from members
	       union select substr(phone, 3) from members union select email from users
	       union select email from orders union select phone from orders
	       union select share_url from orders union select short_share_url from orders
	       union select first_name || ' ' || last_name from members
	       union select address from messages
	     ) all_of_them (x)
	     where length(x) >= 8"
}

# seek WHAT FILE…: nothing of the list is in them; what is found is not printed again, only where.
seek() {
	local what=$1 found
	shift
	found=$(LC_ALL=C grep -aHnF -f "${list:-$work/list}" -- "$@" /dev/null |
			cut -d : -f 1,2 | head -n 5
		LC_ALL=C grep -aHnwE -e "$ssn" -- "$@" /dev/null | cut -d : -f 1,2 | head -n 5)
	[ -z "$found" ] || blame "$what: people or secrets in $(tr '\n' ' ' <<< "$found")"
}

portal_logs() { find "$logs" -maxdepth 1 -name '*.log' ! -name 'sim*.log' ! -name 'truth*.log'; }

# Every line of ours is one that log_line() makes: nothing anybody sent can begin a line.
look_at_lines() {
	local odd line='^20[0-9-]{8}T[0-9:.]{12}Z (info|warn|error) [a-z_]+(\.[a-z_]+)*'
	line+='( [a-z_]+=("[^"]*"|[^" ]*))*$'
	odd=$(portal_logs | grep -v '/migrate\.log$' | xargs -r -d '\n' grep -aHnvE "$line" \
		/dev/null | cut -c 1-200 | head -n 5)
	[ -z "$odd" ] || blame "log lines that are not ours: $odd"
}

# A request's line names its route's pattern and no address that anybody typed.
look_at_routes() {
	local odd
	sed -nE 's/^\t\{ [A-Z]+, +"([^"]+)".*/\1/p' server/app/routes*.c | sort -u > "$work/routes"
	echo - >> "$work/routes"
	odd=$(portal_logs | xargs -r -d '\n' sed -nE 's/.* request .*route="([^"]*)".*/\1/p' |
		sort -u | grep -vxF -f "$work/routes")
	[ -z "$odd" ] || blame "addresses in the log: $odd"
}

look_at_cores() {
	local cores
	cores=$(find "$logs" . -maxdepth 1 \( -name 'core' -o -name 'core.[0-9]*' \) -type f)
	[ -z "$cores" ] || blame "a core: $cores"
}

# What opens something, or finds somebody at the provider: in no file whatever it is for.
opening() {
	ask "select x from (
	       select upstream_id from orders union select upstream_user_id from orders
	       union select share_url from orders union select short_share_url from orders
	       union select link_id from connections union select upstream_id from reports
	       union select token_hash from sessions union select password_hash from users
	       union select token_hash from invitations union select '/go/' || code from short_links
	       union select email from members union select phone from members
	       union select substr(phone, 3) from members union select email from users
	     ) all_of_them (x)
	     where length(x) >= 6"
}

look_at_files() {
	local files
	mkdir -p "$logs/saved"
	mapfile -t files < <(find "$logs/saved" -name 'audit-*.csv')
	# It names who did it, and one of them is somebody's client too.
	grep -vxF -f <(ask "select name from users") "$work/list" > "$work/clients"
	[ "${#files[@]}" -eq 0 ] ||
		list=$work/clients seek "the audit trail as a file" "${files[@]}"
	{ printf '%s\n' "${planted[@]:1}" && opening; } | sort -u > "$work/opening"
	# Those too that nobody saved.
	ask "select body from export_chunks" > "$work/chunks.csv"
	mapfile -t files < <(find "$logs/saved" "$work/chunks.csv" -name '*.csv')
	list=$work/opening seek "a file" "${files[@]}"
}

# Where pages lead to, as people.mjs kept it.
look_at_addresses() {
	[ ! -e "$logs/addresses.txt" ] || seek "an address" "$logs/addresses.txt"
}

look_at_database() {
	ask "select id, user_id, action, subject, route, remote, request_id from audit" > "$work/audit"
	ask "select id, kind, problem from jobs where problem is not null" > "$work/problems"
	seek "the audit trail" "$work/audit"
	seek "what jobs say" "$work/problems"
	# As a backup is made: by the server's own user, past row-level security.
	pg_dump --data-only -h "$TEST_PG_DIR/socket" -p "$TEST_PG_PORT" -U postgres \
		-d "${DATABASE_OWNER_URL##*/}" > "$work/dump" 2> "$work/dump.said" ||
		blame "no dump: $(tail -n 2 "$work/dump.said")"
	LC_ALL=C grep -aqwE -e "$ssn" "$work/dump" &&
		blame "a whole SSN in the database: $(LC_ALL=C grep -anwE -e "$ssn" "$work/dump" |
			cut -c 1-60 | head -n 3)"
}

# A column in which anything is sealed holds nothing plain.
look_at_sealed() {
	ask "select format('select %L from %I.%I
	                     having count(*) filter (where %I like ''seal:%%'') > 0',
	            c.table_name || '.' || c.column_name, c.table_schema, c.table_name, c.column_name)
	         || format(' and count(*) filter (where %I not like ''seal:%%'') > 0;', c.column_name)
	       from information_schema.columns c join information_schema.tables t
	            using (table_schema, table_name)
	      where c.table_schema = 'public' and c.data_type = 'text'
	        and t.table_type = 'BASE TABLE'" > "$work/sealed.sql"
	PGOPTIONS='-c app.sees_all=true' psql -X -q -A -t "$DATABASE_OWNER_URL" -f "$work/sealed.sql" \
		> "$work/plain" || blame "the sealed columns cannot be looked at"
	[ ! -s "$work/plain" ] || blame "sealed and plain beside each other: $(cat "$work/plain")"
	[ "$(grep -c 'seal:' "$work/dump")" -gt 20 ] || blame "nothing is sealed in the dump"
}

# Each kind of them, in a log of their own, must be found.
find_planted() {
	local line lines=("${planted[@]}" "987-65-4321" "987654329" "991914321")
	lines+=("$(head -n 1 "$work/identifying")")
	for line in "${lines[@]}"; do
		echo "2026-11-20T10:00:00.000Z info request q=\"$line\"" > "$work/planted.log"
		(failed=0 && seek planted "$work/planted.log" 2> /dev/null && [ "$failed" -eq 1 ]) ||
			blame "would not have found: $line"
	done
	opening | shuf -n 20 > "$work/planted.csv"
	while IFS= read -r line; do
		echo "\"$line\"" > "$work/planted.log"
		(failed=0 && list=$work/opening seek planted "$work/planted.log" 2> /dev/null &&
			[ "$failed" -eq 1 ]) || blame "would not have found in a file: $line"
	done < "$work/planted.csv"
}

identifying | sort -u > "$work/identifying"
[ "$(wc -l < "$work/identifying")" -gt 20 ] || blame "the world has no people to look for"
{ printf '%s\n' "${planted[@]}" && cat "$work/identifying"; } > "$work/list"
mapfile -t files < <(portal_logs)
seek "a log" "${files[@]}"
seek "a metric" "$metrics"
server_log=$TEST_PG_DIR/data/server.log
[ ! -r "$server_log" ] || seek "the server's log" "$server_log"
look_at_lines
look_at_routes
look_at_cores
look_at_database
look_at_sealed
look_at_files
look_at_addresses
find_planted
[ "$failed" -ne 0 ] || echo "canaries.sh: none got out"
exit "$failed"

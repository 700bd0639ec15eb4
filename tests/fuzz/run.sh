#!/bin/bash
# run.sh: the fuzz targets of this folder: every parser of bytes that come from outside.
#
#	tests/fuzz/run.sh all|TARGET SECONDS
#	FUZZERS=DIR tests/fuzz/run.sh …      programs that are built already, DIR/TARGET_fuzz
#
# Each runs for so many seconds, as many beside each other as there are processors, and gives way to
# whatever else runs: it starts from the small inputs in seeds/TARGET, with the words in
# words/TARGET, and begins anew every minute, because templates live for ever. What reaches new code
# is kept in build/fuzz/corpus and used the next time.
#
# An input that breaks something is left in build/fuzz/found, the run fails, and every run after it
# tries that input first and fails, until it breaks nothing any more. So does a target that did not
# come to the parser it is for: of the files in reaches() too few edges were seen.
set -euo pipefail

cd "$(dirname "$0")/../.."
wanted=${1:-all} seconds=${2:-60}
out=${FUZZERS:-build/fuzz}

# target, the least per cent of the edges of its parser, and the files that are its parser. Checks
# that sanitizers put in are edges too, and none is ever taken: half of all is much.
reaches() {
	cat <<-'TABLE'
		cookie       5 web/session.c web/signin.c
		csv_out     40 app/csv.c
		csv_read    30 app/csv_read.c
		fetch        7 base/fetch.c
		form        25 web/form.c web/check.c
		intake      25 app/intake.c truv/cut.c app/identity.c
		json        30 base/json.c
		jwt         40 base/jwt.c base/jwt_claims.c
		mime        45 base/mime.c
		money       35 app/money.c app/day.c
		multipart   30 web/multipart.c
		order       30 truv/words.c
		report_pay  15 app/report_pay.c app/pay.c
		request     30 web/request.c
		template    20 base/mustache.c base/mustache_render.c
		webhook     18 truv/webhook.c app/webhooks.c
	TABLE
}

targets() {
	local programs=(tests/fuzz/*_fuzz.c)
	[ -z "${FUZZERS:-}" ] || programs=("$FUZZERS"/*_fuzz)
	printf '%s\n' "${programs[@]}" | sed -E 's|.*/(.*)_fuzz(\.c)?$|\1|' |
		{ [ "$wanted" = all ] && cat || grep -xF "$wanted"; }
}

build() {
	mkdir -p build
	cmake --preset fuzz > build/fuzz.log 2>&1 &&
		cmake --build --preset fuzz --target fuzzers > build/fuzz.log 2>&1 ||
		{ tail -n 40 build/fuzz.log; exit 1; }
}

# fuzz TARGET ARGS…: the log's last lines say how far it came. A machine that does much else may
# hold up one input for long.
fuzz() {
	local target=$1
	shift
	"$out/${target}_fuzz" -timeout=60 -rss_limit_mb=4096 -max_len=4096 \
		-artifact_prefix="$out/found/$target-" "$@" > "$out/$target.log" 2>&1
}

# What broke it before breaks it no more; then it is one input among others.
try_found() {
	local target=$1 file
	for file in "$out/found/$target"-*; do
		[ -f "$file" ] || continue
		fuzz "$target" "$file" || { say_broken "$target" "$file"; return 1; }
		mv "$file" "$out/corpus/$target/"
	done
}

say_broken() {
	tail -n 60 "$out/$1.log"
	echo "run.sh: $1 breaks; once more: $out/$1_fuzz ${2:-$(newest "$1")}"
}

newest() {
	find "$out/found" -name "$1-*" -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-
}

slice() {
	local target=$1 more=()
	[ ! -f "tests/fuzz/words/$target" ] || more+=("-dict=tests/fuzz/words/$target")
	more+=("$out/corpus/$target")
	[ ! -d "tests/fuzz/seeds/$target" ] || more+=("tests/fuzz/seeds/$target")
	fuzz "$target" -max_total_time="$2" -use_value_profile=1 "${more[@]}" ||
		{ say_broken "$target"; return 1; }
}

# reached TARGET: per cent of the edges of its parser that its corpus comes to.
reached() {
	local target=$1 least files
	read -r _ least files < <(reaches | grep "^$1 ") || return 0
	"$out/${target}_fuzz" -runs=0 -print_coverage=1 "$out/corpus/$target" 2>&1 |
		awk -v files="$files" -v least="$least" '
			BEGIN { n = split(files, file, " ") }
			/COVERED_FUNC: / {
				split($5, edges, "/")
				for (i = 1; i <= n; i++)
					if (index($NF, "/server/" file[i] ":")) {
						seen += edges[1]; all += edges[2]
					}
			}
			END {
				share = all ? int(100 * seen / all) : 0
				print share
				exit share < least
			}'
}

# run TARGET: one row of the table, or the report of what broke.
run() {
	local target=$1 left=$seconds now runs=0 last share enough=true
	mkdir -p "$out/corpus/$target" "$out/found"
	try_found "$target" || return 1
	while [ "$left" -gt 0 ]; do
		now=$((left < 60 ? left : 60))
		left=$((left - now))
		slice "$target" "$now" || return 1
		runs=$((runs + $(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$out/$target.log")))
	done
	last=$(grep -E '^#[0-9]+[[:space:]]+DONE' "$out/$target.log" |
		sed -E 's/.*cov: ([0-9]+) ft: ([0-9]+) corp: ([0-9]+).*/\1 \2 \3/')
	share=$(reached "$target") || enough=false
	# shellcheck disable=SC2086 # three words
	printf '%-11s %6d %12d %7d %9d %7d %6s\n' "$target" "$seconds" "$runs" $last \
		"${share:+$share %}" > "$out/$target.row"
	$enough || { echo "run.sh: $target sees $share % of its parser, see reaches()"; return 1; }
	touch "$out/$target.clean"
}

[ -n "$(targets)" ] || { echo "run.sh: no target $wanted; see tests/fuzz" >&2; exit 2; }
renice -n 10 -p $$ > /dev/null
[ -n "${FUZZERS:-}" ] || build
for target in $(targets); do
	rm -f "$out/$target.row" "$out/$target.clean"
	while [ "$(jobs -pr | wc -l)" -ge "$(nproc)" ]; do sleep 0.2; done
	run "$target" &
done
wait
failed=0
printf '%-11s %6s %12s %7s %9s %7s %6s\n' target seconds inputs edges features corpus parser
for target in $(targets); do
	[ ! -f "$out/$target.row" ] || cat "$out/$target.row"
	[ -f "$out/$target.clean" ] || { echo "$target: see above"; failed=1; }
done
exit "$failed"

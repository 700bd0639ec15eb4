#!/bin/bash
# run.sh: the fuzz targets of this folder: every parser of bytes that come from outside.
#
#	tests/fuzz/run.sh all|TARGET SECONDS
#
# Each runs for so many seconds from the small inputs in seeds/TARGET. For longer than a few seconds
# what reaches new code is kept in build/fuzz/corpus and used the next time; a target begins anew
# every minute, because templates live for ever. An input that breaks something is left in
# build/fuzz/found, and the run fails.
set -euo pipefail

cd "$(dirname "$0")/../.."
wanted=${1:-all} seconds=${2:-60}
out=build/fuzz

targets() {
	local file
	for file in tests/fuzz/*_fuzz.c; do
		file=${file##*/}
		[ "$wanted" != all ] && [ "$wanted" != "${file%_fuzz.c}" ] || echo "${file%_fuzz.c}"
	done
}

# slice TARGET SECONDS: the log's last lines say how far it came.
slice() {
	local target=$1 corpus=$out/corpus/$1 seeds=()
	[ ! -d "tests/fuzz/seeds/$1" ] || seeds=("tests/fuzz/seeds/$1")
	[ "$seconds" -gt 10 ] || { corpus=$out/passing/$1 && rm -rf "$corpus"; }
	mkdir -p "$corpus" "$out/found"
	"$out/${target}_fuzz" -max_total_time="$2" -timeout=10 -rss_limit_mb=4096 -max_len=4096 \
		-use_value_profile=1 -artifact_prefix="$out/found/$target-" \
		"$corpus" "${seeds[@]}" > "$out/$target.log" 2>&1
}

# run TARGET: one line, or the report of what broke.
run() {
	local target=$1 left=$seconds now runs=0
	while [ "$left" -gt 0 ]; do
		now=$((left < 60 ? left : 60))
		left=$((left - now))
		slice "$target" "$now" || { tail -n 60 "$out/$target.log"; return 1; }
		runs=$((runs + $(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$out/$target.log")))
	done
	echo "$target: $runs runs in $seconds s, $(sed -n \
		's/^#[0-9]*\tDONE *\(cov: [0-9]* ft: [0-9]*\).*/\1/p' "$out/$target.log")"
}

[ -n "$(targets)" ] || { echo "run.sh: no target $wanted; see tests/fuzz" >&2; exit 2; }
mkdir -p build
cmake --preset fuzz > build/fuzz.log 2>&1 &&
	cmake --build --preset fuzz --target fuzzers > build/fuzz.log 2>&1 ||
	{ tail -n 40 build/fuzz.log; exit 1; }
failed=0
for target in $(targets); do
	run "$target" || failed=1
done
exit "$failed"

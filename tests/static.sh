#!/bin/bash
# static.sh: tools that read the program without running it. Each is a test of its own.
#
#	tests/static.sh BUILD_DIR TOOL
#
#	analyzer   gcc's: follows every path through a function, and the memory and files on it
#	cppcheck   the same question asked by another mind: values, bounds, lifetimes
#	tidy       clang-tidy: what bugs look like; the checks and why some are off: static.clang-tidy
#
# Whatever a tool says fails the test. A file that is the same after the preprocessor, comments
# included, under the same flags, tool and settings, is not looked at twice: what was clean is kept
# by hash in BUILD_DIR/static.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$(realpath "$1") tool=$2
shift 2
cd "$here/.."
kept=$build/static/$tool
settings=tests/static.clang-tidy

flags=(-std=c11 -D_GNU_SOURCE -DSOURCE_DIR='""' -Iserver -Itests -I/usr/include/postgresql)
analyzer=(gcc "${flags[@]}" -O1 -fanalyzer -Wno-analyzer-too-complex -Werror -S -o /dev/null)

# In the simulator a NULL ends a test, not a server: the analyzer need not prove that there is none.
sources() {
	local folders=(server tests/sim)
	[ "$tool" != analyzer ] || folders=(server)
	find "${folders[@]}" -name '*.c' -printf '%p\n' | sort
}

version() {
	case $tool in
	analyzer) gcc --version | head -n 1 ;;
	tidy) clang-tidy --version && cat "$settings" ;;
	esac
}

# look FILE: quiet when nothing is wrong.
look() {
	case $tool in
	analyzer) "${analyzer[@]}" "$1" 2>&1 ;;
	tidy)
		clang-tidy --quiet --config-file="$settings" "$1" -- "${flags[@]}" 2> /dev/null
		;;
	esac
}

# Those not yet known to be clean.
look_at_new() {
	local file key said status=0 under
	under=$(version)
	for file in "$@"; do
		key=$({ echo "$under" && gcc "${flags[@]}" -E -CC "$file"; } | sha256sum | cut -c 1-40)
		[ ! -e "$kept/$key" ] || continue
		if said=$(look "$file") && [ -z "$said" ]; then
			touch "$kept/$key"
		else
			echo "$said"
			status=1
		fi
	done
	return "$status"
}

# It keeps what it knows of each file by itself. readdir is safe on a stream of one's own.
run_cppcheck() {
	cppcheck --quiet -j 2 --error-exitcode=1 --cppcheck-build-dir="$kept" --std=c11 \
		--enable=warning,performance,portability --inline-suppr --library=posix \
		--include=/usr/include/cjson/cJSON.h --suppress=duplicateAssignExpression \
		--suppress=readdirCalled -D_GNU_SOURCE -Iserver -Itests server tests/sim
}

mkdir -p "$kept"
case $tool in
cppcheck) run_cppcheck ;;
analyzer | tidy)
	if [ $# -gt 0 ]; then
		look_at_new "$@"
	else
		sources | xargs -d '\n' -P 2 -n 6 "$here/static.sh" "$build" "$tool"
	fi
	;;
*)
	echo "static.sh: no such tool: $tool" >&2
	exit 2
	;;
esac

#!/bin/bash
# gates_test.sh: the test of static.sh and of fuzz/run.sh: each tool, over a tree that has nothing
# but one planted fault, must find it and fail, and be quiet over the same without the fault; a fuzz
# run must fail at what breaks a target, leave the input, and go on failing until it is mended. What
# house.sh looks for (banned calls, secrets) is planted by house_test.sh.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
failed=0

blame() {
	echo "gates_test.sh: $*"
	failed=1
}

# tree: stdin becomes the one file of a checkout.
tree() {
	rm -rf "${copy:?}"/*
	mkdir -p "$copy"/{build,server/base,tests/sim}
	cp "$here"/static.{sh,clang-tidy} "$copy/tests/"
	cat > "$copy/server/base/x.c"
}

# finds TOOL PATTERN: over the file from stdin it says so, and fails.
finds() {
	local said
	tree
	if said=$("$copy/tests/static.sh" "$copy/build" "$1" 2>&1) || ! grep -qE "$2" <<< "$said"; then
		blame "$1 does not see $2; it says: $said"
	fi
}

# quiet TOOL: over the file from stdin, twice: what was clean stays so.
quiet() {
	local said i
	tree
	for i in 1 2; do
		said=$("$copy/tests/static.sh" "$copy/build" "$1" 2>&1) && [ -z "$said" ] ||
			blame "$1 is wrong, time $i; it says: $said"
	done
}

# x FACTS…: a function of these lines.
x() {
	printf '%s\n' '/* x */' '#include <stdlib.h>' '#include <string.h>' \
		'int x(const char *a, int n);' 'int x(const char *a, int n)' '{' "$@" '}'
}

freed=('int *b = malloc(sizeof *b);' 'if (!b)' 'return 0;' '*b = n + a[0];' 'free(b);')
finds analyzer use-after-free < <(x "${freed[@]}" 'return *b;')
finds analyzer double-free < <(x "${freed[@]}" 'free(b);' 'return 0;')
quiet analyzer < <(x "${freed[@]}" 'return n;')
finds cppcheck arrayIndexOutOfBounds < <(x 'int b[2] = { n, a[0] };' 'return b[2];')
quiet cppcheck < <(x 'int b[2] = { n, a[0] };' 'return b[1];')
finds tidy bugprone-suspicious-string-compare < <(x 'return strcmp(a, "b") == 2 ? n : 0;')
finds tidy cert-flp30-c < <(x 'for (float f = 0; f < 1; f += 0.1F)' 'n += a[0];' 'return n;')
quiet tidy < <(x 'return strcmp(a, "b") == 0 ? n : 0;')

# --- fuzz/run.sh ---

# target NAME FACTS: a program that is called so.
target() {
	mkdir -p "$copy/fuzz"
	printf '%s\n' '#include <stdint.h>' '#include <stdlib.h>' \
		'int LLVMFuzzerTestOneInput(const uint8_t *a, size_t n)' "{ $2 return n > 4096; }" |
		clang -x c -g -fsanitize=fuzzer,address - -o "$copy/fuzz/$1_fuzz" ||
		blame "clang makes no $1_fuzz"
}

run() { FUZZERS=$copy/fuzz "$here/fuzz/run.sh" "$1" "$2" 2>&1; }

target planted 'if (n == 3 && a[0] == 98 && a[1] == 97 && a[2] == 100) abort();'
said=$(run planted 30) && blame "what breaks a target fails no run: $said"
input=$(find "$copy/fuzz/found" -name 'planted-crash-*')
[ "$(cat "$input")" = bad ] || blame "the input is not left behind; it says: $said"
grep -qF "planted_fuzz $input" <<< "$said" || blame "nobody is told how to try it again: $said"
said=$(run planted 1) && blame "what was found before is not tried first: $said"
target planted ''
said=$(run all 1) && grep -qE '^planted +1 +[0-9]+ ' <<< "$said" && [ ! -e "$input" ] ||
	blame "it is mended, and still: $said"
target jwt ''
said=$(run jwt 1) && blame "a target that comes to no parser passes: $said"
grep -q 'jwt sees 0 % of its parser' <<< "$said" || blame "it does not say why: $said"

[ "$failed" -ne 0 ] || echo "gates_test.sh: every gate closes"
exit "$failed"

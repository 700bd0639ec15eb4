#!/bin/bash
# house.sh: the rules of the house that a machine can check, each with the reason it prints.
#
#	tests/house.sh                     prints file, line, rule and why for every breach; exit 1
#	HOUSE_ROOT=DIR tests/house.sh      looks at another checkout
#	HOUSE_RULES="layers words"         only these rules
#
# A rule is a function rule_NAME that prints "file:line: text" for what breaks it. house_test.sh
# plants a breach of each and expects it to be named. What needs a database is contract_test.c's
# affair.
# shellcheck disable=SC2317,SC2016 # the rules are called by name; the quoted programs are not shell
set -u
cd "${HOUSE_ROOT:-$(dirname "$0")/..}" || exit 2

readonly allowed_entries="CMakeLists.txt CMakePresets.json server templates static migrations \
tests docker-compose.yml README.md Dockerfile LICENSE dev build"

# files GLOB…: ours, by name; what is built or installed is not.
files() {
	local names=() name
	for name in "$@"; do
		names+=(-o -name "$name")
	done
	find . \( -name node_modules -o -path ./build -o -name .git -o -path ./.dev \) -prune -o \
		-type f \( "${names[@]:1}" \) -printf '%P\n' | sort
}

in_server() { files "$@" | grep '^server/'; }

# search PATTERN: through the files named on stdin, "file:line:text".
search() { xargs -r -d '\n' grep -nHP -e "$1" --; }

# code: the same through C whose comments and strings are blanked out, so that words in them do not
# count.
code() {
	xargs -r -d '\n' awk -v pattern="$1" '
		FNR == 1 { inside = 0 }
		{
			line = $0
			gsub(/\\\\/, "", line); gsub(/\\"/, "", line); gsub(/"[^"]*"/, "\"\"", line)
			if (inside) { if (!sub(/^.*\*\//, "", line)) next; inside = 0 }
			gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", line); sub(/\/\/.*/, "", line)
			if (sub(/\/\*.*/, "", line)) inside = 1
			if (match(line, pattern)) print FILENAME ":" FNR ":" $0
		}'
}

rule_layers() {
	local layer may file
	while read -r layer may; do
		for file in $(in_server '*.c' '*.h' | grep "^server/$layer/"); do
			grep -nH '^#include "' "$file" | grep -vE "\"($may)/"
		done
	done <<-'TABLE'
		base     base
		db       base|db
		web      base|db|web
		jobs     base|db|jobs
		truv     base|truv
		truework base|truework
		gateway  base|gateway
		app      base|db|web|jobs|truv|truework|gateway|app
	TABLE
	files '*.c' '*.h' | grep '^tests/sim/' |
		search '^#include "(?!base/|web/http\.h|sim/|[a-z_]+\.h")'
}

# A library is seen by one file, so that leaving it is a change of one file.
rule_owners() {
	local header owner
	while read -r header owner; do
		in_server '*.c' '*.h' | grep -vE "^server/($owner)$" | search "^#include <$header"
	done <<-'TABLE'
		libpq          db/(db|pg)\.[ch]
		postgresql/    db/(db|pg)\.[ch]
		civetweb       web/http[a-z_]*\.[ch]
		curl/          base/(fetch|mail)\.c
		openssl/       base/(crypto|crypto_keys|seal)\.c
		sodium         base/crypto\.c
		qrencode       app/qr\.c
		cjson/         base/json\.[ch]
	TABLE
}

rule_calls() {
	local banned="strcpy|stpcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|atoi|atol|atoll|atof"
	banned+="|strtok|alloca|system|popen|fork|vfork|execl[pe]?|execv[pe]*|dlopen|rand|srand|random"
	banned+="|drand48|tmpnam|tempnam|mktemp|localtime|gmtime|ctime|asctime|gethostbyname|longjmp"

	files '*.c' '*.h' | code "(^|[^a-zA-Z0-9_])($banned|mg_handle_form_request)[ ]*\\("
	in_server '*.c' | grep -v '^server/base/config\.c$' |
		code '(^|[^a-zA-Z0-9_])(secure_)?getenv[ ]*\('
}

rule_memory() {
	local banned="free|malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf|cJSON_Delete"

	in_server '*.c' | grep -vE '^server/(base/(arena|fetch)|db/(db|pg)|web/stream)\.c$' |
		code "(^|[^a-zA-Z0-9_])($banned)[ ]*\\("
}

rule_macros() {
	in_server '*.c' '*.h' | grep -v '^server/base/base\.h$' | search '^\s*#\s*define\s+\w+\('
	in_server '*.c' '*.h' | search '^typedef (struct|union|enum)\b'
}

rule_forward() { in_server '*.c' | code '^static [^=]*\);$'; }

rule_markup() {
	files '*.html' | grep '^templates/' |
		search '(?i)(\sstyle\s*=|<[^>]*\son[a-z]+\s*=|<style\b|<script(?![^>]*\ssrc=)|javascript:)'
	files '*.html' | grep -vE '^templates/(client/)?layout\.html$' | grep '^templates/' |
		search '\{\{\{|\{\{&'
	files 'layout.html' | grep '^templates/' | search '\{\{\{(?!\s*content\s*\}\}\})|\{\{&'
}

# What a browser keeps outlives the session: the one thing that may is whether keys are off.
rule_storage() {
	files '*.js' '*.html' | grep -E '^(static|templates)/' |
		search '\b(session|local)Storage\b(?!\.[gs]etItem\(.keys.)'
	files '*.js' '*.html' | grep -E '^(static|templates)/' |
		search '\b(indexedDB|caches|cookieStore|document\.cookie)\b'
}

rule_sql() {
	files '*.sql' | grep -E '^(server/sql|migrations)/' |
		search '(?i)^(?!\s*--).*\bselect\s+(\w+\.)?\*'
	in_server '*.c' | grep -vE '^server/db/' |
		search '(?i)"\s*(select\s+[^"]*\bfrom|insert into|delete from|update\s+\w+\s+set)\b'
}

rule_file_length() {
	files '*.c' '*.h' '*.sh' '*.mjs' '*.js' '*.html' '*.sql' dev |
		grep -vE '^(tests/fixtures(/\w+)?\.sql|migrations/schema\.sql)$' |
		xargs -r -d '\n' awk 'FNR == 401 { print FILENAME ":401: more than 400 lines" }'
}

# A tab is four columns; a character is one, however many bytes it takes.
rule_line_length() {
	files '*.c' '*.h' '*.sh' '*.mjs' '*.js' '*.sql' dev CMakeLists.txt |
		grep -vE '^(migrations/schema|tests/fixtures(/\w+)?)\.sql$' |
		xargs -r -d '\n' perl -CSD -ne '
			my $line = s/\R//r; $line =~ s/\t/    /g;
			print "$ARGV:$.: ", length $line, " columns\n" if length $line > 100;
			close ARGV if eof'
}

rule_white_space() {
	files '*.c' '*.h' '*.sh' '*.mjs' '*.js' '*.html' '*.sql' '*.css' '*.md' dev CMakeLists.txt |
		grep -v '^migrations/schema\.sql$' | search '[ \t]+$|\r'
	files '*.c' '*.h' | search '^ +(?!\*)\S'
}

# What clang-format would say of every file; it would also undo tables that are aligned by hand.
rule_layout() {
	files '*.c' '*.h' | code '(^|[^a-zA-Z0-9_])(if|for|while|switch)(\\(|.*\\)\\{$)|\\}else|else\\{'
	files '*.c' '*.h' | code '^[a-z][^=]*\\) \\{$|^\t*\\{$.*[^ ]|(char|void|int)\\* '
}

# What a provider can do stands in the table of providers; its own page is about it alone. A
# delivery called truv is a way to deliver, and no provider.
rule_providers() {
	local name="'(truv|truework)'"

	files '*.sql' '*.html' | grep -E '^(server/sql|templates)/' |
		grep -vE '^server/sql/admin/(topic|truv|truework(_topic)?)\.sql$' |
		search "(?i)(provider\w*\W{1,12}(in\W*|when\W+)?|\bprovider\W+\w*)$name|#is_truework"
	in_server '*.c' | grep -E '^server/(app|web|jobs)/' | grep -v '^server/app/provider\.c$' |
		search 'provider_find\("|strcmp\([^;]*provider[^;]*"(truv|truework)"'
}

rule_opening() {
	local pattern names file
	while read -r pattern names; do
		# shellcheck disable=SC2086 # several names
		for file in $(set -f; files $names); do
			head -c 400 "$file" | tr '\n' '\001' | grep -qE "^$pattern" ||
				echo "$file:1: $(head -n 1 "$file")"
		done
	done <<-'TABLE'
		/\*           *.c *.h *.css
		(//|/\*)      *.mjs *.js
		--            *.sql
		(#![^#]*#|#[[:space:]])  *.sh dev
		#             CMakeLists.txt Dockerfile docker-compose.yml
	TABLE
}

rule_entries() {
	local entry
	for entry in *; do
		[[ " $allowed_entries " == *" $entry "* ]] || echo "$entry:1: not in the list"
	done
}

rule_words() {
	# A pay stub is a paper of the business.
	files '*.c' '*.h' '*.sh' '*.mjs' '*.js' '*.sql' '*.html' '*.css' dev | grep -v '^tests/house' |
		search '\b(TODO|FIXME|XXX|HACK)\b|(?i)\blorem ipsum\b|(?<!pay )\bstub(s|bed)?\b'
}

# What keys and tokens look like, of whoever we or our tools speak to; and a value of twenty and
# more characters given to something that is called a secret, unless it says that it is a demo's.
rule_secrets() {
	local keys named
	keys='-----BEGIN [A-Z ]*PRIVATE KEY|\bA(KI|SI)A[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}\b'
	keys+='|\bxox[abprs]-|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}|\bnpm_\w{36}\b|\bAIza[\w-]{35}'
	keys+='|\b[sr]k_live_\w{16}|\btw_sk_(?!test_demo)\w{16}|\bSG\.[\w-]{20,}\.'
	keys+='|\beyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{16,}'
	keys+='|://[^/\s:@"$]+:(?!demo@|\$)[^/\s:@"$%]{8,}@(?!evil\.)'
	named="(?i)(secret|password|passwd|api_?key|token)[\"']?\s*[:=]\s*"
	named+="[\"'](?!.*(demo|0011223344))[\w+/=-]{20,}[\"']"
	files '*' | grep -vE '^tests/(house|fuzz/seeds/)|\.(png|woff2)$' | search "$keys"
	files '*.c' '*.h' '*.sh' '*.mjs' '*.js' '*.sql' '*.yml' '*.env' '*.json' dev Dockerfile |
		grep -vE '^tests/house|package-lock' | search "$named"
	files package-lock.json | search '"resolved"|https?://'
}

# Length and nesting by the compiler's own eyes: braces in strings and macros do not fool it.
rule_size() {
	files '*.c' | grep -E '^(server|tests/sim)/' |
		xargs -r -d '\n' -P 2 -n 8 sh -c 'clang-tidy --quiet "$@" -- -std=c11 -D_GNU_SOURCE \
			-Iserver -Itests -I/usr/include/postgresql -DSOURCE_DIR=\"\" 2> /dev/null' tidy |
		grep -E '(error|note): ' | sed "s|^$PWD/||" | sort -u
}

rules="layers owners calls memory macros forward markup storage sql file_length line_length
	white_space layout providers opening entries words secrets size"

why() {
	case $1 in
	layers) echo "a file includes its own folder and those below it" ;;
	owners) echo "this library belongs to another file" ;;
	calls) echo "banned: no bound, no thread, a guess, another program, or the environment" ;;
	memory) echo "memory comes from the arena" ;;
	macros) echo "macros with arguments are in base.h; a struct keeps its name" ;;
	forward) echo "no forward declarations: order the file" ;;
	markup) echo "the content security policy forbids it, or it is not escaped" ;;
	storage) echo "what stands in the browser is still there for who comes next" ;;
	sql) echo "columns are named one by one; SQL text lives in server/sql" ;;
	file_length) echo "split the file by noun" ;;
	line_length) echo "lines end at 100 columns" ;;
	white_space) echo "tabs indent; nothing stands at the end of a line" ;;
	layout) echo "see .clang-format" ;;
	providers) echo "a provider is asked for what it can do, not by its name" ;;
	opening) echo "a file opens with what it is for" ;;
	entries) echo "the top level is a fixed list" ;;
	words) echo "finish it or leave it out" ;;
	secrets) echo "looks like a secret, or names a package registry" ;;
	size) echo "a function has at most 60 lines and two levels of nesting" ;;
	esac
}

broken=0
for rule in ${HOUSE_RULES:-$rules}; do
	found=$("rule_$rule")
	[ -n "$found" ] || continue
	broken=1
	reason=$(why "$rule")
	while IFS= read -r line; do
		printf '%s  [%s: %s]\n' "$line" "$rule" "$reason"
	done <<< "$found"
done
[ "$broken" -ne 0 ] || echo "house.sh: every rule holds"
exit "$broken"

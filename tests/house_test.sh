#!/bin/bash
# house_test.sh: the test of house.sh. Plants one breach of each rule in a copy of nothing but
# that breach, and expects the rule to name its file and line; then plants what looks like a
# breach and is none.
set -u
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
failed=0

# plant FILE: stdin becomes the file, in an otherwise empty checkout.
plant() {
	rm -rf "${copy:?}"/*
	mkdir -p "$copy/$(dirname "$1")"
	cat > "$copy/$1"
	cp "$here/../.clang-tidy" "$copy/"
}

# breach RULE FILE LINE: with the file planted from stdin, the rule names that line.
breach() {
	local said
	plant "$2"
	said=$(HOUSE_ROOT=$copy HOUSE_RULES=$1 "$here/house.sh")
	[ $? -eq 1 ] && grep -q "^$2:$3:.*\[$1: " <<< "$said" && return
	echo "house_test.sh: rule $1 does not see $2:$3; it says: $said"
	failed=1
}

# fine RULE FILE: the planted file breaks no rule of that name.
fine() {
	local said
	plant "$2"
	said=$(HOUSE_ROOT=$copy HOUSE_RULES=$1 "$here/house.sh") && return
	echo "house_test.sh: rule $1 is wrong about $2; it says: $said"
	failed=1
}

# nested COUNT: a function whose body holds that many blocks within each other.
nested() {
	local i
	echo 'int x(int a);'
	echo 'int x(int a) {'
	for ((i = 0; i < $1; i++)); do echo 'if (a > 1) {'; done
	echo 'a++;'
	for ((i = 0; i < $1; i++)); do echo '}'; done
	echo 'return a; }'
}

breach providers server/sql/orders/x.sql 1 <<< "-- x where o.provider = 'truv'"
breach providers server/sql/orders/x.sql 2 <<< $'-- x\ncase o.provider when \'truework\' then 1 end'
breach providers server/app/x.c 1 <<< 'p = provider_find("truework");'
fine providers server/sql/orders/x.sql <<< "select o.delivery <> 'truv' from orders o"
breach layers server/base/x.c 2 <<< $'/* x */\n#include "db/db.h"'
breach layers server/web/x.h 1 <<< '#include "jobs/worker.h"'
breach layers server/truv/x.c 1 <<< '#include "db/db.h"'
breach layers tests/sim/x.c 1 <<< '#include "db/db.h"'
fine layers server/app/x.c <<< $'#include "truv/truv.h"\n#include "jobs/worker.h"'
breach owners server/app/x.c 1 <<< '#include <libpq-fe.h>'
breach owners server/web/page.c 1 <<< '#include <civetweb.h>'
breach owners server/db/db.c 1 <<< '#include <curl/curl.h>'
breach owners server/web/session.c 1 <<< '#include <sodium.h>'
breach owners server/app/orders.c 1 <<< '#include <qrencode.h>'
fine owners server/base/crypto.c <<< '#include <openssl/evp.h>'
breach calls server/web/x.c 2 <<< $'/* x */\n\tstrcpy(a, b);'
breach calls tests/sim/x.c 1 <<< 'int n = atoi(text);'
breach calls server/web/x.c 1 <<< 'char *room = alloca(n);'
breach calls tests/x.c 1 <<< 'struct tm *t = localtime(&now);'
breach calls server/web/x.c 1 <<< 'mg_handle_form_request(c, &f);'
breach calls server/web/x.c 1 <<< 'x = getenv("HOME");'
fine calls server/web/x.c <<< $'/* strcpy(a, b) is banned */\nlog("gets(x)"); snprintf(a, 1, "");'
breach memory server/web/x.c 2 <<< $'/* never\n * free(x) */ free(x);'
breach memory server/app/x.c 1 <<< 'cJSON_Delete(doc);'
fine memory server/base/arena.c <<< 'free(x);'
breach macros server/web/x.h 1 <<< '#define MAX(a, b) ((a) > (b) ? (a) : (b))'
breach macros server/web/x.h 1 <<< 'typedef struct x x_t;'
fine macros server/web/x.h <<< '#define X_MAX 12'
breach forward server/web/x.c 1 <<< 'static int later(int a);'
breach markup templates/x.html 1 <<< '<p style="color: red">'
breach markup templates/x.html 2 <<< $'<p>\n<a onclick="go()">'
breach markup templates/x.html 1 <<< '<style>p { color: red }</style>'
breach markup templates/x.html 1 <<< '<script>go()</script>'
breach markup templates/x.html 1 <<< '<p>{{{name}}}</p>'
breach markup templates/layout.html 1 <<< '<p>{{{name}}}</p>'
fine markup templates/layout.html <<< '<script src="{{assets.app_js}}" defer></script>{{{content}}}'
fine markup templates/client/layout.html <<< '<body>{{{content}}}</body>'
breach markup templates/client/x.html 1 <<< '<p>{{{content}}}</p>'
breach storage static/x.js 1 <<< "localStorage.setItem('name', name);"
breach storage static/x.js 1 <<< 'sessionStorage.x = 1;'
breach storage static/x.js 2 <<< $'// x\nconst db = indexedDB.open("x");'
breach storage templates/x.html 1 <<< '<p data-x="document.cookie">'
fine storage static/x.js <<< "const isOff = localStorage.getItem('keys') === 'off';"
breach sql server/sql/x.sql 1 <<< 'select * from cases'
breach sql server/sql/x.sql 1 <<< 'select c.* from cases c'
breach sql server/app/x.c 1 <<< 'run("select id from cases");'
fine sql server/sql/x.sql <<< $'-- never select * here\nselect count(*) from cases'
breach file_length server/web/x.c 401 < <(yes '/* x */' | head -n 401)
fine file_length server/web/x.c < <(yes '/* x */' | head -n 400)
breach line_length server/web/x.c 1 <<< "/* $(printf '%096d' 0) */"
breach line_length server/web/x.c 1 <<< $'\t'"$(printf '%097d' 0)"
fine line_length server/web/x.c <<< "/* $(printf 'ễ%.0s' {1..94}) */"
breach white_space server/web/x.c 1 <<< 'int x; '
breach white_space server/web/x.c 1 <<< '    int x;'
breach layout server/web/x.c 1 <<< 'if(x)'
breach layout server/web/x.c 1 <<< 'int x(void) {'
breach layout server/web/x.c 1 <<< 'char* x;'
fine layout server/web/x.c <<< $'int x(char *y)\n{\n\tif (y) {\n\t}\n}'
breach opening server/web/x.c 1 <<< 'int x;'
breach opening server/sql/x.sql 1 <<< 'select 1'
breach opening tests/flows/x.mjs 1 <<< 'import x;'
breach opening tests/x.sh 1 <<< $'#!/bin/sh\nset -e'
fine opening tests/x.sh <<< $'#!/bin/sh\n# x.sh: says x'
breach entries notes.txt 1 <<< 'x'
fine entries server/x.c <<< 'x'
breach words server/web/x.c 1 <<< '/* TODO: more */'
fine words server/web/x.c <<< '/* A pay stub, and a field'"'"'s hint. */'
breach secrets tests/x.txt 1 <<< "-----BEGIN ""PRIVATE KEY-----"
breach secrets server/x.c 1 <<< "password = \"c2VjcmV0""LWZvci1yZWFs\";"
breach secrets docker-compose.yml 1 <<< "url: postgres://app:Tr0ub""4dor@db/verify"
breach secrets tests/demo.env 1 <<< "KEY=tw_sk_0123456789""abcdef0123"
breach secrets tests/x.mjs 1 <<< "x = 'ghp_0123456789abcdef""0123456789abcdef0123';"
fine secrets tests/demo.env <<< "TRUV_SECRET=demo-access-secret"
fine secrets tests/x.mjs <<< "const secret = need('TRUV_SECRET_OF_THE_DEMO');"
breach secrets tests/package-lock.json 1 <<< '"resolved": "x"'
breach size server/web/x.c 2 < <(nested 3)
fine size server/web/x.c < <(nested 2)
breach size server/web/x.c 1 < <(echo 'int x(void) {'; yes ';' | head -n 62; echo 'return 1; }')

[ "$failed" -ne 0 ] || echo "house_test.sh: every rule sees its breach"
exit "$failed"

/* world.c: starts the rooms as main.c does, without workers and clock, and plays the browsers.
 * The database role is one that row-level security does not hold (TEST_DATABASE_BARE_URL): what a
 * stranger may not see must be missing because the statement's own `where` says so. That the second
 * lock holds by itself is db_test.c's affair. Requests come one after the other. */
#include "contract/world.h"

#include "app/routes.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/fetch.h"
#include "base/mustache.h"
#include "base/seal.h"
#include "db/db.h"
#include "db/migrate.h"
#include "db/queries.h"
#include "web/assets.h"
#include "web/session.h"
#include "web/stream.h"
#include "web/words.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PASSWORD "lakeside demo 2026"
#define HEADERS_MAX 8

struct person people[32];
size_t people_count;

static struct browser {
	CURL *curl;
	const char *csrf;
	bool is_signed_in;
} browsers[countof(people) + 1];   /* the last one is nobody's */

static char base_url[64];
static PGconn *owner, *bare;

static void must(bool is_fine, const char *what)
{
	if (is_fine)
		return;
	fprintf(stderr, "contract_test: cannot start: %s\n", what);
	exit(2);
}

static const char *wanted(const char *name)
{
	must(getenv(name) != NULL, name);
	return getenv(name);
}

void world_sql(const char *sql)
{
	PGresult *result = PQexec(owner, sql);
	ExecStatusType status = PQresultStatus(result);

	must(status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE, PQerrorMessage(owner));
	PQclear(result);
}

const char *world_prepare(const char *sql, int *parameters, const char **columns)
{
	PGresult *result = PQprepare(bare, "", sql, 0, NULL);
	struct buf names = buf_new(16 * 1024);
	int i;

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		return PQerrorMessage(bare);
	PQclear(result);
	result = PQdescribePrepared(bare, "");
	*parameters = PQnparams(result);
	for (i = 0; i < PQnfields(result); i++)
		buf_printf(&names, "%s ", PQfname(result, i));
	*columns = names.data;
	PQclear(result);
	return NULL;
}

static const char *kept(const char *text)
{
	return forever_copy(text, strlen(text));
}

static void read_people(void)
{
	static const struct { const char *role; int bit; } roles[] = {
		{ "caseworker", CASEWORKER_ROLE }, { "agent", AGENT_ROLE },
		{ "front_desk", FRONT_DESK_ROLE }, { "supervisor", SUPERVISOR_ROLE },
		{ "admin", ADMIN_ROLE }, { "auditor", AUDITOR_ROLE },
	};
	PGresult *rows = PQexec(owner, "select email, role from users order by id");
	size_t i;
	int n;

	must(PQntuples(rows) > 0 && PQntuples(rows) < (int)countof(people), "users in fixtures.sql");
	for (n = 0; n < PQntuples(rows); n++) {
		struct person *who = &people[people_count++];

		who->email = kept(PQgetvalue(rows, n, 0));
		who->role = kept(PQgetvalue(rows, n, 1));
		who->sees_all = strcmp(who->role, "agent") == 0;
		for (i = 0; i < countof(roles); i++)
			who->role_bit |= strcmp(roles[i].role, who->role) == 0 ? roles[i].bit : 0;
	}
	PQclear(rows);
}

/* By psql, because fixtures.sql draws in one file a room. */
static void load_fixtures(void)
{
	const char *const words[] = { "psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1",
				      "-o", "/dev/null", "-f", SOURCE_DIR "/tests/fixtures.sql",
				      wanted("TEST_DATABASE_OWNER_URL"), NULL };
	int status = -1;
	pid_t child;

	must(posix_spawnp(&child, words[0], NULL, NULL, (char *const *)words, environ) == 0, "psql");
	waitpid(child, &status, 0);
	must(status == 0, "tests/fixtures.sql");
}

static void start_database(void)
{
	must(migrate(wanted("TEST_DATABASE_OWNER_URL"), world_share("migrations")) == OK, "migrate");
	owner = PQconnectdb(wanted("TEST_DATABASE_OWNER_URL"));
	bare = PQconnectdb(wanted("TEST_DATABASE_BARE_URL"));
	must(PQstatus(owner) == CONNECTION_OK, PQerrorMessage(owner));
	must(PQstatus(bare) == CONNECTION_OK, PQerrorMessage(bare));
	load_fixtures();
	world_sql("set app.sees_all = 'true'; set timezone to 'America/Los_Angeles'");
	read_people();
}

static int free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof at;
	int s = socket(AF_INET, SOCK_STREAM, 0);

	must(bind(s, (struct sockaddr *)&at, sizeof at) == 0, "bind");
	must(getsockname(s, (struct sockaddr *)&at, &len) == 0, "getsockname");
	close(s);
	return ntohs(at.sin_port);
}

static void start_server(void)
{
	static char address[32];
	const struct db_settings db = {
		.url = wanted("TEST_DATABASE_BARE_URL"), .zone = "America/Los_Angeles", .wait_ms = 2000,
		.connections = { 2, 1, 1, 1 },
	};
	const struct session_settings session = { base_url, 900, 43200, false };
	const struct http_settings http = { NULL, base_url };
	const struct http_listener app = { "app", address, 40, router_handle, NULL };

	settings.truework_widget = "https://widget.truework.test/";
	snprintf(address, sizeof address, "127.0.0.1:%d", free_port());
	snprintf(base_url, sizeof base_url, "http://%s", address);
	must(queries_load(world_share("server/sql")) == OK, "server/sql");
	must(templates_load(world_share("templates")) == OK, "templates");
	must(words_load(world_share("templates")) == OK, "templates/words");
	must(assets_load(world_share("build/static"), &world_assets) == OK, "build/static");
	routes_join();
	must(router_start(routes, route_count) == OK, "routes");
	db_start(&db);
	session_start(&session);
	hub_start(32, 32);
	world_environment("sandbox");
	must(http_start(&http, &app, 1) == OK, address);
}

void world_start(void)
{
	json_init();
	must(crypto_init() == OK && fetch_init() == OK && world_keys(), "libraries");
	start_database();
	start_server();
	must(world_seal(), "sealed values");
}

void world_stop(void)
{
	size_t i;

	for (i = 0; i < countof(browsers); i++)
		curl_easy_cleanup(browsers[i].curl);
	hub_stop();
	http_stop(2);
	db_stop();
	PQfinish(owner);
	PQfinish(bare);
}

static size_t keep(char *bytes, size_t size, size_t count, void *into)
{
	buf_add(into, bytes, size * count);
	return size * count;
}

/* A stream would not end: that it began is enough. */
static size_t leave_streams(char *line, size_t size, size_t count, void *unused)
{
	static const char begins[] = "Content-Type: text/event-stream";

	(void)unused;
	return strncasecmp(line, begins, sizeof begins - 1) == 0 ? 0 : size * count;
}

static void encode_field(struct buf *body, const char *name, const char *value)
{
	buf_text(body, body->len ? "&" : "");
	buf_url(body, name);
	buf_char(body, '=');
	buf_url(body, value);
}

/* A list is the same name several times, as boxes that were ticked. */
static const char *encoded(const cJSON *form)
{
	struct buf body = buf_new(64 * 1024);
	const cJSON *field, *one;

	cJSON_ArrayForEach(field, form) {
		if (!cJSON_IsArray(field)) {
			encode_field(&body, field->string, json_text(field, ""));
			continue;
		}
		cJSON_ArrayForEach(one, field)
			encode_field(&body, field->string, one->valuestring);
	}
	return body.data;
}

/* A connection is not kept: a server thread belongs to one as long as it is open. */
static struct reply send_to(struct browser *b, const char *method, const char *path,
	const char *body)
{
	struct curl_slist *headers = curl_slist_append(NULL, "Sec-Fetch-Site: same-origin");
	struct buf text = buf_new(16 * 1024 * 1024);
	struct reply reply = { .location = "" };
	long status = 0;
	char *to = NULL;
	CURLcode code;

	if (!b->curl)
		b->curl = curl_easy_init();
	curl_easy_setopt(b->curl, CURLOPT_COOKIEFILE, "");
	curl_easy_setopt(b->curl, CURLOPT_PROXY, "");
	curl_easy_setopt(b->curl, CURLOPT_URL, arena_printf("%s%s", base_url, path));
	curl_easy_setopt(b->curl, CURLOPT_CUSTOMREQUEST, method);
	curl_easy_setopt(b->curl, CURLOPT_POSTFIELDS, body);
	if (!body)
		curl_easy_setopt(b->curl, CURLOPT_HTTPGET, 1L);
	curl_easy_setopt(b->curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(b->curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(b->curl, CURLOPT_TIMEOUT, 20L);
	curl_easy_setopt(b->curl, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(b->curl, CURLOPT_WRITEDATA, &text);
	curl_easy_setopt(b->curl, CURLOPT_HEADERFUNCTION, leave_streams);
	code = curl_easy_perform(b->curl);
	must(code == CURLE_OK || code == CURLE_WRITE_ERROR, arena_printf("%s %s: %s", method, path,
		curl_easy_strerror(code)));
	curl_easy_getinfo(b->curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(b->curl, CURLINFO_REDIRECT_URL, &to);
	curl_slist_free_all(headers);
	reply.status = (int)status;
	reply.body = text.data;
	if (to)
		reply.location = arena_dup(strstr(to, base_url) == to ? to + strlen(base_url) : to);
	return reply;
}

static const char *csrf_in(const char *html)
{
	const char *at = strstr(html, "name=\"csrf\" value=\"");

	if (!at)
		return "";
	at += strlen("name=\"csrf\" value=\"");
	return forever_copy(at, strcspn(at, "\""));
}

static struct browser *browser_of(const struct person *who)
{
	struct browser *b = &browsers[who ? (size_t)(who - people) : countof(people)];
	struct reply reply;
	cJSON *form;

	if (!who || b->is_signed_in)
		return b;
	form = json_object();
	json_set_text(form, "email", who->email);
	json_set_text(form, "password", PASSWORD);
	reply = send_to(b, "POST", "/signin", encoded(form));
	must(reply.status == 303, arena_printf("sign-in of %s", who->email));
	reply = send_to(b, "GET", "/parts", NULL);
	must(reply.status == 200, arena_printf("first page of %s: %d", who->email, reply.status));
	b->csrf = csrf_in(reply.body);
	b->is_signed_in = true;
	/* Strong acts are asked of who may do them; that they want a proof is a journey's affair. */
	world_sql("update sessions set factor_at = now() + interval '1 hour' where ended_at is null");
	return b;
}

static struct reply ask_once(const struct person *who, const char *path, const cJSON *form)
{
	struct browser *b = browser_of(who);
	cJSON *sent = form ? json_copy(form) : NULL;

	if (sent && b->csrf)
		json_set_text(sent, "csrf", b->csrf);
	return send_to(b, sent ? "POST" : "GET", path, sent ? encoded(sent) : NULL);
}

/* A visit that changed somebody's offices has signed them out: they come in again. */
struct reply world_ask(const struct person *who, const char *path, const cJSON *form)
{
	struct reply reply = ask_once(who, path, form);

	if (!who || reply.status != 303 || strncmp(reply.location, "/signin", 7) != 0)
		return reply;
	browser_of(who)->is_signed_in = false;
	return ask_once(who, path, form);
}

struct reply world_send(const struct person *who, const char *method, const char *path)
{
	return send_to(browser_of(who), method, path, strcmp(method, "GET") == 0 ? NULL : "");
}

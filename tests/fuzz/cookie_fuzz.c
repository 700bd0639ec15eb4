/* cookie_fuzz.c: any text as a Cookie header and as the page to come back to after sign-in. Only
 * the hash of what looks like a token of ours may reach the database, and only a path of ours may
 * be redirected to. */
#include "fuzz.h"

#include "base/crypto.h"
#include "db/db.h"
#include "web/request.h"
#include "web/session.h"
#include "web/signin.h"

static const char hex[] = "0123456789abcdef";

/* In the database's place: knows nobody. */
enum status __wrap_db_one(const char *query, const cJSON *in, const cJSON **row);

enum status __wrap_db_one(const char *query, const cJSON *in, const cJSON **row)
{
	const char *hash = json_text(in, "session.hash");

	(void)query, (void)row;
	assert(strlen(hash) == 2 * SHA256_SIZE && only(hash, hex));
	return NOT_FOUND;
}

void fuzz_start(void)
{
	static const struct session_settings settings = {
		.public_url = "https://verify.test", .idle_s = 900, .life_s = 43200,
	};

	session_start(&settings);
}

static void hold_session(struct request *r)
{
	if (session_read(r) != OK)
		return;
	assert(!json_at(r->in, "user"));
	assert(!r->session || (strlen(r->session) == TOKEN_HEX_SIZE && only(r->session, hex)));
}

/* Somebody is signed in already: sign-in leads straight on. */
static void hold_way_back(struct request *r, const char *next)
{
	const char *to;

	json_set_text(json_set(r->in, "query", json_object()), "next", next);
	json_set_text(json_set(r->in, "user", json_object()), "id", "1");
	if (signin_form(r) != OK)
		return;
	to = ((struct connection *)r->connection)->location;
	assert(to && to[0] == '/' && to[1] != '/' && to[1] != '\\');
	for (; *to; to++)
		assert((unsigned char)*to > ' ' && *to != 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct route route = { GET, "/signin", ANYONE, signin_form, "signin", NULL };
	struct input in = { (const char *)data, (const char *)data + size };
	struct connection *c = arena_alloc(sizeof *c);
	struct request *r = arena_alloc(sizeof *r);

	r->connection = c;
	r->route = &route;
	r->method = GET;
	r->in = json_object();
	r->remote = "127.0.0.1";
	r->path = "/signin";
	r->query = "";
	c->raw.headers[0] = (struct head_line){ "Cookie", input_line(&in) };
	c->raw.header_count = 1;
	hold_session(r);
	hold_way_back(r, input_line(&in));
	arena_reset();
	return 0;
}

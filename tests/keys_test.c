/* keys_test.c: every sealed column against a real database: plain values become sealed and stay
 * readable, a new key takes all over, and a value in another row's place, or with a bit flipped, is
 * left as it is and said not to open. What a kill in the middle does is a journey's affair. */
#include "database.h"

#include "app/keys.h"
#include "base/crypto.h"

#define OLD "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
#define NEW "new:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
#define INDEX "the test looks through its rows with it"

static const struct statement statements[] = {
	{ "links", "-- An order's links and its household's number, opened.\n-- $1 id\n"
	  "select unseal('orders.share_url:' || o.id, o.share_url) as url,\n"
	  "json_build_object('list', json_build_array(order_url(o))) as nested,\n"
	  "unseal('members.ssn:' || m.id, m.ssn_sealed) as ssn, m.ssn_index as index\n"
	  "from orders o join members m on m.id = o.member_id where o.id = $1::bigint" },
	{ "paper", "-- A paper as it stands.\n"
	  "select 'report_documents.body:' || connection_id || '.' || sha256 as place, sealed, sha256"
	  " from report_documents where length(sealed) > 100000 order by id limit 1" },
	{ "put", "-- Keeps a link sealed.\n-- $1 id   $2 sealed(url,orders.share_url,id)\n"
	  "update orders set share_url = $2 where id = $1::bigint returning share_url as raw" },
};

/* Each sealed column, as it stands. */
static const struct { const char *table, *column;
} columns[] = {
	{ "orders", "share_url" },      { "orders", "short_share_url" }, { "messages", "body" },
	{ "webhook_events", "sealed" }, { "members", "ssn_sealed" },
	{ "report_documents", "sealed" },
};

static const cJSON *asked(const char *query, const char *in)
{
	const cJSON *row;
	cJSON *given;

	assert_int_equal(json_read(in, strlen(in), &given, NULL), OK);
	json_set_bool(json_set(given, "user", json_object()), "sees_all", true);
	db_scope(given);
	return db_one(query, given, &row) == OK ? row : NULL;
}

static void reseals_with(const char *keys, const char *index, long left_wanted)
{
	long done, left;

	assert_int_equal(seal_start(&(struct seal_keys){ keys, index, INDEX }), OK);
	assert_int_equal(keys_reseal(&done, &left), OK);
	assert_int_equal(left, left_wanted);
}

static void reseals(const char *keys, long left_wanted)
{
	reseals_with(keys, INDEX, left_wanted);
}

/* Values of that column that do not begin so. */
static long others(size_t i, const char *prefix)
{
	return strtol(owner(arena_printf("select count(*) from %s where %s is not null"
					 " and not starts_with(%s, '%s')", columns[i].table,
					 columns[i].column, columns[i].column, prefix)), NULL, 10);
}

static int start(void **state)
{
	const char *const load[] = { "psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1",
				     database_url("TEST_DATABASE_OWNER_URL"), "-o", "/dev/null",
				     "-f", SOURCE_DIR "/tests/fixtures.sql", NULL };

	(void)state;
	database_start(statements, countof(statements));
	assert_int_equal(program(load), 0);
	/* The demo's own seed is sealed under a key of the demo. */
	owner("update users set totp = null, totp_at = null");
	owner("update members set ssn_sealed = '900-12-' || lpad(id::text, 4, '0')");
	owner("insert into webhook_events (provider, sha256, body) values"
	      " ('truv', repeat('1', 64), '{}'), ('truv', repeat('2', 64), '\\x00ff')");
	/* As papers were kept before: with bytes that are no text. */
	owner("insert into report_documents (order_id, connection_id, sha256, body)"
	      " select k.order_id, k.id, encode(sha256(p.b), 'hex'), p.b from connections k, lateral"
	      " (select convert_to('%PDF-1.4 of ' || k.id || repeat(' and more', 20000), 'UTF8')"
	      " || '\\x00ff00' as b) p order by k.id limit 3");
	reseals(OLD, 0);
	return 0;
}

static void plain_values_become_sealed_and_stay_readable(void **state)
{
	const cJSON *row;

	(void)state;
	for (size_t i = 0; i < countof(columns); i++) {
		assert_int_equal(others(i, "seal:old:"), 0);
		assert_true(strtol(owner(arena_printf("select count(*) from %s where %s is not null",
						      columns[i].table, columns[i].column)), NULL, 10)
			    >= 2);
	}
	assert_string_equal(owner("select count(*) from webhook_events where body is not null"), "0");
	assert_string_equal(owner("select count(*) from report_documents where body is not null"), "0");
	row = asked("t/links", "{\"id\": 3}");
	assert_non_null(row);
	assert_non_null(strstr(json_text(row, "url"), "bridge_token="));
	assert_non_null(strstr(json_text(row, "nested.list.0"), "://"));
	assert_int_equal(strlen(json_text(row, "ssn")), 9);
	assert_string_equal(json_text(row, "index"), seal_index("members.ssn",
								json_text(row, "ssn")));
	arena_reset();
}

static void a_parameter_is_sealed_for_its_row(void **state)
{
	const char *raw;

	(void)state;
	raw = json_text(asked("t/put", "{\"id\": \"3\", \"url\": \"https://a.test/o/1\"}"), "raw");
	assert_true(seal_is(raw));
	assert_string_equal(json_text(asked("t/links", "{\"id\": 3}"), "url"), "https://a.test/o/1");
	/* Null stays null, and without a row there is no place. */
	assert_null(json_text_or_null(asked("t/put", "{\"id\": \"3\", \"url\": null}"), "raw"));
	assert_null(asked("t/put", "{\"id\": \"\", \"url\": \"x\"}"));
	assert_non_null(asked("t/put", "{\"id\": \"3\", \"url\": \"https://a.test/o/1\"}"));
	arena_reset();
}

static void a_new_key_takes_all_over(void **state)
{
	const char *before, *after;

	(void)state;
	before = strdup(json_print(asked("t/links", "{\"id\": 3}")));
	reseals(NEW "," OLD, 0);
	for (size_t i = 0; i < countof(columns); i++)
		assert_int_equal(others(i, "seal:new:"), 0);
	reseals(NEW, 0);
	after = json_print(asked("t/links", "{\"id\": 3}"));
	assert_string_equal(after, before);
	free((char *)before);
	reseals(OLD "," NEW, 0);
	arena_reset();
}

/* A paper comes back byte for byte, and its sealed text shows none of it. */
static void a_paper_is_whole(void **state)
{
	const cJSON *row;
	const char *plain;
	size_t n;

	(void)state;
	row = asked("t/paper", "{}");
	assert_non_null(row);
	assert_int_equal(seal_open(json_text(row, "place"), json_text(row, "sealed"), &plain, &n), OK);
	assert_true(n > 100000);
	assert_int_equal(memcmp(plain, "%PDF-1.4 of ", 12), 0);
	assert_int_equal(memcmp(plain + n - 3, "\x00\xff\x00", 3), 0);
	assert_string_equal(crypto_sha256_hex(plain, n), json_text(row, "sha256"));
	arena_reset();
}

#define INDEX_2 "the test looks through them with another"

static const char *under_index(const char *prefix)
{
	return owner(arena_printf("select count(*) from members where starts_with(ssn_index, '%s')",
				  prefix));
}

/* First the new key finds only what it made; in the end nothing is under the old one, and what was
 * found is found. */
static void a_new_index_key_takes_all_over(void **state)
{
	char *all = strdup(owner("select count(*) from members where ssn_index is not null"));
	char *old = strdup(seal_index_prefix());
	const char *bare, *young, *found[SEAL_INDEXES_MAX];
	size_t n;

	(void)state;
	assert_int_not_equal(strcmp(all, "0"), 0);
	assert_string_equal(under_index(old), all);
	/* One as it was before indexes named their key: the hash alone. */
	bare = seal_proof("members.ssn", "900120001");
	owner(arena_printf("update members set ssn_index = '%s' where id = 1", bare));
	assert_int_equal(seal_start(&(struct seal_keys){ OLD, INDEX_2 "," INDEX, INDEX }), OK);
	n = seal_indexes("members.ssn", "900120001", found);
	assert_true(n == 4 && (strcmp(found[2], bare) == 0 || strcmp(found[3], bare) == 0));
	reseals_with(OLD, INDEX_2 "," INDEX, 0);
	young = seal_index_prefix();
	assert_string_not_equal(young, old);
	assert_string_equal(under_index(old), "0");
	assert_string_equal(under_index(young), all);
	assert_string_equal(owner("select ssn_index from members where id = 1"),
			    seal_index("members.ssn", "900120001"));
	/* Back, and with neither the value nor its key touched there is nothing to do. */
	reseals_with(OLD, INDEX, 0);
	assert_string_equal(under_index(old), all);
	free(all);
	free(old);
	arena_reset();
}

static void what_was_swapped_or_altered_does_not_open(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(columns); i++) {
		const char *t = columns[i].table, *c = columns[i].column;

		owner("alter table messages disable trigger message_move");
		owner(arena_printf("create table kept as select id, %s as value from %s"
				   " where %s is not null order by id limit 3", c, t, c));
		owner(arena_printf("update %s x set %s = (select k.value from kept k where k.id = case"
				   " x.id when (select min(id) from kept) then (select max(id) from"
				   " kept) else (select min(id) from kept) end) where x.id in"
				   " ((select min(id) from kept), (select max(id) from kept))", t, c));
		reseals(NEW "," OLD, 2);
		owner(arena_printf("update %s x set %s = k.value from kept k where k.id = x.id", t, c));
		owner(arena_printf("update %s x set %s = overlay(k.value placing case when"
				   " substr(k.value, 30, 1) = 'A' then 'B' else 'A' end from 30 for 1)"
				   " from kept k where k.id = x.id", t, c));
		reseals(NEW "," OLD, strtol(owner("select count(*) from kept"), NULL, 10));
		owner(arena_printf("update %s x set %s = k.value from kept k where k.id = x.id", t, c));
		owner("drop table kept; alter table messages enable trigger message_move");
		reseals(OLD "," NEW, 0);
	}
	arena_reset();
}

/* A page that shows such a value is not shown at all: nobody sends a client half a link. */
static void a_page_with_it_fails(void **state)
{
	(void)state;
	owner("update orders set share_url = (select share_url from orders where id = 4) where id = 3");
	assert_null(asked("t/links", "{\"id\": 3}"));
	arena_reset();
}

static void a_message_keeps_its_text_but_for_its_key(void **state)
{
	const char *id = owner("select min(id) from messages where body is not null");

	(void)state;
	assert_string_equal(owner(arena_printf(
		"create or replace function tried(q text) returns text language plpgsql as $f$ begin"
		" execute q; return 'done'; exception when check_violation then return 'refused'; end"
		" $f$; select tried('update messages set body = ''seal:old:AAAA'' where id = %s')",
		id)), "refused");
	assert_string_equal(owner(arena_printf(
		"select tried('update messages set body = ''other'' where id = %s')", id)), "refused");
	assert_string_equal(owner(arena_printf(
		"select tried('update messages set body = ''seal:k9:AAAA'' where id = %s')", id)),
		"done");
	arena_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_values_become_sealed_and_stay_readable),
		cmocka_unit_test(a_parameter_is_sealed_for_its_row),
		cmocka_unit_test(a_new_key_takes_all_over),
		cmocka_unit_test(a_paper_is_whole),
		cmocka_unit_test(a_new_index_key_takes_all_over),
		cmocka_unit_test(what_was_swapped_or_altered_does_not_open),
		cmocka_unit_test(a_page_with_it_fails),
		cmocka_unit_test(a_message_keeps_its_text_but_for_its_key),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}

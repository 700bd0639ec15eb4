/* people.c: whose data a connection gives.
 *
 * It is the person the order was made for, so that a portal finds the match it expects; the
 * login `someone.else` gives another person, `spouse` one of the same surname, and an authored
 * scenario may give any. */
#include "data.h"

#include "base/arena.h"

#include <string.h>

struct home {
	const char *street, *city, *state, *zip;
};

static const struct home homes[] = {
	{ "14 Willow Street", "San Rafael", "CA", "94901" }, { "2203 Mission Avenue", "Oakland", "CA",
		"94601" },
	{ "77 Orchard Row", "Napa", "CA", "94559" }, { "510 Ninth Street, Apt 4", "Fresno", "CA",
		"93721" },
};

unsigned long seed_of(const char *text)
{
	unsigned long hash = 5381;

	for (; *text != '\0'; text++)
		hash = (hash * 33 + (unsigned char)*text) % 4294967291UL;
	return hash;
}

static bool is_spouse(const struct connection *c)
{
	return strcmp(c->login, "spouse") == 0;
}

static bool is_other(const struct connection *c)
{
	return strcmp(c->login, "someone.else") == 0 || is_spouse(c);
}

static const char *first_name(const struct connection *c)
{
	return is_other(c) ? "Robin" : c->order->first_name;
}

static const char *last_name(const struct connection *c)
{
	return is_other(c) && !is_spouse(c) ? "Ashdown" : c->order->last_name;
}

static const char *full_name(const struct connection *c)
{
	return arena_printf("%s %s", first_name(c), last_name(c));
}

static cJSON *home_document(const struct connection *c)
{
	const struct home *home = &homes[seed_of(c->order->id) % countof(homes)];
	cJSON *doc = json_object();

	json_set_text(doc, "street", home->street);
	json_set_text(doc, "city", home->city);
	json_set_text(doc, "state", home->state);
	json_set_text(doc, "zip", home->zip);
	json_set_text(doc, "country", "US");
	return doc;
}

/* Nine digits, those of the order when it has them all; nobody's when it has none. */
static const char *ssn(const struct connection *c)
{
	size_t len = strlen(c->order->ssn);

	if (is_other(c))
		return "991910002";
	if (len == 4)
		return arena_printf("99191%s", c->order->ssn);
	return len == 9 ? c->order->ssn : NULL;
}

/* An order does not say it, so only somebody else has one. */
static const char *birth_date(const struct connection *c)
{
	return is_other(c) ? "1971-05-05" : NULL;
}

cJSON *person_profile(const struct connection *c)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", arena_printf("p%.31s", c->id));
	json_set_text(doc, "created_at", when_z(c->created_at));
	json_set_text(doc, "updated_at", when_z(c->last_read_at));
	json_set_text(doc, "first_name", first_name(c));
	json_set_text(doc, "last_name", last_name(c));
	json_set_text(doc, "full_name", full_name(c));
	json_set_text(doc, "middle_initials", NULL);
	json_set_text(doc, "email", c->order->email[0] != '\0' ? c->order->email : NULL);
	json_set_text(doc, "ssn", ssn(c));
	json_set_text(doc, "date_of_birth", birth_date(c));
	json_set(doc, "home_address", home_document(c));
	return doc;
}

cJSON *person_owner(const struct connection *c)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", c->order->user->id);
	json_set_text(doc, "full_name", full_name(c));
	json_set_text(doc, "email", c->order->email[0] != '\0' ? c->order->email : NULL);
	json_set_text(doc, "phone", c->order->phone[0] != '\0' ? c->order->phone : NULL);
	json_set(doc, "address", home_document(c));
	json_set_text(doc, "relation_type", "OWNER");
	return doc;
}

/* store.h: everything the simulator remembers, in memory, behind one lock.
 *
 * Who holds the lock: api.c takes it around every handler, steps.c around every step and
 * webhooks.c around its bookkeeping; everything they call is called with the lock held and never
 * blocks. Records live until /control/reset, so a pointer to one must not be kept while the lock
 * is given away. */
#ifndef STORE_H
#define STORE_H

#include "base/json.h"
#include "when.h"

#define ID_SIZE 33
#define NAME_SIZE 201          /* 50 characters of up to four bytes */
#define SUBORDERS_MAX 12
#define REFRESHES_MAX 3        /* per connection in any 24 hours */

struct employer;
struct bank;

/* Truv's persistent user; orders with the same external_user_id share one. */
struct user {
	char id[ID_SIZE], external_id[NAME_SIZE];
	char first_name[NAME_SIZE], last_name[NAME_SIZE], email[256], phone[16], ssn[129];
	struct connection *first, *last;       /* of all the orders, the oldest first */
	int64_t created_at;
};

/* A login that worked: Truv's link. Refreshes read it again. */
struct connection {
	char id[ID_SIZE], access_token[ID_SIZE], login[65], password[65];
	const struct employer *employer;       /* one of the two */
	const struct bank *bank;
	const char *scenario;                  /* the id of the authored one it came from, or NULL */
	struct order *order;                   /* whose data it gives: the order it was made in */
	struct suborder *reader;               /* that read it last; NULL: not read yet */
	struct connection *next_of_user;
	const char *next;                      /* what the next refresh ends in; NULL: done */
	int64_t refreshed_at[REFRESHES_MAX];
	int64_t created_at, read_at, last_read_at;  /* read_at: data is there since; 0: not yet */
	bool is_deleted;
};

/* One attempt to connect. A second try is a new task. */
struct task {
	char id[ID_SIZE];
	struct order *order;
	struct suborder *suborder;
	struct connection *connection;
	struct task *next_try;                 /* of the same suborder */
	const char *status, *error;
	const char *ending, *code;             /* how it will end; the code it asks for, or NULL */
	bool asks_code, is_refresh, is_slow;
	int64_t created_at, updated_at;
	int delay_ms;                          /* an authored scenario's extra wait */
};

/* An employer or bank within an order; `id` is employer_id in webhooks. */
struct suborder {
	char id[ID_SIZE], number[129], company[NAME_SIZE], mapping_id[65];
	const char *product, *status;
	bool is_bank;
	const struct employer *employer;       /* where the client said to look: one, or neither */
	const struct bank *bank;
	struct connection *connection;
	struct task *first_task, *task;        /* the first try, and the latest */
	int64_t created_at, updated_at;
};

struct order {
	char id[ID_SIZE], token[ID_SIZE], bridge_token[ID_SIZE], short_code[16];
	char order_number[NAME_SIZE], external_user_id[NAME_SIZE], template_id[NAME_SIZE];
	char custom_field[NAME_SIZE], first_name[NAME_SIZE], last_name[NAME_SIZE];
	char email[256], phone[16], ssn[129], locale[16];
	struct user *user;
	const char *products[8];
	int product_count;
	const char *status;
	int64_t created_at, updated_at, expires_at, canceled_at, completed_at, consent_at;
	struct order *initial, *refresh;
	char voie_report_id[ID_SIZE], voa_report_id[ID_SIZE];
	struct suborder suborders[SUBORDERS_MAX];
	int suborder_count;
	bool is_suppressed, is_opened;
	char *loan, *reports;                  /* as they came, JSON; NULL: not sent */
	int voa_days;                          /* that an asset report covers */
	int delay_hours, messages_sent;        /* 1 first message and up to 3 reminders */
	int64_t first_message_at, next_message_at;
};

/* A line of GET /v1/orders/{id}/events/. */
struct order_event {
	struct order *order;
	const char *type;
	char suborder_id[ID_SIZE], task_id[ID_SIZE], link_id[ID_SIZE];
	int64_t at;
};

/* An e-mail or text the client phone shows. */
struct message {
	struct order *order;
	bool is_sms, is_reminder;
	char to[256];
	int64_t at;
};

/* What the agency itself sent: a text through the gateway, or an e-mail a mail server took. */
struct notice {
	char id[ID_SIZE], to[256], reference[65];
	bool is_sms;
	const char *subject, *text, *callback;
	const char *status, *code;
	int64_t at;
};

struct report {
	char id[ID_SIZE];
	struct user *user;
	bool is_assets, is_voe, is_asked;      /* is_asked: by the portal, not made at the end */
	int days;
	long as_of;
	int64_t created_at;
};

/* A registered webhook address, and one event on its way to it. */
struct hook {
	char id[ID_SIZE], name[NAME_SIZE], url[2049];
	const char *env, *events;              /* events: a JSON list; NULL: all */
	bool is_enabled;
	int64_t created_at, updated_at;
};

struct delivery {
	long number;
	char hook_id[ID_SIZE], url[2049], webhook_id[ID_SIZE];
	const char *event, *body, *outcome;    /* waiting, sending, delivered, failed, dropped */
	int64_t created_at, due_at, sent_at;
	int attempts, http_status;
	bool is_texts;                         /* the gateway's: its own signature */
	bool is_truework;                      /* Truework's: a token, and no signature */
};

/* Authored sandbox data, kept as the JSON it came as. */
struct scenario {
	char id[ID_SIZE];
	const char *text;
	int64_t created_at, updated_at;
};

struct fault {
	const char *method, *path, *kind;
	int times, delay_ms, retry_after;
	bool is_processed;
};

/* One request on /v1, for the rate limit and for the tests' truth. */
struct call_log {
	int64_t at;
	const char *method, *path, *order_number, *fault;
	int weight, http_status;               /* weight: how many it counts as; 0 when refused */
};

struct batch {
	char id[ID_SIZE];
	const char *results;
	int order_count, created, existing, failed;
	int64_t created_at;
};

/* Something that happens later: run(subject) at due_at. */
struct step {
	int64_t due_at;
	void (*run)(void *subject);
	void *subject;
};

/* `slots` leads from an id to its record, as far as it was looked up or `indexed`. */
struct list {
	void **items;
	size_t count, size;
	void **slots;
	size_t slot_count, indexed;
};

/* What the control interface may change. */
struct options {
	bool is_fast, share_users, order_filter, brief_reports;
	bool hold, reorder;
	int duplicate, drop_every, per_minute, report_wait_ms;
	const char *truework_pin;        /* the version the key is pinned to */
	int truework_a_second;           /* calls it takes in one */
	int truework_wait_ms;            /* from approval to the end */
	int time_scale;                  /* so many times faster go its waits and its minute */
};

struct store {
	struct list users, connections, tasks, orders, events, messages, reports, hooks, deliveries,
		scenarios;
	struct list notices, stops;      /* stops: phones, as text, that said STOP to the gateway */
	struct list faults, calls, batches, steps, texts;
	struct list truework;            /* orders and sessions of the other provider: truework.h */
	struct options options;
	long made;                             /* deliveries, ever */
	size_t settled;                        /* so many of the list, from its start, are over */
};
extern struct store store;

void store_lock(void);
void store_unlock(void);
/* Gives the lock away until something changed or it is `until`. */
void store_wait(int64_t until);
/* Wakes whoever waits. */
void store_changed(void);

/* A new zeroed record at the end of a list, kept until store_clear(). */
void *list_add(struct list *list, size_t size);
/* Takes the record at `at` out and frees it; the order of the others stays. */
void list_drop(struct list *list, size_t at);
/* The record whose id (its first member, a char array) is `id`; NULL when none. */
void *list_find(struct list *list, const char *id);

/* A copy that lives until store_clear(). NULL stays NULL. */
const char *store_text(const char *text);
/* Copies into a record's own array; what does not fit is cut. */
void keep(char *to, size_t size, const char *from);
/* A fresh id of 32 hexadecimal digits. */
void new_id(char id[ID_SIZE]);

/* Forgets everything but the options that came from the environment. */
void store_clear(void);
/* A wait as it is configured: a twentieth of it when fast. */
int64_t wait_us(int ms);
/* The minute in which calls are counted. */
int64_t minute_us(void);

#endif

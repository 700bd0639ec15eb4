/* truework.h: Truework's API as the simulator plays it (truework-api.md): the orders of 2023-10-30,
 * the credentials sessions of 2019-10-15, and the widget a client signs in to. Everything stands
 * below /truework, but the widget, which stands at /widget.
 *
 * A verification request goes pending-approval → processing → how it ends, which its SSN chooses;
 * each step is told by a webhook. */
#ifndef SIM_TRUEWORK_H
#define SIM_TRUEWORK_H

#include "api.h"
#include "data.h"

#define TRUEWORK_ID 57
#define TRUEWORK_REQUESTS 4

/* What a sandbox SSN leads to (§10, A4). */
struct truework_person {
	const char *last4, *ends, *title, *status, *detail;
	const char *hired, *left;
	bool has_two;                    /* reports */
	struct job job;
};

struct truework_request {
	char id[TRUEWORK_ID], reports[2][TRUEWORK_ID], company[NAME_SIZE];
	struct truework_order *order;
	const struct truework_person *person;
	const char *state, *reason, *details;
	int64_t created_at, completed_at;
};

/* An order, or a session: then `mode` is "session". */
struct truework_order {
	char id[TRUEWORK_ID], token[ID_SIZE];
	const char *mode, *number, *loan_id, *metadata;
	const char *type, *purpose, *use_case;
	char first_name[NAME_SIZE], last_name[NAME_SIZE], email[256], ssn[12], born[12];
	char company[NAME_SIZE];
	const char *oddity;              /* see truework_control.c; NULL: none */
	const struct truework_order *parent;
	struct truework_request requests[TRUEWORK_REQUESTS];
	int request_count;
	int64_t created_at;
};

/* Key, version and rate; false: answered. */
bool truework_admits(struct request *r, const char *key);
/* Our reference in a body: search_key, or the metadata's. */
const char *truework_number(const struct request *r);
/* {"error": {"message"}} (§2). */
void truework_error(struct request *r, int status, const char *message);
/* 400 with one of invalid_fields; field: "type", "target.first_name". */
void truework_invalid(struct request *r, const char *field, const char *message);
/* Is the version asked for, or else pinned, the older one? */
bool truework_is_2019(const struct request *r);

/* The person of an SSN; NULL: the sandbox does not support it. */
const struct truework_person *truework_person_of(const char *ssn);
/* A new request of the order at this company, and the steps it takes; is_instant: at once. */
struct truework_request *truework_begin(struct truework_order *order, const char *company,
	bool is_instant);
/* Moves it and tells. */
void truework_move(struct truework_request *request, const char *state);
bool truework_is_over(const struct truework_request *request);
/* Drops its steps and ends it as its person's SSN says. */
void truework_rush(struct truework_request *request);

cJSON *truework_order_document(const struct truework_order *order);
/* In the form of 2019, with plain enums and without reports, or of 2023. */
cJSON *truework_request_document(const struct truework_request *request, bool is_2019);
cJSON *truework_report_document(const struct truework_request *request, int n, bool is_2019);

struct truework_order *truework_order_of(const char *id);
struct truework_order *truework_order_numbered(const char *number);
struct truework_order *truework_session_with(const char *token);
struct truework_request *truework_request_of(const char *id);

/* For GET /control/truth: [{id, mode, search_key, same_number, states, requests, …}]. */
cJSON *truework_truth(void);

#endif

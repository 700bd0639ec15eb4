/* gate.c: the turn that every call to a provider waits for. Who may go, and for how long the
 * others wait, is decided by the statements in sql/gates, under one row's lock; here the answers
 * are carried there and the waits to the worker. */
#include "app/gate.h"

#include "base/log.h"
#include "db/db.h"
#include "jobs/worker.h"

#include <string.h>

/* The answers that tell the gate something; 400 for a field proves the keys as well as a 2xx. */
static const struct {
	enum outcome outcome;
	int http_status;                 /* 0: any */
	const char *query;
} tells[] = {
	{ ACCEPTED, 0, "gates/accepted" },
	{ REFUSED, 400, "gates/accepted" },
	{ THROTTLED, 0, "gates/pause" },
	{ DENIED, 0, "gates/denied" },
};

enum status gate_take(cJSON *in, const struct provider *provider, enum lane lane)
{
	return gate_take_many(in, provider, lane, 1);
}

enum status gate_take_many(cJSON *in, const struct provider *provider, enum lane lane, int weight)
{
	cJSON *gate = json_set(in, "gate", json_object());
	bool is_background = lane == BACKGROUND
		|| strcmp(json_text(in, "job.input.lane"), "background") == 0;
	const cJSON *turn;

	json_set_text(gate, "provider", provider->name);
	json_set_bool(gate, "is_background", is_background);
	json_set_int(gate, "weight", weight);
	TRY(db_one("gates/take", in, &turn));
	json_set_text(gate, "taken_at", json_text(turn, "taken_at"));
	if (json_true(turn, "goes"))
		return OK;
	job_again(in, json_int(turn, "wait_ms", 1000));
	return UNAVAILABLE;
}

static const char *query_for(const struct answer *answer)
{
	for (size_t i = 0; i < countof(tells); i++)
		if (tells[i].outcome == answer->outcome
		    && (tells[i].http_status == 0 || tells[i].http_status == answer->http_status))
			return tells[i].query;
	return NULL;
}

/* What the gate could not be told it learns from the next call. */
void gate_tell(cJSON *in, const struct answer *answer)
{
	const char *query = query_for(answer);
	cJSON *facts = cJSON_GetObjectItemCaseSensitive(in, "answer");
	const cJSON *row;

	if (query == NULL)
		return;
	if (facts == NULL)
		facts = json_set(in, "answer", json_object());
	json_set_int(facts, "http_status", answer->http_status);
	json_set_int(facts, "retry_after", answer->retry_after);
	if (answer->outcome != THROTTLED && answer->outcome != DENIED) {
		(void)!db_run(query, in);
		return;
	}
	log_line(LOG_WARN, "gate.closed", "provider=%s http=%d retry_after=%d",
		 json_text(in, "gate.provider"), answer->http_status, answer->retry_after);
	if (db_one(query, in, &row) == OK)
		job_again(in, json_int(row, "wait_ms", 1000));
}

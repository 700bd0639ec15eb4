/* provider.h: a provider as the rest of app/ sees it: functions. Which one serves an order is its
 * `provider` column. */
#ifndef PROVIDER_H
#define PROVIDER_H

#include "truework/truework.h"
#include "truv/truv.h"

/* What each function promises stands in truv.h. An order is a document in our words. A function
 * that a provider does not have is NULL; create, read, list, refresh, cancel, the reports, events
 * and refusal are always there. */
struct provider {
	const char *name, *word;           /* "truv", "Truv" */
	void (*create)(const cJSON *order, const struct sending *sending, struct answer *answer,
		       cJSON **made);
	void (*read)(const char *upstream_id, struct answer *answer, cJSON **order);
	void (*batch_create)(const cJSON *orders, const struct sending *sending,
			     struct answer *answer, cJSON **made);
	void (*batch_read)(const char *batch_id, struct answer *answer, cJSON **result);
	void (*batch_results)(const char *batch_id, struct answer *answer, cJSON **results);
	void (*refresh)(const cJSON *order, const struct sending *sending, struct answer *answer,
			cJSON **made);
	void (*list)(int page, struct answer *answer, cJSON **orders, bool *is_last);
	/* All first orders that carry a number; NULL: the list is looked through. */
	void (*find)(const char *order_number, struct answer *answer, cJSON **orders);
	void (*cancel)(const char *upstream_id, const char *reason, const struct sending *sending,
		       struct answer *answer);
	void (*report_create)(const char *user_id, const char *product, struct answer *answer,
			      cJSON **report);
	void (*report_read)(const char *user_id, const char *product, const char *report_id,
			    struct answer *answer, cJSON **report);
	void (*notify)(const char *upstream_id, bool is_suppressed, const struct sending *sending,
		       struct answer *answer);
	void (*events)(const char *upstream_id, struct answer *answer, cJSON **events);
	void (*employers)(const char *query, const char *product, struct answer *answer,
			  cJSON **employers);
	cJSON *(*refusal)(const struct answer *answer);
	void (*endpoints)(struct answer *answer, cJSON **endpoints);
	void (*endpoint_enable)(const char *id, struct answer *answer);
	void (*paper)(const char *url, struct answer *answer);
	void (*deliveries)(int page, struct answer *answer, cJSON **deliveries, bool *is_last);
	/* Where there are no endpoints to ask for. */
	void (*key_test)(struct answer *answer);
};

/* NULL for a name that is none. */
const struct provider *provider_find(const char *name);
/* The one that is meant where none is named. */
const struct provider *provider_main(void);

/* What a job should say of an answer that is not ACCEPTED: UNAVAILABLE where a later try may work,
 * else FAILED. Logs it. */
enum status provider_status(const struct provider *provider, const char *what,
			    const struct answer *answer);

#endif

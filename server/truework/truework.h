/* truework.h: Truework's API (truework-api.md), in both its generations. One function per endpoint,
 * nothing else; Truework's words stay inside this folder.
 *
 * Every function fills *answer, and those that give an order leave it in our words, as truv.h
 * describes them. How they are filled here:
 *
 *	upstream_id   an order's id; of a credentials session "s." and its id
 *	user_id       the same: reports belong to an order here, not to a person
 *	connections   one for each verification request; link_id is that of its first report
 *	status        "failed" beside truv.h's: over, and nothing was found
 *
 * What reads an order or its reports takes an address, which is the upstream_id, or of a session
 * "s.ID/NUMBER/V1,V2": Truework cannot be asked for a session, only for the verification requests
 * that its events named. A request that does not carry our NUMBER in its metadata is none of ours
 * and is left out, whoever named it. */
#ifndef TRUEWORK_H
#define TRUEWORK_H

#include "base/fetch.h"

struct truework_settings {
	const char *url;                   /* without its last slash; "": there is no Truework */
	const char *key;                   /* "tw_sk_…" */
	const char *version;               /* of orders, "2023-10-30" (§1) */
	const char *hook_token, *hook_token_before;   /* before: during a rotation, or "" */
};
void truework_start(const struct truework_settings *settings);

/* POST /orders/target-employer, /orders/employer-search, /orders/truework-direct (§5.1 to §5.3) or
 * /credentials/session (§6), by order.method: "employer", "search", "link", "session". order:
 * {order_number, products, first_name, last_name, email, phone, born_on, ssn, employer_hint,
 * purpose, use_case}. Of a session *made has its token as session_token too; since an unused one
 * reaches nobody (A10), one whose fate is unknown counts as UNSENT and may be made again. */
void truework_order_create(const cJSON *order, const struct sending *sending,
			   struct answer *answer, cJSON **made);
/* GET /orders/{id} (§5.5), or of a session its verification requests (§6). */
void truework_order_read(const char *address, struct answer *answer, cJSON **order);
/* GET /orders?search_key= (§9): every order that carries the number, perhaps none. */
void truework_order_find(const char *order_number, struct answer *answer, cJSON **orders);
/* GET /orders?limit=&offset= as truv_order_list(). */
void truework_order_list(int page, struct answer *answer, cJSON **orders, bool *is_last);
/* POST /orders/reverification (§5.5). order: {links: ids of reports, the first is taken}. */
void truework_order_refresh(const cJSON *order, const struct sending *sending,
			    struct answer *answer, cJSON **made);
/* PUT /orders/{id}/cancel with a reason of §4; "" is "other". A session cannot be canceled there:
 * ACCEPTED without a call, and its link ends here. */
void truework_order_cancel(const char *upstream_id, const char *reason,
			   const struct sending *sending, struct answer *answer);
/* GET /orders/{id}/events (§5.5), as truv_order_events(). */
void truework_order_events(const char *upstream_id, struct answer *answer, cJSON **events);
/* The reports that an order has, as one in the form of truv-api.md §9.2: a link for each. Truework
 * makes none on demand: create only reads and names what there is, so that its report_id is the
 * same until another report is there. */
void truework_report_create(const char *address, const char *product, struct answer *answer,
			    cJSON **report);
void truework_report_read(const char *address, const char *product, const char *report_id,
			  struct answer *answer, cJSON **report);
/* GET /reports/{id} as PDF. url: as an order gave it; anything but one of ours is REFUSED. */
void truework_paper(const char *url, struct answer *answer);
/* A call that costs nothing and tells whether the key works. */
void truework_key_test(struct answer *answer);
/* {field: message} in our names, of a 400; {cause: "frozen" | "too_old" | "not_made"} of 451, 406
 * and 501. */
cJSON *truework_refusal(const struct answer *answer);

#endif

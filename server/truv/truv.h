/* truv.h: Truv's API. One function per endpoint, nothing else; Truv's words stay inside this
 * folder.
 *
 * Every function fills *answer. Those that give an order leave it in *order, in our words:
 *	{upstream_id, user_id, order_number, share_url, short_share_url, expires_at, created_at,
 * updated_at, finished_at, refresh_of, status,
 *	 connections: [{upstream_id, kind: "employer"|"bank", name, provider, state, cause,
 * link_id, data_source, paper_url}]} status: "open" | "completed" | "canceled" | "expired" |
 * "error" | "no_data" | "skipped" state: "waiting" | "connecting" | "reading" | "ready" |
 * "needs_you"; cause: the task or order error when it needs you, else null. *order stays NULL
 * when the answer
 * is not ACCEPTED, or is one without an id (then the outcome is UNCERTAIN). */
#ifndef TRUV_H
#define TRUV_H

#include "base/fetch.h"

struct truv_settings {
	const char *url; /* "https://prod.truv.com/v1", without its last slash (truv-api.md §1) */
	const char *client_id, *secret,
		*secret_before; /* secret_before: the last one during a rotation, or "" */
};
void truv_start(const struct truv_settings *settings);

/* POST /v1/orders/ (truv-api.md §4.1). order: {order_number, products, first_name, last_name,
 * email, phone, locale, template_id, external_user_id, is_suppressed, delay_hours,
 * employer_hint, company_mapping_id, ssn: nine digits, loan: {loan_number, application_number,
 * originator_name, originator_email, processor_name, processor_email, reference, loan_type,
 * sales_price}, asset_report: {days_requested, large_amount}}; what is not there is not sent. */
void truv_order_create(const cJSON *order, const struct sending *sending, struct answer *answer,
		       cJSON **made);
/* GET /v1/orders/{id}/ (§4.3). */
void truv_order_read(const char *upstream_id, struct answer *answer, cJSON **order);
/* POST /v1/orders/batch/ with these orders, a list (§5.1): the only create that may be repeated,
 * since an order_number that exists gives the order there is. Each counts as one call. *made:
 * {batch_id}. */
void truv_batch_create(const cJSON *orders, const struct sending *sending, struct answer *answer,
		       cJSON **made);
/* GET /v1/orders/batch/{id}/ of a batch of one. *result: {upstream_id: null until it is known,
 * problems: as truv_refusal gives them, or null while it is not refused}. */
void truv_batch_read(const char *batch_id, struct answer *answer, cJSON **result);
/* The same of any batch: [{place, order_number, upstream_id, problems}], place counting from 0 as
 * they were sent. NULL while the provider works on it, and when the answer is not ACCEPTED. */
void truv_batch_results(const char *batch_id, struct answer *answer, cJSON **results);
/* GET /v1/orders/?page= (§4.3): a page of all orders, newest first, as a list; no filter is trusted
 * (A5). *is_last: there is no further page. *orders stays NULL when the answer is not ACCEPTED. */
void truv_order_list(int page, struct answer *answer, cJSON **orders, bool *is_last);
/* POST /v1/orders/{original}/ (§13): reads its connections again, as a new order. order:
 * {original_id, products: one, connections: their upstream ids, [] for all}. Beyond three in 24
 * hours the outcome is REFUSED, whatever the status, and truv_refusal() says {limit}. */
void truv_order_refresh(const cJSON *order, const struct sending *sending, struct answer *answer,
			cJSON **made);
/* POST /v1/orders/{id}/cancel/ (§4.6). Truv takes no reason. */
void truv_order_cancel(const char *upstream_id, const char *reason,
		       const struct sending *sending, struct answer *answer);
/* PATCH /v1/orders/{id}/ (§4.4): whether Truv writes to the client by itself. Saying the same twice
 * does nothing. The answer has no body. */
void truv_order_notify(const char *upstream_id, bool is_suppressed, const struct sending *sending,
		       struct answer *answer);
/* GET /v1/orders/{id}/events/ (§4.7): [{type, at, suborder_id, task_id}], in Truv's words, since
 * only one type is known for sure. NULL when the answer is not ACCEPTED. */
void truv_order_events(const char *upstream_id, struct answer *answer, cJSON **events);
/* GET /v1/company-mappings-search/ (§2, 23): employers whose name fits, best first, as
 * [{mapping_id, name, is_direct}]; product: "income" | "employment". NULL when not ACCEPTED. */
void truv_employers(const char *query, const char *product, struct answer *answer,
		    cJSON **employers);
/* POST /v1/users/{user_id}/reports/ or …/assets/reports/ (§9.1). product: "income" | "employment"
 * | "assets". *report: the document as Truv gave it, with report_id, SSNs and account numbers cut
 * to their last four. */
void truv_report_create(const char *user_id, const char *product, struct answer *answer,
			cJSON **report);
/* GET of the same (§9.4: 404 for some seconds after creation). */
void truv_report_read(const char *user_id, const char *product, const char *report_id,
		      struct answer *answer, cJSON **report);

/* GET of an address that an order gave for a source's PDF (§4.2, pdf_report). The caller has made
 * sure of its host. No key goes with it: it is another's host. At most 10 MiB; *answer holds the
 * bytes. */
void truv_paper(const char *url, struct answer *answer);

/* GET /v1/webhooks/ (§8.1): the addresses events go to, [{id, url, is_enabled}]; NULL when the
 * answer is not ACCEPTED. */
void truv_endpoints(struct answer *answer, cJSON **endpoints);
/* PATCH /v1/webhooks/{id}/ {"enabled": true}. */
void truv_endpoint_enable(const char *id, struct answer *answer);
/* GET /v1/webhook-requests/?page= (§8.1): what was sent to us, newest first, [{webhook_id,
 * created_at, is_waiting}]; is_waiting: it is to be tried again. NULL when not ACCEPTED. */
void truv_deliveries(int page, struct answer *answer, cJSON **deliveries, bool *is_last);

/* Truv's field names in a refusal (§3, extra.invalid-params) as ours: {email: "Truv refused …",
 * …}; {} when it names none. */
cJSON *truv_refusal(const struct answer *answer);

#endif

/* provider.c: the table of providers. */
#include "app/provider.h"

#include "base/log.h"

#include <string.h>

static const struct provider providers[] = {
	{ .name = "truv", .word = "Truv", .create = truv_order_create, .read = truv_order_read,
	  .batch_create = truv_batch_create, .batch_read = truv_batch_read,
	  .batch_results = truv_batch_results, .refresh = truv_order_refresh,
	  .list = truv_order_list, .cancel = truv_order_cancel,
	  .report_create = truv_report_create, .report_read = truv_report_read,
	  .notify = truv_order_notify, .events = truv_order_events, .employers = truv_employers,
	  .refusal = truv_refusal, .endpoints = truv_endpoints,
	  .endpoint_enable = truv_endpoint_enable, .paper = truv_paper,
	  .deliveries = truv_deliveries },
	{ .name = "truework", .word = "Truework", .create = truework_order_create,
	  .read = truework_order_read, .refresh = truework_order_refresh,
	  .list = truework_order_list, .find = truework_order_find,
	  .cancel = truework_order_cancel, .report_create = truework_report_create,
	  .report_read = truework_report_read, .events = truework_order_events,
	  .refusal = truework_refusal, .paper = truework_paper, .key_test = truework_key_test },
};

const struct provider *provider_find(const char *name)
{
	for (size_t i = 0; i < countof(providers); i++)
		if (strcmp(providers[i].name, name) == 0)
			return &providers[i];
	return NULL;
}

const struct provider *provider_main(void)
{
	return &providers[0];
}

enum status provider_status(const struct provider *provider, const char *what,
			    const struct answer *answer)
{
	log_line(LOG_WARN, "provider.answer", "provider=%s call=%s outcome=%s http=%d curl=%d",
		 provider->name, what, outcome_name(answer->outcome), answer->http_status,
		 answer->curl_code);
	return answer->outcome == REFUSED ? FAILED : UNAVAILABLE;
}
